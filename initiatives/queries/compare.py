"""Up to three groups side by side: the same questions to each, and where their answers differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from initiatives.core.as_of import fact_on
from initiatives.models import AiPolicy, Initiative, SignalKind, Stage
from portal.people.models import SkillArea
from portal.people.queries.languages import language_name

from .changes import changes, told
from .group_rows import OpeningRow, SignalRow, current, group_rows
from .initiative_detail import MOST_TO_TALK_TO, seats_of
from .openings import hours_words
from .search_index import search_initiatives

MOST = 3
MOST_CHANGES = 3
MOST_SUGGESTED = 8


@dataclass(frozen=True)
class Item:
    text: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One question. `nothing` is said of a cell without items; `verdict`: same, differs or none."""

    term: str
    cells: tuple[tuple[Item, ...], ...]
    nothing: str
    verdict: str = ""


@dataclass(frozen=True)
class Suggestion:
    slug: str
    name: str


@dataclass(frozen=True)
class Comparison:
    before_meetings: tuple[Row, ...]
    after_meetings: tuple[Row, ...]


@dataclass(frozen=True)
class Answers:
    """What one group answers, term by term in the order of `TERMS`."""

    summary: tuple[Item, ...]
    kind: tuple[Item, ...]
    stage: tuple[Item, ...]
    parent: tuple[Item, ...]
    hours: tuple[Item, ...]
    roles: tuple[Item, ...]
    skills: tuple[Item, ...]
    languages: tuple[Item, ...]
    ai_policy: tuple[Item, ...]
    signals: tuple[Item, ...]
    people: tuple[Item, ...]
    changes: tuple[Item, ...]


def compare(*, initiatives: Sequence[Initiative], on: date) -> Comparison:
    """A query a group and one for what changed lately."""
    news = last_changes(initiatives)
    answers = [answers_of(group, news.get(group.slug, ()), on) for group in initiatives]
    no_help, not_said = _("nothing is asked for now"), _("not said")
    return Comparison(
        before_meetings=(
            row(_("What it does"), (one.summary for one in answers)),
            row(_("Kind"), (one.kind for one in answers), judged=True),
            row(_("Stage"), (one.stage for one in answers), judged=True),
            row(_("Reports to"), (one.parent for one in answers), judged=True),
        ),
        after_meetings=(
            row(_("Help wanted"), (one.roles for one in answers), judged=True, nothing=no_help),
            row(_("Hours wanted"), (one.hours for one in answers), judged=True, nothing=not_said),
            row(_("Skills"), (one.skills for one in answers), judged=True, nothing=not_said),
            row(_("Languages"), (one.languages for one in answers), judged=True),
            row(_("AI tools"), (one.ai_policy for one in answers), judged=True),
            row(_("Signals"), (one.signals for one in answers)),
            row(_("Who to talk to"), (one.people for one in answers)),
            row(_("Changed lately"), (one.changes for one in answers), nothing=_("nothing")),
        ),
    )


def row(
    term: str, answers: Iterable[tuple[Item, ...]], *, judged: bool = False, nothing: str = ""
) -> Row:
    cells = tuple(answers)
    said = [[item.text for item in cell] for cell in cells]
    nothing = nothing or _("unknown")
    if not judged or len(cells) < 2 or not any(said):
        return Row(term, cells, nothing)
    return Row(term, cells, nothing, "same" if all(one == said[0] for one in said) else "differs")


def answers_of(group: Initiative, news: tuple[Item, ...], on: date) -> Answers:
    rows = group_rows(group)
    stage, parent = fact_on(rows.stages, on), fact_on(rows.parents, on)
    openings = rows.fresh_openings(on)
    seats = [seat for seat in seats_of(current(rows.roles, on)) if seat.name]
    leads = [seat for seat in seats if seat.is_lead] or seats
    return Answers(
        summary=words(group.summary),
        kind=words(group.get_kind_display()),
        stage=(Item(stage.label, note=since(stage.since)),)
        if stage and stage.stage != Stage.UNKNOWN
        else (),
        parent=(Item(parent.name or _("no other group"), parent.url),) if parent else (),
        hours=hours_of(openings),
        roles=tuple(
            Item(str(SkillArea(role).label)) for role in sorted({one.role for one in openings})
        ),
        skills=tuple(
            Item(name) for name in sorted({skill.name for one in openings for skill in one.skills})
        ),
        languages=tuple(
            Item(language_name(code))
            for code in sorted({*group.languages, *(c for one in openings for c in one.languages)})
        ),
        ai_policy=words(str(AiPolicy(group.ai_policy).label) if group.ai_policy else ""),
        signals=tuple(signal_of(one) for one in rows.signals)
        + tuple(
            Item(_("Report %(quarter)s") % {"quarter": report.quarter}, report.url)
            for report in rows.reports[:1]
        ),
        people=tuple(Item(seat.name, note=seat.role) for seat in leads[: MOST_TO_TALK_TO // 2]),
        changes=news,
    )


def words(text: str) -> tuple[Item, ...]:
    return (Item(text),) if text else ()


def since(day: date | None) -> str:
    if day is None:
        return _("since when is unknown")
    return _("since %(date)s") % {"date": format_date(day, "F Y")}


def hours_of(openings: Sequence[OpeningRow]) -> tuple[Item, ...]:
    """The least and the most that any of its openings asks for."""
    asked = [hours for one in openings for hours in (one.hours_min, one.hours_max) if hours]
    if not asked:
        return ()
    return words(hours_words(min(asked), max(asked)))


def signal_of(signal: SignalRow) -> Item:
    label = SignalKind(signal.kind).label
    day = format_date(signal.observed_on, "j F Y") if signal.observed_on else _("date unknown")
    about = f"{signal.subject}, {day}" if signal.subject else day
    return Item(f"{label}: {signal.value or _('unknown')}", signal.source_url, about)


def last_changes(initiatives: Sequence[Initiative]) -> dict[str, tuple[Item, ...]]:
    """The latest few of each group. One query."""
    latest = Window(
        RowNumber(), partition_by=F("initiative"), order_by=[F("at").desc(), F("id").desc()]
    )
    rows = (
        changes()
        .filter(initiative__in=initiatives)
        .annotate(place=latest)
        .filter(place__lte=MOST_CHANGES)
    )
    found: dict[str, tuple[Item, ...]] = {}
    for one in told(rows):
        item = Item(one.words, note=format_date(one.at, "j F Y"))
        found[one.slug] = (*found.get(one.slug, ()), item)
    return found


def suggestions(*, initiatives: Sequence[Initiative], q: str, on: date) -> list[Suggestion]:
    """What to put beside them: what answers to the words, else who reports to the same group."""
    if q:
        order = {pk: place for place, (pk, _score) in enumerate(search_initiatives(q, limit=20))}
        rows = Initiative.objects.listed().filter(pk__in=order)
    else:
        order = {}
        above = [link.slug for one in initiatives if (link := fact_on(group_rows(one).parents, on))]
        if not any(above):
            return []
        rows = (
            Initiative.objects.listed()
            .filter(parents__parent__slug__in=above, parents__until=None)
            .distinct()
        )
    taken = [group.pk for group in initiatives]
    told_rows = rows.exclude(pk__in=taken).values_list("pk", "slug", "name")[: MOST_SUGGESTED * 3]
    found = sorted(told_rows, key=lambda one: (order.get(one[0], 0), one[2]))
    return [Suggestion(slug, name) for _pk, slug, name in found[:MOST_SUGGESTED]]
