"""What changed in a group over the years, from the beginnings and ends of its dated facts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import TypeVar

from django.utils.translation import gettext as _

from initiatives.core.as_of import Band, bands
from initiatives.models import FactGroup, Initiative, Stage

from .group_rows import DatedRow, GroupRows, LinkRow, NameRow, RoleRow, StageRow, group_rows
from .initiative_as_of import names_in_turn
from .initiative_detail import role_words

# Of people and of groups below, on one day and for one reason; more are counted.
MOST_NAMED = 12

Fact = TypeVar("Fact", bound=DatedRow)


@dataclass(frozen=True)
class Entry:
    """One thing that began or ended. Without a day nobody said when it began."""

    day: date | None
    words: str
    source: str = ""
    source_url: str = ""
    seen_on: date | None = None
    confirmed_on: date | None = None
    is_planned: bool = False


@dataclass(frozen=True)
class Year:
    number: int
    entries: tuple[Entry, ...]


# One line of the picture: a word, and what held from when to when; an empty text is unknown.
Strip = tuple[str, tuple[tuple[str, date, date], ...]]


@dataclass(frozen=True)
class History:
    years: tuple[Year, ...]
    undated: tuple[Entry, ...]
    strips: tuple[Strip, ...]
    start: date | None
    end: date
    confirmed: tuple[tuple[str, date], ...]


def history_of(*, initiative: Initiative, today: date) -> History:
    rows = group_rows(initiative)
    names = names_in_turn(initiative, rows.names)
    told = [*merged(entries(rows, names))]
    dated = sorted((one for one in told if one.day), key=lambda one: one.day or today, reverse=True)
    known = [day for fact in (*names, *rows.stages, *rows.parents) for day in ends(fact)]
    start = date(min(known).year, 1, 1) if known and min(known) < today else None
    return History(
        years=tuple(
            Year(number, tuple(planned(one, today) for one in found))
            for number, found in groupby(dated, key=lambda one: one.day.year if one.day else 0)
        ),
        undated=tuple(one for one in told if one.day is None),
        strips=strips(rows, names, start, today) if start else (),
        start=start,
        end=today,
        confirmed=tuple(
            (str(FactGroup(part).label), day) for part, day in sorted(rows.confirmations.items())
        ),
    )


def ends(fact: DatedRow) -> list[date]:
    return [day for day in (fact.since, fact.until) if day]


def planned(entry: Entry, today: date) -> Entry:
    return replace(entry, is_planned=entry.day is not None and entry.day > today)


def strips(rows: GroupRows, names: Sequence[NameRow], start: date, end: date) -> tuple[Strip, ...]:
    found = [
        (_("Name"), pieces(bands(names, start, end), lambda row: row.name)),
        (_("Reports to"), pieces(bands(rows.parents, start, end), parent_words)),
    ]
    if rows.stages:
        found.insert(1, (_("Stage"), pieces(bands(rows.stages, start, end), stage_words)))
    return tuple(found)


def pieces(
    found: Iterable[Band[Fact]], words: Callable[[Fact], str]
) -> tuple[tuple[str, date, date], ...]:
    return tuple((words(one.fact) if one.fact else "", one.start, one.end) for one in found)


def stage_words(row: StageRow) -> str:
    return "" if row.stage == Stage.UNKNOWN else row.label


def parent_words(row: LinkRow) -> str:
    return row.name or _("no other group")


def entries(rows: GroupRows, names: Sequence[NameRow]) -> Iterator[Entry]:
    yield from turns(
        names,
        lambda row: row.name,
        _("It is called %(now)s."),
        _("It is called %(now)s; until then %(before)s."),
        _("It is no longer called %(before)s."),
    )
    yield from turns(
        rows.stages,
        lambda row: stage_words(row) or _("unknown"),
        _("Its stage is %(now)s."),
        _("Its stage is %(now)s; until then %(before)s."),
        _("Its stage is no longer %(before)s."),
    )
    yield from turns(
        rows.parents,
        parent_words,
        _("It reports to %(now)s."),
        _("It reports to %(now)s; until then to %(before)s."),
        _("It no longer reports to %(before)s."),
    )
    for links, begins, stops in (
        (rows.serves, _("It also serves %(name)s."), _("It no longer serves %(name)s.")),
        (rows.served_by, _("Also serving it: %(name)s."), _("No longer serving it: %(name)s.")),
        (rows.children, _("Below it: %(name)s."), _("No longer below it: %(name)s.")),
        (rows.predecessors, _("It takes over the work of %(name)s."), ""),
        (rows.successors, _("Its work goes on in %(name)s."), ""),
    ):
        yield from spans(links, lambda row: row.name, begins, stops)
    for role in sorted({row.role for row in rows.roles}):
        yield from spans(
            [row for row in rows.roles if row.role == role],
            seat_words,
            _("%(role)s: %(name)s.") % {"role": role_words(role), "name": "%(name)s"},
            _("No longer %(role)s: %(name)s.") % {"role": role_words(role), "name": "%(name)s"},
        )
    yield from spans(
        rows.deliverables,
        lambda row: row.name,
        _("It has made %(name)s."),
        _("It no longer keeps %(name)s."),
    )
    for report in rows.reports:
        if report.filed_on:
            words = _("Its report about %(quarter)s is out.") % {"quarter": report.quarter}
            yield Entry(report.filed_on, words, report.title or report.quarter, report.url)


def seat_words(row: RoleRow) -> str:
    name = row.holder_name or row.holder_handle or _("no published name")
    return f"{name} ({row.affiliation})" if row.affiliation else name


def turns(
    facts: Sequence[Fact], words: Callable[[Fact], str], begins: str, changes: str, stops: str
) -> Iterator[Entry]:
    """Facts of which one holds at a time: an end and a beginning on one day are one change."""
    ended = {fact.until: fact for fact in facts if fact.until}
    for fact in facts:
        before = ended.pop(fact.since, None) if fact.since else None
        said = {"now": words(fact), "before": words(before) if before else ""}
        yield entry(fact.since, (changes if before else begins) % said, fact)
    for day, fact in ended.items():
        yield entry(day, stops % {"before": words(fact)}, fact)


def spans(
    facts: Sequence[Fact], words: Callable[[Fact], str], begins: str, stops: str
) -> Iterator[Entry]:
    """Facts that hold side by side. Their names are put in later, so that many can be one entry."""
    for fact in facts:
        yield Named(**vars(entry(fact.since, begins, fact)), name=words(fact))
        if fact.until and stops:
            yield Named(**vars(entry(fact.until, stops, fact)), name=words(fact))


@dataclass(frozen=True)
class Named(Entry):
    name: str = ""


def entry(day: date | None, words: str, fact: DatedRow) -> Entry:
    return Entry(day, words, fact.source, fact.source_url, fact.seen_on, fact.confirmed_on)


def merged(found: Iterable[Entry]) -> Iterator[Entry]:
    """What many did on one day is one entry with their names."""
    together: dict[Entry, list[str]] = {}
    for one in found:
        if isinstance(one, Named):
            told = {key: value for key, value in vars(one).items() if key != "name"}
            together.setdefault(Entry(**told), []).append(one.name)
        else:
            together.setdefault(one, [])
    for one, names in together.items():
        yield replace(one, words=one.words % {"name": listed(names)}) if names else one


def listed(names: Iterable[str]) -> str:
    """Seats without a name look alike, and are counted."""
    told = [f"{name} ({many})" if many > 1 else name for name, many in Counter(names).items()]
    shown = ", ".join(told[:MOST_NAMED])
    if (left := len(told) - MOST_NAMED) > 0:
        return _("%(names)s and %(count)s more") % {"names": shown, "count": left}
    return shown
