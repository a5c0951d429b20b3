"""What would give somebody a mentor where prices alone promise nothing: with dials turned, or where
mentors select.

Prices and lists name the likeliest changes. Each is told only once everybody was matched again with
it, dials and all, and the mentee was among those who have a mentor.
"""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from . import reasons
from .assignment import NOBODY, OutOfRange
from .counterfactuals import nearest, newcomers
from .dials import QuotaOutOfReach
from .instance import Dials
from .optimum import Optimum, exact_prices
from .possible_pairs import PossiblePairs, possible_pairs
from .scoring import Scoreboard
from .selected import ranked_edges, wishes_of
from .turned import turned, weighed_by

MOST_TRIED = 3  # mentors of a kind for one mentee
PAIRS_AGAIN = 1_000_000  # that are matched again for all whom nobody asked about
SEARCHES = 17  # matchings that find the highest lowest score, at most
LAST_RANK = 5


@dataclass(frozen=True, slots=True)
class Likely:
    """A change, the matching with it, and how many pairs that looks at."""

    change: Mapping[str, Any]
    again: Callable[[], Optimum]
    pairs: int


def confirmed(
    board: Scoreboard,
    pairs: PossiblePairs,
    plain: Optimum,
    best: Optimum,
    *,
    asked: Container[int],
    pairs_again: int = PAIRS_AGAIN,
) -> dict[int, tuple[Mapping[str, Any], ...]]:
    """By mentee who has nobody in `best`; `plain` is without dials. Of who is not `asked` about as
    many as `pairs_again` are enough for, by their ids: the same ones on every machine."""
    likely = (
        _by_lists(board, pairs, best)
        if board.instance.config.mentors_select
        else _by_prices(board, pairs, plain, best)
    )
    [alone] = np.nonzero(best.chosen == NOBODY)
    left = pairs_again
    found: dict[int, tuple[Mapping[str, Any], ...]] = {}
    for at in sorted(set(alone.tolist()) - set(board.locked)):
        if at not in asked and left <= 0:
            continue
        tried = list(likely(at))
        left -= 0 if at in asked else sum(one.pairs for one in tried)
        if at in asked or left >= 0:
            told = [one.change for one in tried if has_mentor(at, one.again)]
            found[at] = tuple(told)
    return found


def has_mentor(at: int, again: Callable[[], Optimum]) -> bool:
    """A matching that cannot be had gives nobody anything."""
    try:
        return bool(again().chosen[at] != NOBODY)
    except (OutOfRange, QuotaOutOfReach):
        return False


def _by_prices(
    board: Scoreboard, pairs: PossiblePairs, plain: Optimum, best: Optimum
) -> Callable[[int], Iterator[Likely]]:
    """Prices are those of the matching with its dials, where it is a plain one of other weights;
    else those of the matching without. Who has a mentor without dials would like that place."""
    dials = board.instance.config.dials
    looked_at = pairs
    if dials.every_mentor or dials.quotas:
        priced, weighing = plain, weighed_by(board, pairs, Dials())
    else:
        priced, weighing = best, weighed_by(board, pairs, dials)
        chosen = best.chosen[best.chosen != NOBODY]
        if dials.worst_first and len(chosen):
            looked_at = pairs.at_least(int(best.edges.score[chosen].min()))
    priced = exact_prices(looked_at, weighing, priced)
    comes = newcomers(priced.problem, priced.chosen, priced.prices)
    near = nearest(looked_at, weighing, priced.prices, priced.chosen)

    def likely(at: int) -> Iterator[Likely]:
        mentors, scores = board.possible(at)
        worth = dict(zip(mentors.tolist(), scores.tolist(), strict=True))
        [opens] = np.nonzero(comes == at)
        wanted = {*opens.tolist(), priced.mentors[at].item()} - {NOBODY}
        for mentor in sorted(wanted, key=lambda one: (-worth.get(one, 0), one))[:MOST_TRIED]:
            yield _place(board, pairs, mentor)
        if at in near:
            mentor, points = near[at]
            raised = pairs.with_score(at, mentor, worth[mentor] + points)
            yield Likely(
                reasons.points_that_open(board.mentors[mentor].id, points),
                lambda: turned(board, raised, dials),
                _looked_at(board, pairs),
            )

    return likely


def _by_lists(
    board: Scoreboard, pairs: PossiblePairs, best: Optimum
) -> Callable[[int], Iterator[Likely]]:
    """Mentors who ranked the mentee and gave their places to others, as the mentee likes them; and
    those with a place left, who did not."""
    wishes = wishes_of(board, ranked_edges(board, pairs))
    taken = np.bincount(best.mentors[best.chosen != NOBODY], minlength=len(board.mentors))
    has_room = board.places > taken

    def likely(at: int) -> Iterator[Likely]:
        for mentor in wishes.get(at, [])[:MOST_TRIED]:
            yield _place(board, pairs, mentor)
        mentors, scores = board.possible(at)
        order = np.lexsort((mentors, -scores))
        free = [one for one in mentors[order].tolist() if has_room[one]]
        for mentor in free[:MOST_TRIED]:
            yield _rank(board, at, mentor)

    return likely


def _place(board: Scoreboard, pairs: PossiblePairs, mentor: int) -> Likely:
    places = board.places.copy()
    places[mentor] += 1
    return Likely(
        {"change": "place", "mentor": board.mentors[mentor].id},
        lambda: turned(board, pairs, board.instance.config.dials, places=places),
        _looked_at(board, pairs),
    )


def _looked_at(board: Scoreboard, pairs: PossiblePairs) -> int:
    return len(pairs) * (SEARCHES if board.instance.config.dials.worst_first else 1)


def _rank(board: Scoreboard, at: int, mentor: int) -> Likely:
    """At the end of the list: a wish counts in the score, so that everybody is compared again."""
    instance, other = board.instance, board.mentors[mentor].id
    ranks = {**instance.mentor_preferences, (board.mentees[at].id, other): LAST_RANK}

    def again() -> Optimum:
        with_rank = Scoreboard(replace(instance, mentor_preferences=ranks))
        return turned(with_rank, possible_pairs(with_rank, workers=1), instance.config.dials)

    return Likely(
        {"change": "rank", "mentor": other}, again, len(board.mentees) * len(board.mentors)
    )
