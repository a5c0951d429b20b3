"""A way to select is saved twice in one moment. The guard has a twin without it."""

import pytest

from mentorship.actions.looked_at import NotAsSeen
from mentorship.selection.actions.way import set_way
from mentorship.selection.models import Way
from mentorship.selection.queries.mentors_read import letter_to_read_ones
from mentorship.selection.queries.way import selects_in
from portal.notices.models import Notice
from tests.mentorship.at_once import at_once, pressing
from tests.mentorship.selection.asked import asked

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_way_saved_twice_at_once_is_told_once():
    cohort = asked(selects="engine")
    admin = cohort.program.admins.get().person
    seen = letter_to_read_ones(cohort=cohort, reader=admin).seen
    facts = {"cohort": cohort, "by": admin, "selects": "mixed", "seen": seen}
    press = pressing("saved", set_way, NotAsSeen, **facts)
    assert at_once(press, press) == ["saved", "saved"]
    assert Notice.objects.filter(template="selection/mentors_read").count() == 2


def test_without_the_lock_both_believe_that_mentors_were_not_asked():
    """The twin: look, then write."""
    cohort = asked(selects="engine")

    def press(start) -> str:
        before = selects_in(cohort)
        start.wait()
        Way.objects.filter(cohort=cohort).update(selects="mixed")
        return str(before)

    assert at_once(press, press) == ["engine", "engine"]
