"""Two tabs of one person save at once: what is shown is what one of them said, never both."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection

from portal.people.actions.profile import save_profile, set_disclosures
from portal.people.models import Disclosure, Profile
from tests.factories.people import UserFactory

LONG_ENOUGH_TO_MEET = 0.5
ONE_TAB, OTHER_TAB = {"name": "everyone"}, {"about": "members"}
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def person():
    return Profile.objects.create(person=UserFactory()).person


def meeting_after(statement: str, *presses) -> None:
    """Both run at once, and each waits for the other between such a statement and its next one: in
    vain where a guard keeps the second one back."""
    meeting = Barrier(len(presses))

    def one(press):
        last = [""]

        def meet(execute, sql, *rest):
            if last[0].startswith(statement):
                with suppress(BrokenBarrierError):
                    meeting.wait(LONG_ENOUGH_TO_MEET)
            last[0] = sql
            return execute(sql, *rest)

        try:
            with connection.execute_wrapper(meet):
                press()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool:
        list(pool.map(one, presses))


def showing(act, person):
    return [
        lambda chosen=chosen: act(person=person, audiences=chosen, by=person)
        for chosen in (ONE_TAB, OTHER_TAB)
    ]


def shown() -> dict[str, str]:
    return dict(Disclosure.objects.values_list("part", "audience"))


def test_what_is_shown_is_what_one_tab_said(person):
    meeting_after("DELETE", *showing(set_disclosures, person))

    assert shown() in (ONE_TAB, OTHER_TAB)


def test_with_the_guard_off_more_is_shown_than_either_said(person, monkeypatch):
    """The twin. PostgreSQL's guard is the lock, SQLite's the transaction around it."""
    monkeypatch.setattr("portal.people.actions.profile.hold_person", lambda person: None)
    is_lock = connection.vendor == "postgresql"
    unguarded = set_disclosures if is_lock else set_disclosures.__wrapped__

    meeting_after("DELETE", *showing(unguarded, person))

    assert shown() == ONE_TAB | OTHER_TAB


def test_a_first_profile_sent_twice_is_saved_once():
    person = UserFactory()

    def save():
        save_profile(
            person=person,
            display_name="Ada",
            handle="ada",
            pronouns="",
            about="",
            hours_per_week=None,
            timezone="Europe/London",
            by=person,
        )

    meeting_after("SELECT", save, save)

    assert Profile.objects.get().display_name == "Ada"
