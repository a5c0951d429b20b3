"""Both of a pair end it in the same moment. The guard has a twin without it."""

import pytest

from mentorship.cohort_life.actions.pair import PairOver
from mentorship.cohort_life.actions.parting import leave_pair
from mentorship.models import Match
from portal.kit.models import AuditEntry
from tests.mentorship.at_once import at_once, pressing
from tests.mentorship.cohort_life.together import at, letters, pair_together

pytestmark = pytest.mark.django_db(transaction=True)


def leaving(match: Match, side: str):
    person = getattr(match, side).person
    facts = {"match": match, "by": person, "not_again": False, "now": at(3)}
    return pressing("left", leave_pair, PairOver, **facts)


def test_two_who_leave_at_once_end_it_once():
    match = pair_together()
    assert at_once(leaving(match, "mentee"), leaving(match, "mentor")) == ["PairOver", "left"]
    assert AuditEntry.objects.filter(verb="match.stopped").count() == 1
    templates = sorted(template for _person, template in letters())
    assert templates == ["mentorship/end_match", "mentorship/match_again"]


def test_without_the_lock_both_believe_they_have_ended_it():
    """The twin: look, then write."""
    match = pair_together()

    def press(start) -> str:
        row = Match.objects.get(pk=match.pk)
        start.wait()
        if not row.is_agreed:
            return "PairOver"
        Match.objects.filter(pk=match.pk).update(ended_at=at(3), ending="stopped")
        return "left"

    assert at_once(press, press) == ["left", "left"]
