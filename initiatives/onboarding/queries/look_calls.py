"""Who is to be called to what newcomers showed, and of what a letter tells them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from initiatives.onboarding.core.look_call import (
    BORDERS,
    Letter,
    Line,
    Lookers,
    Rung,
    Shown,
    Waits,
    call_of,
    rests,
)
from initiatives.onboarding.models import Evidence, named, seats, working_for_the_foundation
from portal.notices.models import Kind, Notice
from portal.people.models import User


@dataclass(frozen=True)
class LookCall:
    """`names` are those of the groups by their slugs; of these some have pages, being `listed`."""

    person: User
    lines: tuple[Line, ...]
    names: Mapping[str, str]
    listed: Collection[str]


def look_calls(*, now: datetime, to: int | None = None) -> list[LookCall]:
    """To everybody, or to one. Six queries for any number, one where nothing waits for long, five
    where nobody is to be called."""
    names, listed, waiting = waiting_now()
    if not waiting or waiting[0].since + BORDERS[Rung.LOOK] > now:
        return []
    who = lookers(names, now.date())
    people = who.everybody if to is None else who.everybody & {to}
    letters = letters_to(people)
    waits = Waits(waiting, who)
    lines = {
        key: call_of(key, waits, letters[key], now)
        for key in people
        if not rests(letters[key], now)
    }
    due = User.objects.in_bulk([key for key in lines if lines[key]])
    return [LookCall(due[key], lines[key], names, listed) for key in sorted(due)]


def waiting_now() -> tuple[dict[str, str], set[str], list[Shown]]:
    """Names of groups, which of them are listed, and what waits longest first; who has left their
    path waits for nothing. One query."""
    rows = Evidence.objects.waiting().filter(journey__left_at=None).order_by("handed_in_at", "pk")
    names, listed, waiting = {}, set(), []
    for group, name, is_listed, walker, since in rows.values_list(
        "journey__path__initiative__slug",
        "journey__path__initiative__name",
        "journey__path__initiative__is_listed",
        "journey__person",
        "handed_in_at",
    ):
        names[group or ""] = name or ""
        if is_listed:
            listed.add(group)
        waiting.append(Shown(group or "", walker, since))
    return names, listed, waiting


def lookers(groups: Collection[str], on: date) -> Lookers:
    """Three queries."""
    leading: dict[str, set[int]] = defaultdict(set)
    chosen: dict[str, set[int]] = defaultdict(set)
    for rows, of_groups in ((seats(on), leading), (named(), chosen)):
        held = rows.filter(initiative__slug__in=groups)
        for group, person in held.values_list("initiative__slug", "person"):
            of_groups[group].add(person)
    foundation = set(working_for_the_foundation().values_list("pk", flat=True))
    return Lookers(leading, chosen, foundation, settings.LEAST_VERIFIERS)


def letters_to(people: Collection[int]) -> dict[int, list[Letter]]:
    """As the letters themselves say. One query."""
    found: dict[int, list[Letter]] = defaultdict(list)
    sent = Notice.objects.filter(kind=Kind.LOOK, person__in=people)
    for person, told in sent.values_list("person", "context"):
        about = [(one["group"], Rung.LOOK) for one in told["own"]]
        about += [(one["group"], Rung.FOUNDATION) for one in told["long"]]
        found[person].append(Letter(datetime.fromisoformat(told["at"]), about))
    return found
