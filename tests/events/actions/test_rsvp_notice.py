"""What goes into a calendar by mail: for one reader, by the name the feeds have, and never twice."""

from datetime import date, datetime, time, timedelta

import pytest
from django.core import mail
from icalendar import Calendar

from events.actions.agenda_item import add_item, drop_item
from events.actions.change_notice import send_schedule_notices
from events.actions.occurrence import cancel_occurrence, move_occurrence, restore_occurrence
from events.actions.reminder import send_reminders
from events.actions.rsvp import answer_date
from portal.kit import clock
from portal.notices.actions.mail import deliver_due
from portal.notices.actions.preference import stop_mail
from portal.notices.models import Notice
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(make_series):
    """Tuesdays at 11 in New York."""
    series = make_series(
        slug="call", title="Weekly call", initiative__name="Bread WG", join_url="https://x.org/s"
    )
    return series.occurrences.get(original_date=date(2026, 2, 10))


@pytest.fixture
def reader(db):
    person = UserFactory(timezone="Asia/Kathmandu", email="reader@example.org")
    return EmailAddressFactory(user=person).user


def calendar_of(letter):
    """The part a calendar program reads, and the method its type names."""
    [part] = [one for one in letter.message().walk() if one.get_content_type() == "text/calendar"]
    return Calendar.from_ical(part.get_payload(decode=True)), part.get_param("method")


def event_of(letter):
    calendar, method = calendar_of(letter)
    assert calendar["METHOD"] == method
    [event] = calendar.walk("VEVENT")
    return method, event


def test_a_seat_puts_the_date_into_its_readers_calendar(call, reader):
    answer_date(occurrence=call, by=reader, answer="yes")
    [letter] = mail.outbox
    method, event = event_of(letter)
    assert method == "REQUEST"
    assert event["ATTENDEE"] == "mailto:reader@example.org"
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"
    assert event["ORGANIZER"].params["CN"] == "Bread WG"
    assert event["UID"] == call.slot.uid
    assert event["RECURRENCE-ID"].to_ical() == b"20260210T110000"
    assert event["RECURRENCE-ID"].params["TZID"] == "America/New_York"
    assert event["LOCATION"] == "http://127.0.0.1:8000/meet/call.2026-02-10/join"
    assert "x.org" not in letter.message().as_string()


def test_each_change_has_a_higher_number_and_cancelling_takes_it_out(call, reader):
    answer_date(occurrence=call, by=reader, answer="yes")
    move_occurrence(occurrence=call, to=datetime(2026, 2, 12, 9, 30), by=None)
    cancel_occurrence(occurrence=call, by=None)
    restore_occurrence(occurrence=call, by=None)
    said = [event_of(letter) for letter in mail.outbox]
    assert [method for method, _ in said] == ["REQUEST", "REQUEST", "CANCEL", "REQUEST"]
    numbers = [int(event["SEQUENCE"]) for _, event in said]
    assert numbers == sorted(set(numbers))
    assert {event["RECURRENCE-ID"].to_ical() for _, event in said} == {b"20260210T110000"}
    assert [event["DTSTART"].to_ical() for _, event in said[1:2]] == [b"20260212T093000"]
    assert said[2][1]["STATUS"] == "CANCELLED"


def test_a_meeting_held_once_is_no_date_of_a_series(make_series, reader):
    slot = {"rrule": "", "start_date": date(2026, 2, 10)}
    once = make_series(slug="once", slots=[slot]).occurrences.get()
    answer_date(occurrence=once, by=reader, answer="yes")
    _method, event = event_of(mail.outbox[0])
    assert "RECURRENCE-ID" not in event
    assert event["UID"] == once.slot.uid


def test_giving_the_seat_back_takes_the_date_out_of_the_calendar(call, reader):
    answer_date(occurrence=call, by=reader, answer="yes")
    answer_date(occurrence=call, by=reader, answer="no")
    assert [event_of(letter)[0] for letter in mail.outbox] == ["REQUEST", "CANCEL"]


def test_who_changes_their_mind_before_the_mail_goes_hears_nothing(call, reader, settings):
    settings.CHANGE_MAIL_MINUTES = 10
    for answer in ("yes", "no", "yes", "maybe"):
        answer_date(occurrence=call, by=reader, answer=answer)
    deliver_due(now=clock.now() + timedelta(minutes=11))
    assert mail.outbox == []
    answer_date(occurrence=call, by=reader, answer="yes")
    deliver_due(now=clock.now() + timedelta(minutes=11))
    assert len(mail.outbox) == 1


def test_who_changes_their_mind_often_after_the_first_mail_does_not_keep_the_date(
    call, reader, settings
):
    answer_date(occurrence=call, by=reader, answer="yes")
    settings.CHANGE_MAIL_MINUTES = 10
    for answer in ("no", "yes", "no"):
        answer_date(occurrence=call, by=reader, answer=answer)
    deliver_due(now=clock.now() + timedelta(minutes=11))
    assert [event_of(letter)[0] for letter in mail.outbox] == ["REQUEST", "CANCEL"]


def test_a_change_of_the_date_does_not_leave_it_in_the_calendar_of_who_gave_the_seat_back(
    call, reader, settings
):
    answer_date(occurrence=call, by=reader, answer="yes")
    settings.CHANGE_MAIL_MINUTES = 10
    answer_date(occurrence=call, by=reader, answer="no")
    move_occurrence(occurrence=call, to=datetime(2026, 2, 12, 9, 30), by=None)
    deliver_due(now=clock.now() + timedelta(minutes=11))
    assert [event_of(letter)[0] for letter in mail.outbox] == ["REQUEST", "CANCEL"]


def test_ones_own_answer_is_not_counted_as_news(call, reader):
    answer_date(occurrence=call, by=reader, answer="yes")
    assert Notice.objects.filter(person=reader, read_at=None).count() == 0


def test_changes_within_minutes_are_one_mail_from_before_to_now(call, reader, settings):
    answer_date(occurrence=call, by=reader, answer="yes")
    mail.outbox.clear()
    settings.CHANGE_MAIL_MINUTES = 10
    move_occurrence(occurrence=call, to=datetime(2026, 2, 11, 8), by=None)
    move_occurrence(occurrence=call, to=datetime(2026, 2, 12, 9, 30), by=None)
    deliver_due(now=clock.now() + timedelta(minutes=9))
    assert mail.outbox == []
    deliver_due(now=clock.now() + timedelta(minutes=11))
    [letter] = mail.outbox
    assert "It was: Tue 10 Feb 2026, 21:45 Kathmandu time" in letter.body
    assert "It is now: Thu 12 Feb 2026, 20:15–21:15 Kathmandu time" in letter.body
    assert event_of(letter)[1]["DTSTART"].to_ical() == b"20260212T093000"


def test_shortly_before_the_start_nobody_waits_for_a_second_thought(call, reader, settings, at):
    answer_date(occurrence=call, by=reader, answer="yes")
    mail.outbox.clear()
    settings.CHANGE_MAIL_MINUTES = 10
    at("2026-02-10T15:30Z")
    cancel_occurrence(occurrence=call, by=None)
    assert len(mail.outbox) == 1


def reminded(at, moment: str) -> int:
    at(moment)
    mail.outbox.clear()
    send_reminders(now=clock.now())
    return len(mail.outbox)


def test_who_has_a_seat_is_reminded_a_day_and_an_hour_before(call, reader, at):
    answer_date(occurrence=call, by=reader, answer="yes")
    assert reminded(at, "2026-02-09T15:59Z") == 0
    assert reminded(at, "2026-02-09T16:01Z") == 1
    assert mail.outbox[0].subject == "Soon: Weekly call on Tue 10 Feb 2026, 21:45 Kathmandu time"
    assert reminded(at, "2026-02-09T16:02Z") == 0
    assert reminded(at, "2026-02-10T14:30Z") == 0
    assert reminded(at, "2026-02-10T15:01Z") == 1
    assert reminded(at, "2026-02-10T15:30Z") == 0


def test_whole_days_are_told_as_days_wherever_the_reader_is(make_series, reader, at):
    """From a midnight in New York on: an hour of another day in Kathmandu."""
    days = {"start_date": date(2026, 2, 10), "start_time": time(), "rrule": ""}
    series = make_series(
        title="Summit",
        is_all_day=True,
        duration_minutes=3 * 24 * 60,
        slots=[days | {"tzid": "America/New_York"}],
    )
    answer_date(occurrence=series.occurrences.get(), by=reader, answer="yes")
    assert "Tue 10 Feb – Thu 12 Feb 2026" in mail.outbox[0].body
    move_occurrence(occurrence=series.occurrences.get(), to=datetime(2026, 2, 17), by=None)
    deliver_due(now=clock.now() + timedelta(hours=1))
    assert "Tue 10 Feb 2026" in mail.outbox[1].body
    assert "Tue 17 Feb – Thu 19 Feb 2026" in mail.outbox[1].body
    assert "00:00" not in mail.outbox[1].body
    send_schedule_notices(series=series, by=None)
    assert Notice.objects.latest("pk").context["ends_at"] == "2026-02-19"


def test_nobody_is_reminded_of_a_date_that_is_off_or_of_what_they_just_said(call, reader, at):
    at("2026-02-09T18:00Z")
    answer_date(occurrence=call, by=reader, answer="yes")
    assert reminded(at, "2026-02-09T18:10Z") == 0
    cancel_occurrence(occurrence=call, by=None)
    assert reminded(at, "2026-02-10T15:30Z") == 0


def test_reminders_can_be_stopped_alone(call, reader, at):
    answer_date(occurrence=call, by=reader, answer="yes")
    stop_mail(person=reader, kind="meeting-reminder")
    assert reminded(at, "2026-02-09T16:01Z") == 0


def test_who_only_may_come_is_not_reminded(call, reader, at):
    answer_date(occurrence=call, by=reader, answer="maybe")
    assert reminded(at, "2026-02-09T16:01Z") == 0


def test_a_reminder_leads_to_what_is_on_the_agenda(call, reader, member, at):
    answer_date(occurrence=call, by=reader, answer="yes")
    assert (reminded(at, "2026-02-09T16:01Z"), "agenda" in mail.outbox[0].body) == (1, False)
    items = [add_item(occurrence=call, by=member, title=title) for title in ("Oven", "Flour")]
    drop_item(item=items[0], by=member, reason="Later.")

    assert reminded(at, "2026-02-10T15:01Z") == 1

    address = "http://127.0.0.1:8000/events/call/2026-02-10/agenda/"
    html = mail.outbox[0].alternatives[0].content
    assert f"One topic is on the agenda: {address}" in mail.outbox[0].body
    assert f'<a href="{address}">One topic is on the agenda</a>' in html
