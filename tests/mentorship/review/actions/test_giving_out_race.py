"""Readings are given out twice in one moment. The guard has a twin without it."""

import pytest

from mentorship.actions.looked_at import NotAsSeen
from mentorship.review.actions.assignment import assign_readers
from mentorship.review.models import Reading
from mentorship.review.queries.giving_out import giving_out, seen_giving_out
from portal.notices.models import Notice
from tests.mentorship.at_once import at_once, pressing
from tests.mentorship.review.reading_room import NOW, admin_of, review_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_readings_given_out_twice_at_once_are_one_letter_to_each():
    review = review_of()
    seen = seen_giving_out(review, giving_out(review=review).new)
    facts = {"review": review, "by": admin_of(review), "now": NOW, "seen": seen}
    press = pressing("done", assign_readers, NotAsSeen, **facts)
    assert at_once(press, press) == ["done", "done"]
    assert (Reading.objects.count(), Notice.objects.count()) == (4, 2)


def test_without_the_lock_both_find_that_all_lack_readers():
    """The twin: look, then write."""
    review = review_of()

    def press(start) -> str:
        new = giving_out(review=review).new
        start.wait()
        return str(sorted(new.values()))

    assert at_once(press, press) == ["[2, 2]", "[2, 2]"]
