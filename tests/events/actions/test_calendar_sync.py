"""What a calendar elsewhere says becomes a group's meetings; what somebody changed here stays."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.actions import calendar_sync
from events.actions.calendar_source import (
    Copy,
    accept_source,
    add_source,
    import_calendar,
    remove_source,
    take_copy,
)
from events.actions.giving_way import give_way
from events.actions.guest import answer_as_guest, ask_as_guest
from events.actions.horizon import roll_horizon
from events.actions.occurrence import cancel_occurrence, rename_occurrence, restore_occurrence
from events.actions.rsvp import answer_date
from events.actions.series import Facts, change_series, discard_series, duplicate_series
from events.actions.standing_answer import answer_series
from events.core.foreign_calendar import read_foreign
from events.core.ics import write_calendar
from events.models import CalendarSource, ImportedMeeting, Occurrence, Rsvp, Series, Status
from events.queries.feed import feed_of_initiative
from events.queries.told_meeting import told_of
from initiatives.actions.role import take_down_name
from initiatives.core.catalog_entry import SlotEntry
from initiatives.models import Follow
from portal.kit import clock
from portal.notices.actions.mail import deliver_due
from portal.notices.models import Notice
from tests.events.core.calendar_text import vcalendar, vevent
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
BERLIN = "DTSTART;TZID=Europe/Berlin:20260106T170000"
WEEKLY = ("DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=TU")
TUESDAYS = SlotEntry(
    start=datetime(2026, 1, 6, 17), tz="Europe/Berlin", rrule="FREQ=WEEKLY;BYDAY=TU"
)
LETTERS = ("cancelled", "restored", "rescheduled", "called_off", "taken_up")
DAY = date(2026, 2, 10)
FEB_17 = date(2026, 2, 17)


@pytest.fixture
def group(now):
    return InitiativeFactory(slug="led", name="Led group")


def call(*lines: str, uid: str = "call", start: str = BERLIN) -> str:
    return vevent(start, *WEEKLY, "SUMMARY:Community call", *lines, uid=uid)


def changed(day: str, *lines: str, uid: str = "call") -> str:
    """One date of the call, at 17 in Berlin by its rule."""
    return vevent(f"RECURRENCE-ID;TZID=Europe/Berlin:{day}T170000", *lines, uid=uid)


OFF = [changed(f"2026{day}", "STATUS:CANCELLED") for day in ("0217", "0224", "0303", "0310")]


@pytest.fixture
def sync(group, now):
    def take(*events: str, name: str = "calls.ics", at: datetime = now, **more):
        copy = Copy(read_foreign(vcalendar(*events)))
        return import_calendar(initiative=group, copy=copy, name=name, now=at, **more)

    return take


def counts(report) -> tuple[int, int, int]:
    return report.created, report.updated, report.unchanged


def guest_at(row: Occurrence) -> str:
    ask_as_guest(occurrence=row, name="Ada Guest", address="ada@example.org")
    answer_as_guest(rsvp=Rsvp.objects.get(guest_email="ada@example.org"), answer="yes")
    return "ada@example.org"


def letters(reader) -> list[str]:
    """About changes, with what each tells a calendar to do."""
    own = {"address": reader} if isinstance(reader, str) else {"person": reader}
    templates = [f"events/{name}" for name in LETTERS]
    told = Notice.objects.filter(**own, template__in=templates).order_by("pk")
    return [
        " ".join(
            [one.template.removeprefix("events/"), *re.findall(r"METHOD:(\w+)", one.invitation)]
        )
        for one in told
    ]


def the_call() -> Series:
    return Series.objects.get()


def on(day: date = DAY) -> Occurrence:
    return Occurrence.objects.get(original_date=day)


class TestComingIn:
    def test_many_new_meetings_are_looked_for_among_the_groups_own_at_once(
        self, sync, make_series, group
    ):
        make_series(title="Something else", initiative=group)
        with CaptureQueriesContext(connection) as asked:
            report = sync(*[call(uid=f"call-{number}") for number in range(4)])
        looked = [one for one in asked if 'OUTER JOIN "events_importedmeeting"' in one["sql"]]
        assert (report.created, len(looked)) == (4, 1)

    def test_a_meeting_with_its_rule_its_changed_dates_and_its_call(self, sync):
        report = sync(
            call(
                "EXDATE;TZID=Europe/Berlin:20260217T170000",
                "RDATE;TZID=Europe/Berlin:20260305T090000",
                "LOCATION:https://zoom.us/j/1?pwd=secret",
                "ATTENDEE:mailto:somebody@example.org",
            ),
            changed(
                "20260210",
                "DTSTART;TZID=Europe/Berlin:20260211T180000",
                "DTEND;TZID=Europe/Berlin:20260211T200000",
            ),
            changed("20260224", "STATUS:CANCELLED"),
        )
        series = the_call()
        dates = series.occurrences.filter(
            original_date__range=(date(2026, 2, 3), date(2026, 3, 10))
        )
        assert (
            counts(report),
            series.title,
            series.join_url,
            series.place,
            series.is_published,
        ) == (
            (1, 0, 0),
            "Community call",
            "https://zoom.us/j/1?pwd=secret",
            "",
            True,
        )
        assert [
            (f"{row.starts_at:%m-%d %H:%M}", f"{row.ends_at:%H:%M}", row.status) for row in dates
        ] == [
            ("02-03 16:00", "17:00", "scheduled"),
            ("02-11 17:00", "19:00", "moved"),
            ("02-24 16:00", "17:00", "cancelled"),
            ("03-03 16:00", "17:00", "scheduled"),
            ("03-05 08:00", "09:00", "scheduled"),
            ("03-10 16:00", "17:00", "scheduled"),
        ]

    def test_people_are_kept_nowhere(self, sync):
        sync(call("ORGANIZER;CN=Jo:mailto:jo@example.org", "DESCRIPTION:Write to jo@example.org"))
        kept = f"{ImportedMeeting.objects.values()} {CalendarSource.objects.values()}"
        assert "jo@example.org" not in kept

    def test_the_last_year_comes_along_and_what_was_before_does_not(self, sync):
        report = sync(
            vevent(
                "DTSTART:20250601T100000Z", "DURATION:PT1H", "SUMMARY:Last summer", uid="recent"
            ),
            vevent("DTSTART:20240601T100000Z", "DURATION:PT1H", "SUMMARY:Long ago", uid="old"),
        )
        rows = Occurrence.objects.values_list("series__title", "original_date")
        assert (report.created, report.skipped, list(rows)) == (
            1,
            1,
            [("Last summer", date(2025, 6, 1))],
        )

    def test_again_it_changes_nothing(self, sync):
        events = (call("EXDATE:20260217T160000Z"), changed("20260210", "STATUS:CANCELLED"))
        sync(*events)
        before = list(Occurrence.objects.values()), list(Series.objects.values())
        assert counts(sync(*events)) == (0, 0, 1)
        assert (list(Occurrence.objects.values()), list(Series.objects.values())) == before

    def test_a_dry_run_writes_nothing_and_says_the_same(self, sync):
        assert counts(sync(call(), dry_run=True)) == (1, 0, 0)
        assert (Series.objects.count(), CalendarSource.objects.count()) == (0, 0)

    def test_two_calendars_never_overwrite_each_other(self, sync):
        sync(call(), name="a.ics")
        sync(vevent(BERLIN, *WEEKLY, "SUMMARY:Another", uid="call"), name="b.ics")
        assert set(Series.objects.values_list("title", flat=True)) == {"Community call", "Another"}

    def test_names_taken_down_do_not_come_in(self, sync):
        take_down_name(name="Jo Doe", by=None, reason="asked")
        sync(vevent(BERLIN, *WEEKLY, "SUMMARY:Call with Jo Doe", uid="call"))
        assert the_call().title == "Call with [name withdrawn]"


class TestFollowing:
    def test_a_new_hour_moves_all_dates_to_come(self, sync):
        sync(call())
        later = BERLIN.replace("T17", "T19")
        assert counts(sync(call(start=later))) == (0, 1, 0)
        assert (on().original_time, the_call().slots.get().sequence) == (time(19), 1)

    def test_an_older_version_does_not_win(self, sync):
        sync(call("SEQUENCE:2"))
        sync(vevent(BERLIN, *WEEKLY, "SUMMARY:Former title", "SEQUENCE:1", uid="call"))
        assert the_call().title == "Community call"

    def test_a_changed_date_that_is_as_planned_again_is_so_here(self, sync):
        sync(call(), changed("20260210", "STATUS:CANCELLED"))
        assert counts(sync(call())) == (0, 1, 0)
        assert on().status == Status.SCHEDULED

    def test_a_day_taken_out_is_gone_and_one_put_back_is_there(self, sync):
        sync(call("EXDATE:20260210T160000Z"))
        assert not Occurrence.objects.filter(original_date=DAY).exists()
        sync(call())
        assert on().slot is not None

    def test_a_date_taken_out_that_somebody_comes_to_waits_for_its_organizers(self, sync, member):
        sync(call())
        answer_date(occurrence=on(), by=member, answer="yes")
        sync(call("EXDATE:20260210T160000Z"))
        assert (on().slot, on().seats_taken) == (None, 1)

    def test_who_comes_hears_of_a_cancelled_date(self, sync, member):
        sync(call())
        answer_date(occurrence=on(), by=member, answer="yes")
        sync(call(), changed("20260210", "STATUS:CANCELLED"))
        assert letters(member) == ["cancelled CANCEL"]

    def test_many_cancelled_dates_are_one_letter_and_one_for_each_seat(self, sync, group, member):
        follower, elsewhere = UserFactory.create_batch(2)
        Follow.objects.create(initiative=group, person=follower)
        sync(call())
        guest = guest_at(on(FEB_17))
        answer_date(occurrence=on(FEB_17), by=member, answer="yes")
        answer_date(occurrence=on(), by=elsewhere, answer="yes")
        sync(call(), *OFF)
        assert (letters(member), letters(guest), letters(elsewhere), letters(follower)) == (
            ["cancelled CANCEL", "rescheduled"],
            ["cancelled CANCEL"],
            ["rescheduled"],
            ["rescheduled"],
        )

    @pytest.mark.parametrize("what", ["one", "many", "whole"])
    def test_a_running_date_said_to_be_held_can_be_cancelled_there(self, sync, what):
        sync(call())
        Occurrence.objects.filter(original_date=DAY).update(took_place=True)
        off = changed("20260210", "STATUS:CANCELLED")
        events = {
            "one": (call(), off),
            "many": (call(), off, *OFF),
            "whole": (call("STATUS:CANCELLED"),),
        }
        sync(*events[what], at=on().starts_at + timedelta(minutes=5))
        assert (on().status, on().took_place) == (Status.CANCELLED, None)

    def test_dates_that_are_on_again_go_back_into_calendars(self, sync, member, now):
        sync(call())
        answer_date(occurrence=on(FEB_17), by=member, answer="yes")
        sync(call(), *OFF)
        deliver_due(now=clock.now() + timedelta(hours=1))
        sync(call(), at=now + timedelta(hours=2))
        assert letters(member)[2:] == ["restored REQUEST", "rescheduled"]

    def test_of_a_whole_meeting_seats_and_turns_hear_and_who_answered_for_all_once(
        self, sync, member
    ):
        sync(call())
        Series.objects.update(capacity=2)
        always, waiting = UserFactory(), UserFactory()
        answer_series(series=the_call(), by=always, answer="yes")
        answer_date(occurrence=on(), by=member, answer="yes")
        guest = guest_at(on(FEB_17))
        answer_date(occurrence=on(), by=waiting, answer="yes")
        sync(call("STATUS:CANCELLED"))
        assert [letters(one) for one in (member, guest, waiting, always)] == [
            ["cancelled CANCEL", "called_off"],
            ["cancelled CANCEL"],
            ["cancelled", "called_off"],
            ["called_off"],
        ]
        deliver_due(now=clock.now() + timedelta(hours=1))
        sync(call())
        assert [letters(one)[-2:] for one in (member, guest, waiting, always)] == [
            ["restored REQUEST", "taken_up"],
            ["cancelled CANCEL", "restored REQUEST"],
            ["restored", "taken_up"],
            ["called_off", "taken_up"],
        ]

    def test_each_change_of_many_dates_is_a_letter_of_its_own(self, sync, group, now):
        follower = UserFactory()
        Follow.objects.create(initiative=group, person=follower)
        sync(call())
        at_18 = call().replace("T170000", "T180000")
        off = [one.replace("T170000", "T180000") for one in OFF]
        for days, events in enumerate([(at_18,), (at_18, *off), (at_18,)], start=1):
            sync(*events, at=now + timedelta(days=days))
        assert letters(follower) == ["rescheduled"] * 3

    @pytest.mark.parametrize("what", ["one", "whole"])
    def test_a_date_cancelled_with_its_hour_is_taken_out_under_the_name_it_has(
        self, sync, member, what
    ):
        """A calendar has it at 17; the file that cancels it says 18."""
        sync(call())
        answer_date(occurrence=on(), by=member, answer="yes")
        at_18 = call().replace("T170000", "T180000")
        off = changed("20260210", "STATUS:CANCELLED").replace("T170000", "T180000")
        whole = call("STATUS:CANCELLED").replace("T170000", "T180000")
        sync(*{"one": (at_18, off), "whole": (whole,)}[what])
        names = {
            method: re.findall(r"RECURRENCE-ID\S*", one.invitation)
            for one in Notice.objects.filter(person=member).exclude(invitation="")
            for method in re.findall(r"METHOD:(\w+)", one.invitation)
        }
        assert names == {"CANCEL": names["REQUEST"], "REQUEST": names["REQUEST"]}
        assert (on().status, on().original_time) == (Status.CANCELLED, time(18))

    def test_a_meeting_that_gave_way_to_one_cancelled_as_a_whole_has_its_dates_back(
        self, sync, make_series
    ):
        sync(call())
        other, one = make_series(), Series.objects.get(title="Community call")
        give_way(series=other, to=[one], by=None)
        assert not other.occurrences.filter(original_date=DAY).exists()
        sync(call("STATUS:CANCELLED"))
        assert other.occurrences.filter(original_date=DAY).exists()

    def test_a_meeting_cancelled_as_a_whole_stays_in_the_calendar_as_that(self, sync, now):
        sync(call())
        sync(call("STATUS:CANCELLED"))
        coming = the_call().occurrences.upcoming(now)
        assert set(coming.values_list("status", flat=True)) == {"cancelled"}
        later = now + timedelta(days=60)
        roll_horizon(now=later)
        sync(call("STATUS:CANCELLED"), at=later)
        assert set(coming.values_list("status", flat=True)) == {"cancelled"}
        sync(call(), at=later)
        assert set(the_call().occurrences.upcoming(later).values_list("status", flat=True)) == {
            "scheduled"
        }


class TestEditedHere:
    def test_what_was_changed_here_stays_and_the_rest_follows(self, sync, lead):
        sync(call("LOCATION:Room 1"))
        series = the_call()
        facts = Facts(duration_minutes=90, place="Room 1", is_open_to_newcomers=True)
        change_series(series=series, facts=facts, when=None, by=lead)
        sync(
            vevent(
                BERLIN,
                "DURATION:PT2H",
                WEEKLY[1],
                "SUMMARY:New title",
                "LOCATION:Room 2",
                uid="call",
            )
        )
        series.refresh_from_db()
        assert (
            series.title,
            series.duration_minutes,
            series.place,
            series.is_open_to_newcomers,
        ) == (
            "New title",
            90,
            "Room 2",
            True,
        )

    def test_a_schedule_of_our_own_stays(self, sync, lead):
        sync(call())
        ours = SlotEntry(
            start=datetime(2026, 1, 7, 10), tz="Europe/Berlin", rrule="FREQ=WEEKLY;BYDAY=WE"
        )
        change_series(series=the_call(), facts=Facts(), when=ours, by=lead)
        sync(call(start=BERLIN.replace("T17", "T19")))
        assert the_call().slots.get().rrule == "FREQ=WEEKLY;BYDAY=WE"

    def test_a_date_decided_here_stays(self, sync, lead):
        sync(call())
        cancel_occurrence(occurrence=on(), by=lead)
        sync(call(), changed("20260210", "DTSTART;TZID=Europe/Berlin:20260211T180000"))
        assert (on().status, on().moved_date) == (Status.CANCELLED, None)

    def test_a_date_of_a_cancelled_meeting_that_was_restored_here_stays_on(self, sync, lead):
        sync(call())
        sync(call("STATUS:CANCELLED"))
        restore_occurrence(occurrence=on(), by=lead)
        sync(call("STATUS:CANCELLED"))
        assert on().status == Status.SCHEDULED

    def test_a_title_given_to_one_date_here_outlives_a_new_rule(self, sync, lead):
        sync(call())
        rename_occurrence(occurrence=on(), title="With guests", by=lead)
        sync(call(start=BERLIN.replace("T17", "T19")))
        assert (on().override_title, on().original_time) == ("With guests", time(19))

    def test_a_meeting_discarded_here_does_not_come_back(self, group, now, lead):
        copy = Copy(read_foreign(vcalendar(call())))
        source = add_source(initiative=group, copy=copy, name="calls.ics", by=lead)
        accept_source(source=source, now=now, by=lead)
        discard_series(series=the_call(), by=lead)
        assert counts(take_copy(source=source, copy=copy, now=now, by=lead)) == (0, 0, 1)
        assert Series.objects.count() == 0


class TestGoneFromTheCalendar:
    REST = vevent("DTSTART:20260301T100000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", uid="rest")

    def test_vanished_after_two_good_readings_and_never_deleted(self, sync):
        sync(call(), self.REST)
        found = []
        for _ in range(3):
            report = sync(self.REST)
            row = ImportedMeeting.objects.get(uid="call")
            found.append((report.vanished, row.missing, row.vanished_at is not None))
        assert found == [(0, 1, False), (1, 2, True), (0, 3, True)]
        assert Occurrence.objects.filter(series__title="Community call", original_date=DAY).exists()

    def test_what_comes_back_is_back(self, sync):
        sync(call(), self.REST)
        sync(self.REST)
        sync(self.REST)
        report = sync(call(), self.REST)
        row = ImportedMeeting.objects.get(uid="call")
        assert (counts(report), row.missing, row.vanished_at) == ((0, 1, 1), 0, None)

    def test_what_the_file_has_and_nobody_understands_is_not_gone(self, sync):
        sync(call(), self.REST)
        for _ in range(3):
            sync(vevent("SUMMARY:Community call", uid="call"), self.REST)
        assert ImportedMeeting.objects.get(uid="call").missing == 0


class TestRoundTrip:
    def test_our_feed_of_it_comes_in_elsewhere_with_the_same_instants(self, sync, group, now):
        sync(
            call("EXDATE:20260217T160000Z", "RDATE;TZID=Europe/Berlin:20260305T090000"),
            changed("20260210", "DTSTART;TZID=America/New_York:20260211T180000", "DURATION:PT3H"),
            changed("20260224", "STATUS:CANCELLED"),
            vevent(
                "DTSTART;VALUE=DATE:20260501",
                "DTEND;VALUE=DATE:20260504",
                "SUMMARY:Summit",
                uid="s",
            ),
        )
        feed = feed_of_initiative(group)
        other = InitiativeFactory(slug="other")
        copy = Copy(read_foreign(write_calendar(feed.name, feed.events())))
        import_calendar(initiative=other, copy=copy, name="led.ics", now=now)
        assert instants(other) == instants(group)
        again = import_calendar(initiative=other, copy=copy, name="led.ics", now=now)
        assert counts(again) == (0, 0, 2)


def instants(group) -> list[tuple]:
    rows = Occurrence.objects.filter(series__initiative=group).order_by("starts_at")
    return list(rows.values_list("starts_at", "ends_at", "status"))


class TestSources:
    def test_an_organizers_calendar_brings_drafts(self, group, now, lead):
        copy = Copy(read_foreign(vcalendar(call())))
        source = add_source(initiative=group, copy=copy, name="calls.ics", by=lead)
        assert Series.objects.count() == 0
        accept_source(source=source, now=now, by=lead)
        assert the_call().is_published is False

    def test_a_calendar_that_is_brought_again_finds_its_meetings(self, sync, lead):
        sync(call(), call(uid="other").replace("Community", "Other"))
        Series.objects.filter(title="Other call").update(title="Renamed here")
        remove_source(source=CalendarSource.objects.get(), by=lead)
        report = sync(call(), call(uid="other").replace("Community", "Other"))
        assert (counts(report), Series.objects.count()) == ((1, 0, 1), 3)
        sync(call().replace("T170000", "T180000"), call(uid="other").replace("Community", "Other"))
        found = Series.objects.get(title="Community call")
        assert (found.slots.get().start_time, found.is_published) == (time(18), True)

    def test_meetings_of_a_source_that_is_removed_stay(self, sync, lead):
        sync(call())
        remove_source(source=CalendarSource.objects.get(), by=lead)
        assert (the_call().title, ImportedMeeting.objects.count()) == ("Community call", 0)

    def test_what_it_told_last_is_what_it_is_compared_with(self, sync):
        sync(call())
        row = ImportedMeeting.objects.get()
        assert told_of(row) == read_foreign(vcalendar(call())).meetings[0]


def test_a_time_that_changes_from_one_date_on_is_one_more_slot_of_the_same_meeting(sync, now):
    """As Google writes it: a second event with its first day in the UID."""
    sync(call(uid="a@google.com"))
    began = "DTSTART;TZID=Europe/Berlin:20260303T180000"
    sync(
        call(uid="a@google.com").replace("BYDAY=TU", "BYDAY=TU;UNTIL=20260302T225959Z"),
        call(uid="a_R20260303T160000@google.com", start=began),
    )
    rows = the_call().occurrences.filter(original_date__in=[FEB_17, date(2026, 3, 3)])
    hours = rows.order_by("starts_at").values_list("original_time", flat=True)
    assert list(hours) == [time(17), time(18)]


class TestTooManyDates:
    def test_what_does_not_fit_is_left_out_by_name_and_the_rest_comes(self, sync, monkeypatch):
        monkeypatch.setattr(calendar_sync, "MOST_DATES", 200)
        daily = vevent(BERLIN, "RRULE:FREQ=DAILY", "SUMMARY:Stand-up", uid="daily")
        report = sync(call(), daily)
        assert counts(report) == (1, 0, 0)
        assert [(one.field, one.message[:14]) for one in report.errors] == [
            ("Stand-up (daily)", "Too many dates")
        ]

    def test_one_that_is_here_already_stays_as_it_is(self, sync, monkeypatch):
        sync(call())
        monkeypatch.setattr(calendar_sync, "MOST_DATES", 200)
        report = sync(call().replace("FREQ=WEEKLY;BYDAY=TU", "FREQ=DAILY"))
        assert (len(report.errors), the_call().slots.get().rrule) == (1, TUESDAYS.rrule)
        assert ImportedMeeting.objects.get().missing == 0

    def test_a_calendar_that_names_its_events_anew_fills_its_own_budget(self, sync, monkeypatch):
        monkeypatch.setattr(calendar_sync, "MOST_DATES", 200)
        made = [sync(call(uid=f"{number}")).created for number in range(4)]
        assert (made, Series.objects.count()) == ([1, 1, 0, 0], 2)


def test_a_copy_of_a_meeting_leaves_out_the_days_its_calendar_takes_out(sync, lead):
    sync(call("EXDATE;TZID=Europe/Berlin:20260217T170000"))
    copy = duplicate_series(series=the_call(), by=lead)
    days = copy.occurrences.order_by("original_date").values_list("original_date", flat=True)
    assert list(days[:3]) == [date(2026, 2, 3), DAY, date(2026, 2, 24)]
