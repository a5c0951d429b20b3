"""What other slices say, and what meetings make of it."""

from datetime import date

import pytest

from events.actions.rsvp import answer_date
from events.models import Rsvp
from portal.people.actions.erase import erase_person
from portal.people.models import User
from portal.people.signals import gather_personal_facts
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(make_series, member):
    call = make_series(slug="call", capacity=2).occurrences.get(original_date=date(2026, 2, 3))
    answer_date(occurrence=call, by=UserFactory(), answer="yes")
    return answer_date(occurrence=call, by=member, answer="yes")


def test_an_erased_account_leaves_its_seat_to_somebody_else(seat, member):
    erase_person(person=member, by=member)
    seat.occurrence.refresh_from_db()
    assert (seat.occurrence.seats_taken, Rsvp.objects.count()) == (1, 1)


def test_ones_own_data_says_where_one_said_to_come_and_nothing_of_others(seat, member):
    answers = dict(answer for _, answer in gather_personal_facts.send(User, person=member))
    assert answers["seats"] == [
        {
            "meeting": "call",
            "date": date(2026, 2, 3),
            "said_on": seat.answered_at,
            "answer": "yes",
            "place": "seat",
            "attended": None,
            "organisation": "",
        }
    ]
