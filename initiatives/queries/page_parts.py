"""What a group's page says, part by part: its lines, their age, and what is not there."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from initiatives.core.freshness import Freshness, State, freshness, last_word, of_part, until
from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.core.vocabulary import KINDS_WITHOUT_STAGE
from initiatives.models import AiPolicy, AliasKind, FactGroup, Initiative, Stage
from portal.people.queries.languages import language_name

from .group_rows import DatedRow, DeliverableRow, GroupRows, LinkRow, RoleRow, current, group_rows
from .initiative_detail import door_of, role_words
from .meeting_groups import is_meeting

# A group may well need nobody and have made nothing yet: then there is nothing to go stale.
NEED_NOT_BE = frozenset({FactGroup.OPENINGS, FactGroup.DELIVERABLES})


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing the page says; empty words say that it is unknown.

    `kind` is that of its clock, or it says itself `until` when it holds. Without either there is
    nothing that could go stale: what is unknown, and what is over.
    """

    label: str
    words: str
    kind: str = ""
    until: date | None = None
    fresh: Freshness | None = None
    url: str = ""
    source: str = ""
    source_url: str = ""
    seen_on: date | None = None
    confirmed_on: date | None = None
    is_dead: bool = False

    @property
    def is_stale(self) -> bool:
        return self.fresh is not None and self.fresh.is_stale


@dataclass(frozen=True, kw_only=True)
class Said:
    """A text this part was read from, and the day of that text."""

    title: str
    url: str
    seen_on: date | None
    confirmed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PagePart:
    """`lacks` says in words what a newcomer looks for here and does not find."""

    key: str
    label: str
    lines: tuple[Line, ...]
    fresh: Freshness
    confirmed_on: date | None
    sources: tuple[Said, ...]
    lacks: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.fresh.state is State.MISSING

    @property
    def is_optional(self) -> bool:
        return self.key in NEED_NOT_BE

    @property
    def is_stale(self) -> bool:
        return self.fresh.is_stale

    @property
    def stale_facts(self) -> tuple[str, ...]:
        """Which of its facts went stale, by their labels; none where all of them did."""
        stale = [line for line in self.lines if line.is_stale]
        if len(stale) == sum(line.fresh is not None for line in self.lines):
            return ()
        return tuple(dict.fromkeys(line.label for line in stale))

    @property
    def mark(self) -> str:
        """Of these very words: who confirms them confirms nothing that came in meanwhile."""
        said = "\n".join(
            f"{line.label}\t{line.words}\t{line.url}\t{line.source}" for line in self.lines
        )
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Page:
    parts: tuple[PagePart, ...]

    def part(self, key: str) -> PagePart:
        return next(part for part in self.parts if part.key == key)


def page_parts(*, initiative: Initiative, now: datetime) -> Page:
    """One query beside the rows of the group."""
    rows, on = group_rows(initiative), now.date()
    build = partial(part_of, rows=rows, on=on)
    read_from = tuple(
        Said(title=row.title, url=row.url, seen_on=row.seen_on) for row in rows.sources
    )
    people = current(rows.roles, on)
    made = current(rows.deliverables, on)
    meets = is_meeting(initiative=initiative, now=now)
    door = door_of(initiative, rows.channels)
    has_lead = any(row.role in LEAD_ROLES for row in people)
    needs_stage = initiative.kind not in KINDS_WITHOUT_STAGE
    has_stage = any(row.stage != Stage.UNKNOWN for row in current(rows.stages, on))
    return Page(
        (
            build(
                FactGroup.TEXT,
                text_lines(initiative, rows, on),
                read_from=read_from,
                lacks=[
                    (_("What it does, in one sentence"), bool(initiative.summary)),
                    (_("Why it matters"), bool(initiative.why)),
                    (_("One clear way to join"), door is not None),
                    (_("How it decides"), bool(initiative.decides or initiative.charter_url)),
                ],
            ),
            build(
                FactGroup.LINKS,
                link_lines(initiative, rows),
                read_from=read_from,
                lacks=[(_("A channel where it talks"), bool(rows.channels))],
            ),
            build(
                FactGroup.PEOPLE,
                [seat_line(row) for row in people],
                lacks=[(_("A seat that leads"), has_lead)],
            ),
            build(
                FactGroup.PLACE,
                place_lines(rows, on),
                lacks=[
                    (_("The body it reports to"), bool(current(rows.parents, on))),
                    (_("Its stage"), has_stage or not needs_stage),
                ],
            ),
            build(
                FactGroup.MEETINGS,
                [Line(label=_("Next date"), words=_("in the calendar"), kind="meeting")]
                if meets
                else [],
                lacks=[(_("A meeting with a next date"), meets)],
            ),
            build(FactGroup.OPENINGS, opening_lines(rows)),
            build(FactGroup.DELIVERABLES, [made_line(row, rows) for row in made]),
        )
    )


def part_of(
    key: FactGroup,
    lines: Iterable[Line],
    *,
    rows: GroupRows,
    on: date,
    read_from: tuple[Said, ...] = (),
    lacks: Iterable[tuple[str, bool]] = (),
) -> PagePart:
    confirmed_on = rows.confirmations.get(key)
    said = last_word([confirmed_on, *(one.seen_on for one in read_from)], on=on)
    lines = tuple(replace(line, fresh=clock_of(line, said, on)) for line in lines)
    return PagePart(
        key=key.value,
        label=str(key.label),
        lines=lines,
        fresh=of_part(line.fresh for line in lines if line.fresh),
        confirmed_on=confirmed_on,
        sources=read_from or sources_of(lines),
        lacks=tuple(words for words, is_there in lacks if not is_there),
    )


def clock_of(line: Line, said: date | None, on: date) -> Freshness | None:
    """By its own days; what has none goes by the last word on its part, `said`."""
    if line.until:
        return until(line.until, last_on=said, on=on)
    if not line.kind:
        return None
    own = last_word([line.seen_on, line.confirmed_on], on=on)
    return freshness(line.kind, last_on=own or said, on=on)


def sources_of(lines: Iterable[Line]) -> tuple[Said, ...]:
    """Each source once, as it was seen last."""
    told = {
        line.source: Said(title=line.source, url=line.source_url, seen_on=line.seen_on)
        for line in sorted(lines, key=lambda line: line.seen_on or date.min)
        if line.source
    }
    return tuple(told.values())


def text_lines(initiative: Initiative, rows: GroupRows, on: date) -> list[Line]:
    topics = ", ".join(topic.name for topic in rows.topics)
    personas = ", ".join(persona.name for persona in rows.personas)
    languages = ", ".join(language_name(code) for code in initiative.languages)
    policy = initiative.ai_policy and str(AiPolicy(initiative.ai_policy).label)
    told = [
        ("words", _("Kind"), initiative.get_kind_display()),
        ("words", _("What it does"), initiative.summary),
        ("words", _("Why it matters"), initiative.why),
        ("joining", _("How to join"), initiative.joining),
        ("words", _("How it decides"), initiative.decides),
        ("words", _("Topics"), topics),
        ("words", _("For"), personas),
        ("words", _("Languages"), languages),
        ("ai-policy", _("AI-assisted work"), policy),
    ]
    lines = [
        Line(label=label, words=words, kind=kind if words else "") for kind, label, words in told
    ]
    return [name_line(initiative, rows, on), *lines, *other_names(rows, on)]


def name_line(initiative: Initiative, rows: GroupRows, on: date) -> Line:
    label, words = _("Name"), initiative.name
    for row in current(rows.names, on):
        if row.kind == AliasKind.NAME:
            return sourced(row, label=label, words=words, kind="name")
    return Line(label=label, words=words, kind="name")


def other_names(rows: GroupRows, on: date) -> list[Line]:
    """A former name is history: it can't go stale."""
    today = [row for row in current(rows.names, on) if row.kind == AliasKind.ALIAS]
    former = [row for row in rows.names if row.kind == AliasKind.FORMER_NAME]
    return [
        *(sourced(row, label=_("Also called"), words=row.name, kind="name") for row in today),
        *(sourced(row, label=_("Formerly"), words=row.name) for row in former),
    ]


def link_lines(initiative: Initiative, rows: GroupRows) -> list[Line]:
    own = [
        ("link", _("Website"), initiative.website_url),
        ("link", _("Repository"), initiative.repo_url),
        ("charter", _("Charter"), initiative.charter_url),
        ("ai-policy", _("Rules on AI"), initiative.ai_policy_url),
    ]
    told = [(kind, label, url, url) for kind, label, url in own if url]
    told += [("link", row.kind_label, row.label, row.url) for row in rows.channels]
    return [
        Line(label=label, words=words, url=url, kind=kind, is_dead=url in rows.dead_links)
        for kind, label, words, url in told
    ]


def seat_line(row: RoleRow) -> Line:
    holder = row.holder_name or row.holder_handle
    words = f"{holder} ({row.affiliation})" if holder and row.affiliation else holder
    return sourced(row, label=role_words(row.role), words=words, kind="seat")


def place_lines(rows: GroupRows, on: date) -> list[Line]:
    lines = [
        sourced(
            row,
            label=_("Stage"),
            words="" if row.stage == Stage.UNKNOWN else row.label,
            kind="stage",
        )
        for row in current(rows.stages, on)
    ]
    for kind, label, related in (
        ("parent", _("Reports to"), rows.parents),
        ("serves", _("Also serves"), rows.serves),
        ("predecessor", _("Continues"), rows.predecessors),
    ):
        lines += [place_line(kind, label, row) for row in current(related, on)]
    return lines


def place_line(kind: str, label: str, row: LinkRow) -> Line:
    line = sourced(row, label=label, words=row.name or _("nobody"), kind=kind)
    return replace(line, url=row.url)


def opening_lines(rows: GroupRows) -> list[Line]:
    return [
        Line(
            label=_("Opening"),
            words=_("%(title)s, shown until %(day)s")
            % {"title": opening.title, "day": date_format(opening.fresh_until, "j F Y")},
            until=opening.fresh_until,
        )
        for opening in rows.openings
    ]


def made_line(row: DeliverableRow, rows: GroupRows) -> Line:
    line = sourced(row, label=row.type_label, words=row.name, kind="deliverable")
    return replace(line, url=row.url, is_dead=row.url in rows.dead_links)


def sourced(row: DatedRow, *, label: str, words: str, kind: str = "") -> Line:
    return Line(
        label=label,
        words=words,
        kind=kind,
        source=row.source,
        source_url=row.source_url,
        seen_on=row.seen_on,
        confirmed_on=row.confirmed_on,
    )
