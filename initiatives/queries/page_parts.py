"""What a group's page says, part by part: its lines, their age, and what is not there."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from django.utils.translation import gettext as _

from initiatives.core.freshness import Freshness, State, freshness, until
from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.core.vocabulary import KINDS_WITHOUT_STAGE
from initiatives.models import AiPolicy, FactGroup, Initiative, Stage
from portal.people.queries.languages import language_name

from .group_rows import DatedRow, DeliverableRow, GroupRows, LinkRow, RoleRow, current, group_rows
from .initiative_detail import door_of, role_words
from .meeting_groups import is_meeting

# A group may well need nobody and have made nothing yet: then there is nothing to go stale.
NEED_NOT_BE = frozenset({FactGroup.OPENINGS, FactGroup.DELIVERABLES})


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing the page says; empty words say that it is unknown."""

    label: str
    words: str
    url: str = ""
    source: str = ""
    source_url: str = ""
    seen_on: date | None = None
    confirmed_on: date | None = None
    is_dead: bool = False


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
        return self.fresh.state in {State.STALE, State.NEVER}

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
    place = place_rows(rows, on)
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
                text_lines(initiative, rows),
                facts=rows.names,
                read_from=read_from,
                lacks=[
                    (_("What it does, in one sentence"), bool(initiative.summary)),
                    (_("Why it matters"), bool(initiative.why)),
                    (_("One clear way to join"), door is not None),
                    (_("How it decides"), bool(initiative.decides)),
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
                facts=people,
                lacks=[(_("A seat that leads"), has_lead)],
            ),
            build(
                FactGroup.PLACE,
                place_lines(rows, on),
                facts=place,
                lacks=[
                    (_("The body it reports to"), bool(current(rows.parents, on))),
                    (_("Its stage"), has_stage or not needs_stage),
                ],
            ),
            build(
                FactGroup.MEETINGS,
                [Line(label=_("Next date"), words=_("in the calendar"))] if meets else [],
                lacks=[(_("A meeting with a next date"), meets)],
            ),
            openings_part(build(FactGroup.OPENINGS, opening_lines(rows)), rows, on),
            build(FactGroup.DELIVERABLES, [made_line(row, rows) for row in made], facts=made),
        )
    )


def part_of(
    key: FactGroup,
    lines: Iterable[Line],
    *,
    rows: GroupRows,
    on: date,
    facts: Iterable[DatedRow] = (),
    read_from: tuple[Said, ...] = (),
    lacks: Iterable[tuple[str, bool]] = (),
) -> PagePart:
    lines = tuple(lines)
    confirmed_on = rows.confirmations.get(key)
    return PagePart(
        key=key.value,
        label=str(key.label),
        lines=lines,
        fresh=freshness(
            key.value,
            facts=[*facts, *read_from],
            confirmed_on=confirmed_on,
            on=on,
            is_there=bool(lines),
        ),
        confirmed_on=confirmed_on,
        sources=read_from or sources_of(lines),
        lacks=tuple(words for words, is_there in lacks if not is_there),
    )


def sources_of(lines: Iterable[Line]) -> tuple[Said, ...]:
    """Each source once, as it was seen last."""
    told = {
        line.source: Said(title=line.source, url=line.source_url, seen_on=line.seen_on)
        for line in sorted(lines, key=lambda line: line.seen_on or date.min)
        if line.source
    }
    return tuple(told.values())


def openings_part(part: PagePart, rows: GroupRows, on: date) -> PagePart:
    """Each opening says itself until when it is shown; the first to end sets the clock."""
    if part.is_empty:
        return part
    due = min(opening.fresh_until for opening in rows.openings)
    return replace(part, fresh=until(due, last_on=part.confirmed_on, on=on))


def text_lines(initiative: Initiative, rows: GroupRows) -> list[Line]:
    told = [
        (_("Name"), initiative.name),
        (_("Kind"), initiative.get_kind_display()),
        (_("What it does"), initiative.summary),
        (_("Why it matters"), initiative.why),
        (_("How to join"), initiative.joining),
        (_("How it decides"), initiative.decides),
        (_("Topics"), ", ".join(topic.name for topic in rows.topics)),
        (_("For"), ", ".join(persona.name for persona in rows.personas)),
        (_("Languages"), ", ".join(language_name(code) for code in initiative.languages)),
        (
            _("AI-assisted work"),
            str(AiPolicy(initiative.ai_policy).label) if initiative.ai_policy else "",
        ),
    ]
    lines = [Line(label=label, words=words) for label, words in told]
    return lines + [sourced(row, label=_("Also called"), words=row.name) for row in rows.names]


def link_lines(initiative: Initiative, rows: GroupRows) -> list[Line]:
    own = [
        (_("Website"), initiative.website_url),
        (_("Repository"), initiative.repo_url),
        (_("Charter"), initiative.charter_url),
        (_("Rules on AI"), initiative.ai_policy_url),
    ]
    told = [(label, url, url) for label, url in own if url]
    told += [(row.kind_label, row.label, row.url) for row in rows.channels]
    return [
        Line(label=label, words=words, url=url, is_dead=url in rows.dead_links)
        for label, words, url in told
    ]


def seat_line(row: RoleRow) -> Line:
    holder = row.holder_name or row.holder_handle
    words = f"{holder} ({row.affiliation})" if holder and row.affiliation else holder
    return sourced(row, label=role_words(row.role), words=words)


def place_rows(rows: GroupRows, on: date) -> tuple[DatedRow, ...]:
    related = (rows.parents, rows.serves, rows.predecessors)
    return (*current(rows.stages, on), *(row for one in related for row in current(one, on)))


def place_lines(rows: GroupRows, on: date) -> list[Line]:
    lines = [
        sourced(row, label=_("Stage"), words="" if row.stage == Stage.UNKNOWN else row.label)
        for row in current(rows.stages, on)
    ]
    for label, related in (
        (_("Reports to"), rows.parents),
        (_("Also serves"), rows.serves),
        (_("Continues"), rows.predecessors),
    ):
        lines += [place_line(label, row) for row in current(related, on)]
    return lines


def place_line(label: str, row: LinkRow) -> Line:
    line = sourced(row, label=label, words=row.name or _("nobody"))
    return replace(line, url=row.url)


def opening_lines(rows: GroupRows) -> list[Line]:
    return [
        Line(label=opening.title, words=_("shown until %s") % opening.fresh_until.isoformat())
        for opening in rows.openings
    ]


def made_line(row: DeliverableRow, rows: GroupRows) -> Line:
    line = sourced(row, label=row.type_label, words=row.name)
    return replace(line, url=row.url, is_dead=row.url in rows.dead_links)


def sourced(row: DatedRow, *, label: str, words: str) -> Line:
    return Line(
        label=label,
        words=words,
        source=row.source,
        source_url=row.source_url,
        seen_on=row.seen_on,
        confirmed_on=row.confirmed_on,
    )
