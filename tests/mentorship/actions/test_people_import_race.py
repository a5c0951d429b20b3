"""One list is taken in twice in one moment. The guard has a twin without it."""

import pytest

from mentorship.actions.looked_at import NotAsSeen
from mentorship.actions.people_import import import_people
from mentorship.core.people_csv import read_people
from mentorship.models import Application
from mentorship.queries.list_letter import seen_list
from portal.notices.models import Notice
from tests.factories.mentorship import CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import IN_REVIEW
from tests.mentorship.at_once import at_once, pressing

pytestmark = pytest.mark.django_db(transaction=True)
LIST = b"email,name\nada@example.org,Ada\ngrace@example.org,Grace\n"


def test_a_list_taken_in_twice_at_once_is_one_letter_to_each():
    cohort = CohortFactory()
    people = read_people(LIST, where="list.csv", role="mentee")
    listed = {"cohort": cohort, "people": people}
    facts = {"where": "list.csv", "by": UserFactory(), "now": IN_REVIEW}
    seen = seen_list(**listed, new=2)
    press = pressing("taken", import_people, NotAsSeen, **listed, **facts, seen=seen)
    assert at_once(press, press) == ["taken", "taken"]
    assert (Application.objects.count(), Notice.objects.count()) == (2, 2)


def test_without_the_lock_both_find_somebody_new():
    """The twin: look, then write."""
    cohort, person = CohortFactory(), UserFactory(email="ada@example.org")

    def press(start) -> str:
        is_new = not Application.objects.filter(cohort=cohort, person=person).exists()
        start.wait()
        return "told" if is_new else "silent"

    assert at_once(press, press) == ["told", "told"]
