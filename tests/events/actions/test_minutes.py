"""Minutes: written as a draft, published with decisions and action items, never over one another."""

from datetime import date

import pytest

from events.actions.date_record import NotBegun, WasCancelled, confirm_date, set_recording
from events.actions.minutes import (
    ActionWords,
    SavedMeanwhile,
    publish_minutes,
    save_minutes,
    settle_action,
    withdraw_minutes,
)
from events.actions.occurrence import cancel_occurrence
from events.models import ActionItem, Minutes, Occurrence, Series
from portal.people.actions.erase import erase_person
from tests.conftest import lead_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(make_series):
    return make_series(slug="call").occurrences.get(original_date=date(2026, 2, 10))


@pytest.fixture
def organizer(call, lead):
    lead_of(lead, call.series.initiative)
    return lead


@pytest.fixture
def after(call, at):
    at(call.ends_at)


def write(call, by, *, seen=0, text="We met.", decisions=(), actions=()) -> Minutes:
    said = {"text": text, "decisions": decisions, "actions": actions}
    return save_minutes(occurrence=call, by=by, seen=seen, **said)


def took_place(call) -> bool | None:
    return Occurrence.objects.values_list("took_place", flat=True).get(pk=call.pk)


def calendars_hear(call) -> object:
    return Series.objects.values_list("changed_at", flat=True).get(pk=call.series_id)


def test_minutes_hold_text_decisions_and_actions_in_their_order(call, organizer, member):
    write(
        call,
        organizer,
        decisions=["We meet monthly.", "Ada chairs."],
        actions=[
            ActionWords("Ask the board", person=member, due_on=date(2026, 3, 1)),
            ActionWords("Book a room", name="Bo of the venue"),
        ],
    )

    minutes = Minutes.objects.get()
    assert (minutes.text, minutes.version, minutes.saved_by) == ("We met.", 1, organizer)
    assert [one.text for one in minutes.decisions.all()] == ["We meet monthly.", "Ada chairs."]
    assert list(minutes.action_items.values_list("text", "person", "name", "due_on")) == [
        ("Ask the board", member.pk, "", date(2026, 3, 1)),
        ("Book a room", None, "Bo of the venue", None),
    ]


def test_the_later_of_two_saves_is_refused(call, organizer, member):
    write(call, organizer, text="First")
    write(call, organizer, seen=1, text="Second")

    with pytest.raises(SavedMeanwhile):
        write(call, member, seen=1, text="Third", decisions=["No."])

    assert (Minutes.objects.get().text, Minutes.objects.get().version) == ("Second", 2)
    assert Minutes.objects.get().decisions.count() == 0


def test_two_first_saves_do_not_make_two(call, organizer):
    write(call, organizer)
    with pytest.raises(SavedMeanwhile):
        write(call, organizer)


def test_an_action_that_stays_keeps_that_it_is_done(call, organizer):
    write(call, organizer, actions=[ActionWords("Ask"), ActionWords("Book")])
    ask, book = ActionItem.objects.all()
    settle_action(item=ask, by=organizer, is_done=True)

    write(call, organizer, seen=1, actions=[ActionWords("Ask them", key=ask.public_id)])

    [item] = ActionItem.objects.all()
    assert (item.pk, item.text, item.done_at is not None) == (ask.pk, "Ask them", True)
    assert not ActionItem.objects.filter(pk=book.pk).exists()


def test_publishing_says_that_the_date_was_held_and_calendars_hear(call, organizer, after):
    write(call, organizer)
    before = calendars_hear(call)

    publish_minutes(occurrence=call, by=organizer)

    assert Minutes.objects.published().count() == 1
    assert took_place(call) is True
    assert calendars_hear(call) > before
    heard = calendars_hear(call)
    publish_minutes(occurrence=call, by=organizer)
    assert calendars_hear(call) == heard


def test_who_said_that_nobody_came_is_not_overruled(call, organizer, after):
    confirm_date(occurrence=call, by=organizer, took_place=False)
    write(call, organizer)
    publish_minutes(occurrence=call, by=organizer)

    assert took_place(call) is False


def test_nothing_is_published_before_it_began(call, organizer):
    write(call, organizer)
    with pytest.raises(NotBegun):
        publish_minutes(occurrence=call, by=organizer)
    with pytest.raises(NotBegun):
        confirm_date(occurrence=call, by=organizer, took_place=True)
    with pytest.raises(NotBegun):
        set_recording(occurrence=call, by=organizer, url="https://example.org/v")


def test_a_cancelled_date_was_not_held(call, organizer, at):
    write(call, organizer)
    cancel_occurrence(occurrence=call, by=organizer)
    at(call.ends_at)
    for refused in (
        lambda: publish_minutes(occurrence=call, by=organizer),
        lambda: confirm_date(occurrence=call, by=organizer, took_place=True),
    ):
        with pytest.raises(WasCancelled):
            refused()


def test_a_date_called_off_while_it_runs_was_not_held_after_all(call, organizer, at):
    at(call.starts_at)
    confirm_date(occurrence=call, by=organizer, took_place=True)

    cancel_occurrence(occurrence=call, by=organizer)

    assert took_place(call) is None


def test_minutes_become_a_draft_again(call, organizer, after):
    write(call, organizer)
    publish_minutes(occurrence=call, by=organizer)
    heard = calendars_hear(call)

    withdraw_minutes(occurrence=call, by=organizer)

    assert Minutes.objects.published().count() == 0
    assert took_place(call) is True
    assert calendars_hear(call) > heard


def test_minutes_of_a_hidden_meeting_are_not_published(call, organizer, after):
    write(call, organizer)
    publish_minutes(occurrence=call, by=organizer)
    Series.objects.update(is_published=False)

    assert Minutes.objects.published().count() == 0


def test_a_recording_is_told_to_calendars_once(call, organizer, after):
    before = calendars_hear(call)
    set_recording(occurrence=call, by=organizer, url="https://example.org/v")
    heard = calendars_hear(call)
    set_recording(occurrence=call, by=organizer, url="https://example.org/v")

    assert before < heard == calendars_hear(call)


def test_what_somebody_took_on_stays_open_without_them(call, organizer, member):
    write(call, organizer, actions=[ActionWords("Ask", person=member)])

    erase_person(person=member, by=member)

    assert list(ActionItem.objects.values_list("text", "person")) == [("Ask", None)]
