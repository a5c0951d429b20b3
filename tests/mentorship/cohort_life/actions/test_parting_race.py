"""Both of a pair end it in the same moment. The guard has a twin without it."""

import pytest
from django.db import transaction

from mentorship.cohort_life.actions.pair import PairOver
from mentorship.cohort_life.actions.parting import leave_pair
from mentorship.cohort_life.models import NotAgain
from mentorship.models import Match
from portal.kit.models import AuditEntry
from tests.mentorship.at_once import at_once, pressing
from tests.mentorship.cohort_life.together import at, letters, pair_together

pytestmark = pytest.mark.django_db(transaction=True)


def leaving(match: Match, side: str, *, not_again: bool = False):
    person = getattr(match, side).person
    facts = {"match": match, "by": person, "not_again": not_again, "now": at(3)}
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


def said_by(match: Match) -> set[str]:
    return {
        side
        for side in ("mentee", "mentor")
        if NotAgain.objects.filter(person=getattr(match, side).person).exists()
    }


def test_never_again_of_both_counts_however_close_they_press():
    match = pair_together()
    both = [leaving(match, side, not_again=True) for side in ("mentee", "mentor")]
    assert at_once(*both) == ["left", "left"]
    assert said_by(match) == {"mentee", "mentor"}
    assert AuditEntry.objects.filter(verb="match.stopped").count() == 1
    assert len(letters()) == 2


def test_of_the_second_one_it_would_be_lost_with_the_refusal():
    """The twin: the word goes with the press that ends the pair."""
    match = pair_together()

    def blind(side: str):
        def press(start) -> str:
            start.wait()
            me, other = match.mentee.person, match.mentor.person
            if side == "mentor":
                me, other = other, me
            with transaction.atomic():
                NotAgain.objects.create(person=me, other=other)
                if (
                    not Match.objects.open()
                    .filter(pk=match.pk)
                    .update(ended_at=at(3), ending="stopped")
                ):
                    transaction.set_rollback(True)
                    return "PairOver"
            return "left"

        return press

    assert at_once(blind("mentee"), blind("mentor")) == ["PairOver", "left"]
    assert len(said_by(match)) == 1
