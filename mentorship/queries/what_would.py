"""What one decision would change, for those who think about it; nothing is written."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mentorship.core.instance import Instance, Mentee, Mentor, Pair
from mentorship.core.matching import prepared
from mentorship.core.turned import turned
from mentorship.core.what_if import Change, what_if
from mentorship.models import Run
from mentorship.queries.matching import instance_of_run
from mentorship.queries.matching_desk import Somebody, people_of
from mentorship.queries.run_changes import name_in
from mentorship.queries.run_numbers import POINT

MOST_MOVES = 20


@dataclass(frozen=True)
class WouldChange:
    """`matched` and `total` are changes of the whole, `moves` are sentences."""

    asked: str
    matched: int
    total: float
    moves: tuple[str, ...]
    more: int


def without_pair(*, run: Run, mentee: str, mentor: str) -> WouldChange | None:
    """Were these two kept apart. None where they take part no longer."""
    people, instance = people_of(run.cohort), instance_of_run(run)
    if mentee not in ids_of(instance.mentees) or mentor not in ids_of(instance.mentors):
        return None
    asked = _("If %(mentee)s and %(mentor)s were kept apart") % {
        "mentee": people[mentee].name,
        "mentor": people[mentor].name,
    }
    return would_change(asked, change_of(instance, vetoes=[(mentee, mentor)]), people)


def with_a_place_more(*, run: Run, mentor: str) -> WouldChange | None:
    people, instance = people_of(run.cohort), instance_of_run(run)
    places = {one.id: one.capacity + 1 for one in instance.mentors if one.id == mentor}
    if not places:
        return None
    asked = _("With one more place at %(mentor)s") % {"mentor": people[mentor].name}
    return would_change(asked, change_of(instance, places=places), people)


def ids_of(people: Iterable[Mentee | Mentor]) -> set[str]:
    return {one.id for one in people}


def change_of(
    instance: Instance,
    *,
    vetoes: Collection[Pair] = (),
    places: Mapping[str, int] | None = None,
) -> Change:
    ready = prepared(instance)
    before = turned(ready.board, ready.pairs, instance.config.dials)
    return what_if(ready, before, vetoes=vetoes, places=places)


def would_change(asked: str, change: Change, people: Mapping[str, Somebody]) -> WouldChange:
    names = {key: one.name for key, one in people.items()}
    moves = [
        _("%(mentee)s: %(before)s → %(after)s")
        % {
            "mentee": name_in(names, move.mentee),
            "before": name_in(names, move.before) if move.before else _("nobody"),
            "after": name_in(names, move.after) if move.after else _("nobody"),
        }
        for move in change.moves
    ]
    return WouldChange(
        asked=asked,
        matched=change.matched,
        total=change.total / POINT,
        moves=tuple(moves[:MOST_MOVES]),
        more=max(0, len(moves) - MOST_MOVES),
    )
