"""Whether a group is alive and can be trusted: each sign with its source and its day."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.core.health import (
    QUARTERS,
    MeetingRecord,
    is_enough,
    last_quarters,
    median_days,
)
from initiatives.core.vocabulary import KINDS_WITHOUT_STAGE
from initiatives.models import Initiative, Kind, SignalKind, Task, TaskState
from initiatives.signals import gather_meeting_record

from .group_rows import GroupRows, SignalRow, current, group_rows

# Outside sources look at code: where a group makes none and nobody said anything, silence is fine.
KINDS_WITH_CODE = frozenset({Kind.PROJECT, Kind.ASSOCIATED_PROJECT, Kind.SUBPROJECT})
MOST_TASKS = 500


@dataclass(frozen=True, kw_only=True)
class Sign:
    """One line; without words the sign is unknown. `day` is when its source said so."""

    label: str
    words: str = ""
    subject: str = ""
    source: str = ""
    url: str = ""
    day: date | None = None
    parts: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class HealthPart:
    label: str
    words: str
    is_known: bool = True


@dataclass(frozen=True)
class SignalsPanel:
    signs: tuple[Sign, ...]
    health: tuple[HealthPart, ...]
    on: date


def signals_panel(*, initiative: Initiative, now: datetime) -> SignalsPanel:
    """Two queries beside the rows of the group."""
    on = now.date()
    rows = group_rows(initiative)
    answers: list[tuple[Any, Any]] = gather_meeting_record.send(
        Initiative, initiative=initiative, now=now
    )
    record = next((told for _receiver, told in answers), MeetingRecord(days=0))
    signs = [
        *stage_sign(initiative, rows, on),
        *outside_signs(initiative, rows),
        report_sign(rows),
        meeting_sign(record),
        questions_sign(rows, on),
        confirmed_sign(rows),
    ]
    health = [meetings_part(record), *reports_part(rows, on), *tasks_part(initiative, now)]
    return SignalsPanel(tuple(signs), tuple(health), on)


def stage_sign(initiative: Initiative, rows: GroupRows, on: date) -> list[Sign]:
    if initiative.kind in KINDS_WITHOUT_STAGE:
        return []
    label = _("Stage")
    told = next(iter(current(rows.stages, on)), None)
    if told is None or told.stage == "unknown":
        return [Sign(label=label)]
    words = told.label
    if told.since:
        words = _("%(stage)s since %(day)s") % {
            "stage": words,
            "day": date_format(told.since, "j F Y"),
        }
    return [
        Sign(label=label, words=words, source=told.source, url=told.source_url, day=told.seen_on)
    ]


def outside_signs(initiative: Initiative, rows: GroupRows) -> list[Sign]:
    found: dict[str, list[SignalRow]] = {kind: [] for kind in SignalKind.values}
    for row in rows.signals:
        found[row.kind].append(row)
    signs = []
    for kind, told in found.items():
        label = str(SignalKind(kind).label)
        signs += [sign_of(label, row, is_alone=len(told) == 1) for row in told]
        if not told and initiative.kind in KINDS_WITH_CODE and kind != SignalKind.AUDIT:
            signs.append(Sign(label=label))
    return signs


def sign_of(label: str, row: SignalRow, *, is_alone: bool) -> Sign:
    return Sign(
        label=label,
        words="" if row.value == "unknown" else row.value,
        subject="" if is_alone else row.subject,
        source=row.subject or label,
        url=row.source_url,
        day=row.observed_on,
        parts=tuple(row.parts),
    )


def report_sign(rows: GroupRows) -> Sign:
    label = _("Last report")
    if not rows.reports:
        return Sign(label=label)
    last = rows.reports[0]
    return Sign(
        label=label,
        words=last.quarter,
        source=last.title or _("report"),
        url=last.url,
        day=last.filed_on,
    )


def meeting_sign(record: MeetingRecord) -> Sign:
    label = _("Last meeting")
    if record.last_on is None:
        return Sign(label=label)
    return Sign(
        label=label,
        words=record.last_title,
        source=_("the calendar here"),
        url=record.last_url,
        day=record.last_on,
    )


def questions_sign(rows: GroupRows, on: date) -> Sign:
    count = len(rows.questions)
    words = ngettext("%(n)s open", "%(n)s open", count) % {"n": count} if count else _("none open")
    return Sign(
        label=_("Questions about its record"),
        words=words,
        source=_("this page"),
        url="#questions" if count else "",
        day=on,
    )


def confirmed_sign(rows: GroupRows) -> Sign:
    """The day somebody of the group last said that some part of this page is right."""
    days = [*rows.confirmations.values()]
    for facts in (rows.stages, rows.parents, rows.roles, rows.deliverables, rows.names):
        days += [fact.confirmed_on for fact in facts if fact.confirmed_on]
    label = _("Confirmed by the group")
    if not days:
        return Sign(label=label)
    last = max(days)
    return Sign(
        label=label, words=date_format(last, "j F Y"), source=_("its leads, here"), day=last
    )


def meetings_part(record: MeetingRecord) -> HealthPart:
    label = _("Meetings kept")
    if not record.planned:
        return HealthPart(
            label, _("No meeting known in the last %(n)s days.") % {"n": record.days}, False
        )
    said = {"kept": record.kept, "planned": record.planned, "days": record.days}
    if not is_enough(record.planned):
        few = _("%(kept)s of %(planned)s in the last %(days)s days: too few to say more.")
        return HealthPart(label, few % said + confirmed(record))
    words = _("%(kept)s of %(planned)s in the last %(days)s days.") % said
    return HealthPart(label, words + confirmed(record))


def confirmed(record: MeetingRecord) -> str:
    """A plan that nobody called off is no meeting yet: minutes, or who came, are evidence."""
    return " " + _("%(n)s confirmed as held.") % {"n": record.held} if record.held else ""


def reports_part(rows: GroupRows, on: date) -> list[HealthPart]:
    """Only where a report was ever filed: not every group owes one."""
    if not rows.reports:
        return []
    quarters = last_quarters(on)
    filed = len({report.quarter for report in rows.reports} & set(quarters))
    said = {"filed": filed, "asked": QUARTERS, "first": quarters[-1], "last": quarters[0]}
    words = _("%(filed)s of %(asked)s quarters, %(first)s to %(last)s.") % said
    return [HealthPart(_("Reports filed"), words)]


def tasks_part(initiative: Initiative, now: datetime) -> list[HealthPart]:
    done = Task.objects.filter(initiative=initiative, state=TaskState.DONE)
    spans = [
        (closed - opened).days
        for opened, closed in done.order_by("-changed_at").values_list("opened_at", "changed_at")[
            :MOST_TASKS
        ]
        if (now - closed).days <= 365
    ]
    if not spans:
        return []
    label = _("Tasks done")
    middle = median_days(spans)
    if middle is None:
        few = ngettext(
            "%(n)s in a year: too few to say how long one takes.",
            "%(n)s in a year: too few to say how long one takes.",
            len(spans),
        )
        return [HealthPart(label, few % {"n": len(spans)})]
    words = _("Half of them within %(days)s days of being opened; %(n)s in the last year.")
    return [HealthPart(label, words % {"days": round(middle), "n": len(spans)})]
