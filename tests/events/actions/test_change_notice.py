"""Who hears that one date changed: once each, in their own words and times."""

from datetime import date, datetime

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from events.actions.occurrence import cancel_occurrence, move_occurrence, restore_occurrence
from events.actions.rsvp import answer_date
from initiatives.models import Follow
from portal.notices.models import Notice
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 2, 10)
FOLLOWERS = 1000
ROWS_A_STATEMENT = 70  # SQLite takes a thousand values at once


@pytest.fixture
def call(make_series):
    """Tuesdays at 11 in New York; the group is called "Bread WG"."""
    series = make_series(slug="call", title="Weekly call", initiative__name="Bread WG")
    return series.occurrences.get(original_date=TUESDAY)


def follower(group, **facts):
    person = UserFactory(**facts)
    Follow.objects.create(person=person, initiative=group)
    return person


def heard() -> list[tuple[str, str]]:
    changes = Notice.objects.exclude(template="events/take_seat").order_by("person_id", "id")
    return list(changes.values_list("person__username", "kind"))


def test_followers_and_who_has_a_seat_hear_it_once(call, lead):
    group = call.series.initiative
    follower(group, username="follows")
    answer_date(occurrence=call, by=follower(group, username="does-both"), answer="yes")
    answer_date(occurrence=call, by=UserFactory(username="comes"), answer="yes")
    UserFactory(username="neither")
    Follow.objects.create(person=lead, initiative=group)
    cancel_occurrence(occurrence=call, by=lead)
    assert sorted(heard()) == [
        ("comes", "meeting-place"),
        ("does-both", "meeting-place"),
        ("follows", "meeting-changed"),
    ]


def test_followers_of_a_group_it_is_also_for_hear_it_unless_that_is_hidden(call):
    shown, hidden = InitiativeFactory(), InitiativeFactory(is_listed=False)
    call.series.also_for.set([shown, hidden])
    both = follower(shown, username="follows-both")
    Follow.objects.create(person=both, initiative=call.series.initiative)
    follower(hidden, username="follows-hidden")
    cancel_occurrence(occurrence=call, by=None)
    assert heard() == [("follows-both", "meeting-changed")]


def test_each_decision_is_news_of_its_own(call):
    follower(call.series.initiative)
    cancel_occurrence(occurrence=call, by=None)
    restore_occurrence(occurrence=call, by=None)
    keys = Notice.objects.order_by("id").values_list("key", "template")
    assert list(keys) == [
        ("call.2026-02-10 change 1", "events/cancelled"),
        ("call.2026-02-10 change 2", "events/restored"),
    ]


def test_nobody_hears_of_what_is_not_published(call):
    follower(call.series.initiative)
    call.series.is_published = False
    call.series.save()
    cancel_occurrence(occurrence=call, by=None, reason="CANARY")
    assert heard() == []


def test_who_closed_their_account_hears_nothing(call):
    follower(call.series.initiative, is_active=False)
    cancel_occurrence(occurrence=call, by=None)
    assert heard() == []


def test_the_letter_says_from_when_to_when_in_the_readers_time(call):
    reader = EmailAddressFactory(user=UserFactory(timezone="Asia/Kathmandu")).user
    answer_date(occurrence=call, by=reader, answer="yes")
    move_occurrence(
        occurrence=call, to=datetime(2026, 2, 12, 9, 30), by=None, reason="A holiday <3"
    )
    letter = mail.outbox[-1]
    assert letter.subject == "Weekly call moves to Thu 12 Feb 2026, 20:15 Kathmandu time"
    assert "It was: Tue 10 Feb 2026, 21:45 Kathmandu time" in letter.body
    assert "It is now: Thu 12 Feb 2026, 20:15–21:15 Kathmandu time" in letter.body
    assert "Why: A holiday <3" in letter.body
    assert "Your seat moves along." in letter.body
    assert "http://127.0.0.1:8000/events/call/2026-02-10/" in letter.body
    assert "Why: A holiday &lt;3" in letter.alternatives[0].content


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (cancel_occurrence, "cancelled this date of “Weekly call”: "),
        (restore_occurrence, "took that back: it takes place on "),
    ],
)
def test_every_change_has_a_letter(call, change, said):
    if change is restore_occurrence:
        cancel_occurrence(occurrence=call, by=None)
    EmailAddressFactory(user=follower(call.series.initiative))
    change(occurrence=call, by=None)
    [letter] = mail.outbox
    assert f"{said}Tue 10 Feb 2026, 16:00" in letter.body
    assert f"{said}<strong>Tue 10 Feb 2026, 16:00" in letter.alternatives[0].content
    assert "seat" not in letter.body


@pytest.mark.parametrize("followers", [1, FOLLOWERS])
def test_a_thousand_followers_cost_as_much_as_one(call, followers, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    people = UserFactory.create_batch(followers)
    Follow.objects.bulk_create(
        Follow(person=person, initiative=call.series.initiative) for person in people
    )
    with CaptureQueriesContext(connection) as asked:
        cancel_occurrence(occurrence=call, by=None)
    statements = [one["sql"] for one in asked if "SAVEPOINT" not in one["sql"]]
    inserts = [one for one in statements if 'INTO "notices_notice"' in one]
    assert len(statements) - len(inserts) == 19
    assert len(inserts) <= 1 + followers // ROWS_A_STATEMENT
    assert Notice.objects.count() == followers


def test_a_change_that_is_taken_back_tells_nobody(call):
    """The notices stand or fall with the change."""
    follower(call.series.initiative)
    with transaction.atomic():
        cancel_occurrence(occurrence=call, by=None)
        transaction.set_rollback(True)
    call.refresh_from_db()
    assert (call.status, heard()) == ("scheduled", [])
