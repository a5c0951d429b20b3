"""What the matching is told of mentors' lists."""

from collections import Counter
from collections.abc import Iterator

from mentorship.core.choices import MentorRanks
from mentorship.models import Cohort, Status
from mentorship.selection.core.order import rank_at
from mentorship.selection.models import Said, Selects, Way, Word


def mentor_ranks(*, cohort: Cohort) -> MentorRanks | None:
    """Of lists that are handed in. One query where the matching selects, else two."""
    way = Way.objects.filter(cohort=cohort).first()
    if way is None or not way.asks_mentors:
        return None
    return MentorRanks(ranks=dict(ranks_of(cohort)), mentors_select=way.selects == Selects.MENTORS)


def ranks_of(cohort: Cohort) -> Iterator[tuple[tuple[str, str], int]]:
    """By the place among those who are accepted: who is not was never to be had."""
    rows = Word.objects.filter(
        mentor__cohort=cohort,
        said=Said.LISTED,
        mentor__status=Status.ACCEPTED,
        mentee__status=Status.ACCEPTED,
        mentor__mentor_list__handed_in_at__isnull=False,
    ).order_by("mentor", "place")
    places = Counter[str]()
    for mentee, mentor in rows.values_list("mentee__public_id", "mentor__public_id"):
        places[str(mentor)] += 1
        yield (str(mentee), str(mentor)), rank_at(places[str(mentor)])
