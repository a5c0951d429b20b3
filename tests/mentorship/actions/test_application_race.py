"""Two requests of one person at once: the second waits for the first and sees what it did."""

import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import DatabaseError, connection, transaction

from mentorship.actions.application import (
    AlreadyDecided,
    OtherRole,
    submit_application,
    withdraw_application,
)
from mentorship.actions.decision import decline_application
from mentorship.models import Application
from tests.factories.mentorship import CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import DURING_THE_CALL, answers, ready_person

LONG_ENOUGH_TO_MEET = 0.5
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def submit():
    return partial(
        submit_application,
        cohort=CohortFactory(),
        person=ready_person(),
        answers=answers(),
        now=DURING_THE_CALL,
    )


def elsewhere(work):
    try:
        return work()
    finally:
        connection.close()


def second_after(first, second):
    """What the second one comes to, begun while the first has not committed."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            waiting = pool.submit(elsewhere, second)
            time.sleep(LONG_ENOUGH_TO_MEET)
            assert not waiting.done()
        return waiting.exception()


def rows() -> list[tuple[str, str]]:
    return list(Application.objects.order_by("role").values_list("role", "status"))


def test_a_double_click_sends_once(submit):
    send = partial(submit, role="mentee")
    assert second_after(send, send) is None
    assert rows() == [("mentee", "submitted")]


def test_two_tabs_never_make_two_roles(submit):
    refusal = second_after(partial(submit, role="mentor"), partial(submit, role="mentee"))
    assert isinstance(refusal, OtherRole)
    assert rows() == [("mentor", "submitted")]


@pytest.mark.parametrize("last", ["submitted", "withdrawn"])
def test_of_a_sending_and_a_withdrawal_the_later_one_holds(submit, last):
    send = partial(submit, role="mentee")
    given = {name: submit.keywords[name] for name in ("cohort", "person", "now")}
    leave = partial(withdraw_application, role="mentee", **given)
    send()
    first, second = (leave, send) if last == "submitted" else (send, leave)
    assert second_after(first, second) is None
    assert rows() == [("mentee", last)]


def test_who_is_declined_meanwhile_does_not_come_back_by_a_change(submit):
    send = partial(submit, role="mentee")
    application = send()
    decline = partial(
        decline_application,
        application=application,
        by=UserFactory(),
        reason="No mentor for it yet.",
        seen=DURING_THE_CALL,
        now=DURING_THE_CALL,
    )
    assert isinstance(second_after(decline, send), AlreadyDecided)
    assert rows() == [("mentee", "declined")]


def test_without_the_lock_the_second_breaks_on_the_database(submit):
    """The twin: the same two tabs, each writing what it saw, end in an error instead of words."""
    cohort, person = submit.keywords["cohort"], submit.keywords["person"]

    def blind(role):
        with transaction.atomic():
            Application.objects.create(cohort=cohort, person=person, role=role)

    refusal = second_after(partial(blind, "mentor"), partial(blind, "mentee"))
    assert isinstance(refusal, DatabaseError)
