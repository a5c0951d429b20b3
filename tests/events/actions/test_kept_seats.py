"""A schedule changes: calendars that were told of a date by mail are told what became of it."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from icalendar import Calendar

from events.actions.guest import answer_as_guest, ask_as_guest
from events.actions.meetings import import_meetings
from events.actions.occurrence import cancel_occurrence, move_occurrence
from events.actions.rsvp import answer_date
from events.actions.series import Facts, change_series
from events.actions.slot import add_slot, change_slot, end_slot, split_slot
from events.actions.standing_answer import answer_series
from events.models import Occurrence, Rsvp, Series
from initiatives.core.catalog_entry import MeetingEntry, SlotEntry
from portal.kit import clock
from portal.notices.actions.mail import deliver_due
from portal.notices.models import Notice
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db
WEDNESDAYS = SlotEntry(
    start=datetime(2026, 3, 4, 15), tz="Europe/Berlin", rrule="FREQ=WEEKLY;BYDAY=WE"
)
THURSDAYS = SlotEntry(
    start=datetime(2026, 3, 5, 9), tz="Europe/Berlin", rrule="FREQ=WEEKLY;BYDAY=TH"
)
EVENINGS = SlotEntry(
    start=datetime(2026, 1, 6, 18), tz="America/New_York", rrule="FREQ=WEEKLY;BYDAY=TU"
)
FROM_MARCH = date(2026, 3, 3)
TOLD = "events/keep_seat"


@pytest.fixture
def tuesdays(make_series) -> Series:
    """Every Tuesday at 11 in New York, since January."""
    return make_series(slug="call", title="Weekly call", initiative__name="Bread WG", capacity=9)


@pytest.fixture
def reader(tuesdays):
    """Has a seat on 10 March, and the date in their calendar."""
    person = EmailAddressFactory(user=UserFactory(email="reader@example.org")).user
    answer_date(occurrence=on(tuesdays, date(2026, 3, 10)), by=person, answer="yes")
    return person


def on(series: Series, day: date) -> Occurrence:
    return series.occurrences.get(original_date=day)


def seat_of(person) -> Rsvp:
    return Rsvp.objects.select_related("occurrence").get(person=person)


def guest_at(row: Occurrence) -> Rsvp:
    ask_as_guest(occurrence=row, name="Ada Guest", address="ada@example.org")
    return answer_as_guest(rsvp=Rsvp.objects.get(guest_email="ada@example.org"), answer="yes")


def later(minutes: int = 11) -> None:
    deliver_due(now=clock.now() + timedelta(minutes=minutes))


def calendars(letter) -> list[tuple[str, str, str]]:
    """The method, the UID and the RECURRENCE-ID, in the order in which a program reads them."""
    parts = [one for one in letter.message().walk() if one.get_content_type() == "text/calendar"]
    read = [(part, Calendar.from_ical(part.get_payload(decode=True))) for part in parts]
    assert all(part.get_param("method") == calendar["METHOD"] for part, calendar in read)
    return [
        (
            str(calendar["METHOD"]),
            str(event["UID"]),
            event["RECURRENCE-ID"].to_ical().decode(),
        )
        for _part, calendar in read
        for event in calendar.walk("VEVENT")
    ]


class Mailbox(dict):
    """What a calendar program has after reading these letters: dates by their name."""

    def read(self, letters):
        for letter in letters:
            for method, uid, date_of in calendars(letter):
                if method == "REQUEST":
                    self[uid, date_of] = True
                else:
                    self.pop((uid, date_of), None)
        return list(self)


def in_calendar(address: str = "reader@example.org") -> list[tuple[str, str]]:
    return Mailbox().read(letter for letter in mail.outbox if letter.to == [address])


def test_a_split_takes_the_old_date_out_and_puts_the_new_one_in_by_one_mail(tuesdays, lead, reader):
    old = tuesdays.slots.get()
    mail.outbox.clear()
    new = split_slot(slot=old, day=FROM_MARCH, when=WEDNESDAYS, by=lead)
    [letter] = mail.outbox
    assert calendars(letter) == [
        ("CANCEL", old.uid, "20260310T110000"),
        ("REQUEST", new.uid, "20260311T150000"),
    ]
    assert letter.subject == (
        "Weekly call has a new schedule: your date is now Wed 11 Mar 2026, 14:00 UTC"
    )
    assert "Your date was: Tue 10 Mar 2026, 15:00 UTC" in letter.body
    assert "You keep your seat." in letter.body
    assert "/events/call/2026-03-11/" in letter.body


def test_a_guest_hears_it_with_their_own_link(tuesdays, lead):
    guest = guest_at(on(tuesdays, date(2026, 3, 10)))
    split_slot(slot=tuesdays.slots.get(), day=FROM_MARCH, when=WEDNESDAYS, by=lead)
    letter = mail.outbox[-1]
    assert (letter.to, "You keep your seat." in letter.body) == (["ada@example.org"], True)
    assert "/meet/guest/seat/" in letter.body
    assert [method for method, *_ in calendars(letter)] == ["CANCEL", "REQUEST"]
    for part in letter.alternatives[1:]:
        assert part.content.replace("\r\n ", "").count("mailto:ada@example.org") == 1
    guest.refresh_from_db()
    assert guest.occurrence.original_date == date(2026, 3, 11)


def test_a_guest_in_line_hears_it_and_has_nothing_in_their_calendar(make_series, lead):
    series = make_series(slug="call", capacity=1)
    call = on(series, date(2026, 3, 10))
    answer_date(occurrence=call, by=UserFactory(), answer="yes")
    guest_at(call)
    change_slot(slot=series.slots.get(), when=EVENINGS, by=lead)
    letter = mail.outbox[-1]
    assert (letter.to, "You keep your turn in the line." in letter.body) == (
        ["ada@example.org"],
        True,
    )
    assert calendars(letter) == []


@pytest.mark.parametrize("door", ["slot", "series", "import"])
def test_another_hour_is_another_name_under_the_same_uid(tuesdays, lead, reader, door):
    slot = tuesdays.slots.get()
    if door == "slot":
        change_slot(slot=slot, when=EVENINGS, by=lead)
    elif door == "series":
        change_series(series=tuesdays, facts=Facts(capacity=9), when=EVENINGS, by=lead)
    else:
        entry = MeetingEntry(slug="call", title="Weekly call", slots=(EVENINGS,))
        import_meetings(initiative=tuesdays.initiative, meetings=[entry], by=None)
    assert calendars(mail.outbox[-1]) == [
        ("CANCEL", slot.uid, "20260310T110000"),
        ("REQUEST", slot.uid, "20260310T180000"),
    ]
    assert [letter.subject.partition(":")[0] for letter in mail.outbox] == [
        "You have a seat",
        "Weekly call has a new schedule",
    ]


def test_a_longer_meeting_is_the_same_date_with_a_higher_number(tuesdays, lead, reader):
    change_series(series=tuesdays, facts=Facts(capacity=9, duration_minutes=90), when=None, by=lead)
    first, second = (
        Calendar.from_ical(letter.alternatives[-1].content).walk("VEVENT")[0]
        for letter in mail.outbox
    )
    assert calendars(mail.outbox[1])[0] == ("REQUEST", first["UID"], "20260310T110000")
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)
    assert second["DURATION"].dt == timedelta(minutes=90)


def test_a_meeting_held_once_changes_under_its_one_name(make_series, lead):
    slot = {"rrule": "", "start_date": date(2026, 3, 10)}
    once = make_series(slug="once", slots=[slot]).occurrences.get()
    answer_date(occurrence=once, by=EmailAddressFactory().user, answer="yes")
    when = SlotEntry(start=datetime(2026, 3, 10, 18), tz="America/New_York")
    change_slot(slot=once.slot, when=when, by=lead)
    part = mail.outbox[-1].alternatives[-1].content
    assert [letter.alternatives[-1].mimetype for letter in mail.outbox] == [
        "text/calendar; method=REQUEST",
        "text/calendar; method=REQUEST",
    ]
    assert ("SEQUENCE:1" in part, "RECURRENCE-ID" in part) == (True, False)


@pytest.mark.parametrize("change", ["title", "add a time", "far rule"])
def test_who_keeps_the_same_date_gets_no_letter_for_it(tuesdays, lead, reader, change):
    mail.outbox.clear()
    if change == "title":
        change_series(series=tuesdays, facts=Facts(capacity=8), when=None, by=lead)
    elif change == "add a time":
        add_slot(series=tuesdays, when=THURSDAYS, by=lead)
    else:
        day = date(2026, 4, 7)
        split_slot(slot=tuesdays.slots.get(), day=day, when=WEDNESDAYS, by=lead)
    assert not Notice.objects.filter(template=TOLD).exists()
    assert [letter.subject for letter in mail.outbox] == (
        [] if change == "title" else ["Weekly call has a new schedule"]
    )


def test_a_date_that_stays_when_its_time_ends_has_another_name(tuesdays, lead, reader):
    first = tuesdays.slots.get()
    second = add_slot(series=tuesdays, when=THURSDAYS, by=lead)
    end_slot(slot=first, by=lead)
    assert in_calendar() == [(second.uid, "20260310T160000")]
    assert mail.outbox[-1].subject.endswith("you come on Tue 10 Mar 2026, 15:00 UTC")


class TestWithinMinutes:
    """What was not mailed yet is told by a later letter, from what calendars really have."""

    def test_two_changes_are_one_letter(self, tuesdays, lead, reader, settings):
        old = tuesdays.slots.get()
        settings.CHANGE_MAIL_MINUTES = 10
        new = split_slot(slot=old, day=FROM_MARCH, when=WEDNESDAYS, by=lead)
        change_slot(slot=new, when=THURSDAYS, by=lead)
        later()
        told = [letter for letter in mail.outbox[1:] if calendars(letter)]
        row = seat_of(reader).occurrence
        assert len(told) == 1
        assert calendars(told[0])[0] == ("CANCEL", old.uid, "20260310T110000")
        assert len(in_calendar()) == 1
        assert "Your date was: Tue 10 Mar 2026, 15:00 UTC" in told[0].body
        assert in_calendar()[0][1].startswith(f"{row.original_date:%Y%m%d}")

    def test_a_date_moved_afterwards_is_where_it_is(self, tuesdays, lead, reader, settings):
        settings.CHANGE_MAIL_MINUTES = 10
        new = split_slot(slot=tuesdays.slots.get(), day=FROM_MARCH, when=WEDNESDAYS, by=lead)
        row = seat_of(reader).occurrence
        move_occurrence(occurrence=row, to=datetime(2026, 3, 12, 15), by=lead)
        later()
        assert in_calendar() == [(new.uid, "20260311T150000")]

    def test_who_gives_the_seat_back_has_nothing_left(self, tuesdays, lead, reader, settings):
        settings.CHANGE_MAIL_MINUTES = 10
        split_slot(slot=tuesdays.slots.get(), day=FROM_MARCH, when=WEDNESDAYS, by=lead)
        answer_date(occurrence=seat_of(reader).occurrence, by=reader, answer="no")
        later()
        assert in_calendar() == []
        assert not Notice.objects.filter(template=TOLD).exists()

    def test_who_gives_it_back_later_has_nothing_left_either(self, tuesdays, lead, reader):
        split_slot(slot=tuesdays.slots.get(), day=FROM_MARCH, when=WEDNESDAYS, by=lead)
        answer_date(occurrence=seat_of(reader).occurrence, by=reader, answer="no")
        assert in_calendar() == []


def test_a_cancelled_date_is_out_of_calendars_and_stays_out(tuesdays, lead, reader):
    cancel_occurrence(occurrence=seat_of(reader).occurrence, by=lead)
    change_slot(slot=tuesdays.slots.get(), when=EVENINGS, by=lead)
    assert in_calendar() == []
    assert not Notice.objects.filter(template=TOLD).exists()


def test_who_answered_for_all_dates_hears_of_the_schedule_once(tuesdays, lead):
    person = EmailAddressFactory().user
    answer_series(series=tuesdays, by=person, answer="yes")
    change_slot(slot=tuesdays.slots.get(), when=EVENINGS, by=lead)
    assert [letter.subject for letter in mail.outbox] == ["Weekly call has a new schedule"]


def test_of_a_draft_nobody_hears(tuesdays, lead, reader):
    Series.objects.filter(pk=tuesdays.pk).update(is_published=False)
    mail.outbox.clear()
    change_slot(slot=tuesdays.slots.get(), when=EVENINGS, by=lead)
    assert mail.outbox == []


@pytest.mark.parametrize("seats", [2, 20])
def test_many_seats_cost_as_many_queries_as_few(
    tuesdays, lead, seats, django_assert_num_queries, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.CHANGE_MAIL_MINUTES = 10
    Series.objects.filter(pk=tuesdays.pk).update(capacity=None)
    call = on(tuesdays, date(2026, 3, 10))
    for person in UserFactory.create_batch(seats):
        answer_date(occurrence=call, by=person, answer="yes")
    Notice.objects.update(mail="sent")
    with django_assert_num_queries(34):
        change_slot(slot=tuesdays.slots.get(), when=EVENINGS, by=lead)
    assert Notice.objects.filter(template=TOLD).count() == seats
