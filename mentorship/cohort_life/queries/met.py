"""When people said that they met in their pairs, for steps of paths that count it."""

from collections.abc import Collection

from django.db.models import Q

from initiatives.onboarding.core.own_work import Piece, What
from mentorship.cohort_life.models import CheckIn, Word


def meetings_of_pairs(*, people: Collection[int]) -> list[tuple[int, Piece]]:
    """Each week of a pair once for both, from whoever of them said it first. One query."""
    theirs = Q(match__mentee__person__in=people) | Q(match__mentor__person__in=people)
    said = CheckIn.objects.filter(theirs, word=Word.MET).order_by("said_at")
    both = ("match__mentee__person", "match__mentor__person")
    first: dict[tuple[int, int, int], Piece] = {}
    for match, week, at, *pair in said.values_list("match", "week", "said_at", *both):
        for person in pair:
            first.setdefault((person, match, week), Piece(What.MET, at))
    return [(person, piece) for (person, _match, _week), piece in first.items()]
