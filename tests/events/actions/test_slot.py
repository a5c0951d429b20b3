"""Several times of one meeting; this date and all after it; all of them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, time
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from events.actions.agenda_item import add_item
from events.actions.event_page import start_event_page
from events.actions.horizon import materialise
from events.actions.minutes import save_minutes
from events.actions.occurrence import (
    Replaced,
    add_occurrence,
    cancel_occurrence,
    move_occurrence,
    rename_occurrence,
)
from events.actions.rsvp import answer_date
from events.actions.series import publish_series
from events.actions.slot import (
    LastSlot,
    TooManySlots,
    add_slot,
    change_slot,
    end_slot,
    split_slot,
)
from events.core.ics import write_calendar
from events.models import Occurrence, Rsvp, Series, Slot
from events.queries.feed import feed_of_series
from initiatives.core.catalog_entry import SlotEntry
from initiatives.models import Follow
from portal.kit import clock
from portal.notices.models import Notice
from tests.factories.people import UserFactory

WEDNESDAYS = SlotEntry(
    start=datetime(2026, 3, 4, 15), tz="Europe/Berlin", rrule="FREQ=WEEKLY;BYDAY=WE"
)
LATER = SlotEntry(
    start=datetime(2026, 3, 3, 18), tz="America/New_York", rrule="FREQ=WEEKLY;BYDAY=TU"
)
LONG_ENOUGH_TO_MEET = 10


@pytest.fixture
def tuesdays(make_series) -> Series:
    """Every Tuesday at 11 in New York, since January."""
    return make_series(slug="call")


def on(series: Series, day: date) -> Occurrence:
    return series.occurrences.get(original_date=day)


def begin_minutes(series: Series, day: date, by) -> None:
    save_minutes(
        occurrence=on(series, day), by=by, seen=0, text="We begin.", decisions=[], actions=[]
    )


def begun(series: Series) -> list[tuple[date, str]]:
    return list(
        series.occurrences.exclude(minutes=None).values_list("original_date", "minutes__text")
    )


class TestSplitting:
    def test_dates_before_stay_and_dates_from_it_on_follow_the_new_time(self, tuesdays, lead):
        old = tuesdays.slots.get()
        new = split_slot(slot=old, day=date(2026, 3, 3), when=WEDNESDAYS, by=lead)
        old.refresh_from_db()
        assert (old.until_date, old.sequence, new.split_from) == (date(2026, 3, 2), 1, old)
        rows = tuesdays.occurrences.filter(original_date__gt=date(2026, 2, 20))
        assert [row.original_date for row in rows.order_by("starts_at")[:3]] == [
            date(2026, 2, 24),
            date(2026, 3, 4),
            date(2026, 3, 11),
        ]

    def test_calendars_see_two_events_and_never_a_change_of_all_that_follow(self, tuesdays, lead):
        old = tuesdays.slots.get()
        new = split_slot(slot=old, day=date(2026, 3, 3), when=WEDNESDAYS, by=lead)
        feed = feed_of_series(tuesdays)
        text = write_calendar(feed.name, feed.events()).decode()
        assert f"UID:{old.uid}" in text
        assert f"UID:{new.uid}" in text.replace("\r\n ", "")
        assert "UNTIL=20260302T160000Z" in text
        assert "THISANDFUTURE" not in text

    def test_who_comes_on_that_day_keeps_date_and_seat(self, tuesdays, lead, member):
        call = on(tuesdays, date(2026, 3, 10))
        rsvp = answer_date(occurrence=call, by=member, answer="yes")
        split_slot(slot=tuesdays.slots.get(), day=date(2026, 3, 3), when=LATER, by=lead)
        rsvp.refresh_from_db()
        assert (rsvp.occurrence_id, rsvp.occurrence.original_time) == (call.pk, time(18))

    @pytest.mark.parametrize("answer", ["yes", "maybe"])
    def test_answers_for_another_day_go_along_to_the_date_of_that_week(
        self, tuesdays, lead, member, answer
    ):
        call = on(tuesdays, date(2026, 3, 10))
        rsvp = answer_date(occurrence=call, by=member, answer=answer)
        call.refresh_from_db()
        taken = call.seats_taken
        split_slot(slot=tuesdays.slots.get(), day=date(2026, 3, 3), when=WEDNESDAYS, by=lead)
        rsvp.refresh_from_db()
        there = rsvp.occurrence
        assert (there.original_date, there.seats_taken) == (date(2026, 3, 11), taken)
        assert not tuesdays.occurrences.filter(original_date=date(2026, 3, 10)).exists()

    def test_a_date_somebody_cancelled_stays_for_the_organizers_to_decide(
        self, tuesdays, lead, member
    ):
        call = on(tuesdays, date(2026, 3, 10))
        answer_date(occurrence=call, by=member, answer="yes")
        cancel_occurrence(occurrence=call, by=lead)
        split_slot(slot=tuesdays.slots.get(), day=date(2026, 3, 3), when=WEDNESDAYS, by=lead)
        call.refresh_from_db()
        assert (call.slot, call.status, call.rsvps.count()) == (None, "cancelled", 1)

    @pytest.mark.parametrize("taken_by", ["cancelled", "moved", "renamed", "added", "another time"])
    def test_answers_never_go_to_a_date_that_is_something_else(
        self, make_series, lead, member, taken_by
    ):
        """That Wednesday is taken: who comes on Tuesday stays there, and organizers are asked."""
        every_day = {"rrule": "FREQ=WEEKLY;BYDAY=TU,WE"}
        series = make_series(slots=[{} if taken_by in {"added", "another time"} else every_day])
        there, day = datetime(2026, 3, 11, 11), date(2026, 3, 11)
        if taken_by == "added":
            add_occurrence(series=series, at=there, tzid="UTC", by=lead)
        elif taken_by == "another time":
            add_slot(series=series, when=SlotEntry(start=there, tz="UTC"), by=lead)
        elif taken_by == "cancelled":
            cancel_occurrence(occurrence=on(series, day), by=lead)
        elif taken_by == "moved":
            move_occurrence(occurrence=on(series, day), to=there.replace(hour=15), by=lead)
        else:
            rename_occurrence(occurrence=on(series, day), title="Election", by=lead)
        other, call = on(series, day), on(series, date(2026, 3, 10))
        rsvp = answer_date(occurrence=call, by=member, answer="yes")
        when = replace(WEDNESDAYS, rrule="FREQ=MONTHLY;BYDAY=2WE", start=datetime(2026, 3, 11, 15))
        split_slot(slot=series.slots.first(), day=date(2026, 3, 3), when=when, by=lead)
        rsvp.refresh_from_db()
        assert (rsvp.occurrence_id, other.rsvps.count()) == (call.pk, 0)

    def test_what_people_want_to_talk_about_goes_along(self, tuesdays, lead, member):
        call = on(tuesdays, date(2026, 3, 10))
        answer_date(occurrence=call, by=member, answer="yes")
        add_item(occurrence=call, title="The oven", by=member)
        split_slot(slot=tuesdays.slots.get(), day=date(2026, 3, 3), when=WEDNESDAYS, by=lead)
        items = on(tuesdays, date(2026, 3, 11)).agenda_items
        assert list(items.values_list("title", flat=True)) == ["The oven"]

    def test_minutes_somebody_has_begun_go_along(self, tuesdays, lead):
        begin_minutes(tuesdays, date(2026, 3, 10), lead)
        split_slot(slot=tuesdays.slots.get(), day=date(2026, 3, 3), when=WEDNESDAYS, by=lead)
        assert begun(tuesdays) == [(date(2026, 3, 11), "We begin.")]

    def test_a_date_that_runs_right_now_stays_with_its_answers(self, tuesdays, lead, member, at):
        call = on(tuesdays, date(2026, 3, 10))
        answer_date(occurrence=call, by=member, answer="yes")
        at(call.starts_at)
        split_slot(slot=tuesdays.slots.get(), day=date(2026, 3, 10), when=WEDNESDAYS, by=lead)
        assert Rsvp.objects.get().occurrence == call

    def test_a_day_the_old_rule_left_out_does_not_come_back(self, tuesdays, lead):
        Slot.objects.update(excluded_dates=["2026-03-10"])
        materialise(series=tuesdays, now=clock.now())
        split_slot(slot=tuesdays.slots.get(), day=date(2026, 3, 3), when=LATER, by=lead)
        march = tuesdays.occurrences.filter(original_date__month=3, original_date__year=2026)
        assert [one.original_date.day for one in march] == [3, 17, 24, 31]

    def test_from_its_first_date_on_it_is_the_whole_slot(self, make_series, lead):
        slot = make_series(slots=[{"start_date": date(2026, 3, 3)}]).slots.get()
        split_slot(slot=slot, day=date(2026, 3, 3), when=WEDNESDAYS, by=lead)
        slot.refresh_from_db()
        assert (slot.start_date, slot.until_date) == (date(2026, 3, 4), None)
        assert Slot.objects.count() == 1

    def test_who_comes_or_follows_hears_of_it_once(self, tuesdays, lead, member):
        follower = UserFactory()
        Follow.objects.create(person=follower, initiative=tuesdays.initiative)
        answer_date(occurrence=on(tuesdays, date(2026, 3, 10)), by=member, answer="yes")
        split_slot(slot=tuesdays.slots.get(), day=date(2026, 3, 3), when=WEDNESDAYS, by=lead)
        told = Notice.objects.exclude(template="events/take_seat")
        assert {(notice.person, notice.template) for notice in told} == {
            (follower, "events/rescheduled"),
            (member, "events/keep_seat"),
        }
        assert told.get(person=follower).context["rules"] == [
            "Every Tuesday at 11:00, New York time, until 2 March 2026",
            "Every Wednesday at 15:00, Berlin time",
        ]

    def test_publishing_its_text_again_leaves_the_split(self, tuesdays, lead):
        split_slot(slot=tuesdays.slots.get(), day=date(2026, 3, 3), when=WEDNESDAYS, by=lead)
        before = list(Slot.objects.values())
        page = start_event_page(series=tuesdays, by=lead)
        page.title = "Another title"
        publish_series(page=page, by=lead)
        assert list(Slot.objects.values()) == before


class TestSeveralTimes:
    def test_two_times_in_turns(self, make_series, lead):
        every_other = {"start_date": date(2026, 2, 3), "rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"}
        series = make_series(slots=[every_other])
        evening = SlotEntry(
            start=datetime(2026, 2, 10, 20),
            tz="Asia/Tokyo",
            rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        )
        slot = add_slot(series=series, when=evening, by=lead)
        assert slot.position == 2
        rows = series.occurrences.filter(original_date__lt=date(2026, 3, 1)).order_by("starts_at")
        assert [(row.original_date.day, row.tzid) for row in rows] == [
            (3, "America/New_York"),
            (10, "Asia/Tokyo"),
            (17, "America/New_York"),
            (24, "Asia/Tokyo"),
        ]

    def test_more_than_three_are_two_meetings(self, tuesdays, lead):
        for day in (4, 5):
            when = SlotEntry(start=datetime(2026, 3, day, 9), tz="UTC", rrule="FREQ=WEEKLY")
            add_slot(series=tuesdays, when=when, by=lead)
        with pytest.raises(TooManySlots):
            add_slot(series=tuesdays, when=WEDNESDAYS, by=lead)

    def test_a_time_that_ended_makes_room(self, tuesdays, lead):
        for day in (4, 5):
            when = SlotEntry(start=datetime(2026, 3, day, 9), tz="UTC", rrule="FREQ=WEEKLY")
            add_slot(series=tuesdays, when=when, by=lead)
        end_slot(slot=tuesdays.slots.first(), by=lead)
        add_slot(series=tuesdays, when=WEDNESDAYS, by=lead)
        assert tuesdays.slots.count() == 4

    def test_one_that_is_ended_keeps_what_took_place(self, tuesdays, lead):
        add_slot(series=tuesdays, when=WEDNESDAYS, by=lead)
        old = tuesdays.slots.first()
        end_slot(slot=old, by=lead)
        old.refresh_from_db()
        assert old.until_date == date(2026, 2, 1)
        days = tuesdays.occurrences.filter(slot=old).values_list("original_date", flat=True)
        assert max(days) == date(2026, 1, 27)

    def test_one_that_never_met_is_gone_and_the_others_move_up(self, tuesdays, lead):
        second = add_slot(series=tuesdays, when=WEDNESDAYS, by=lead)
        third = add_slot(
            series=tuesdays,
            when=SlotEntry(start=datetime(2026, 3, 5, 9), tz="UTC", rrule="FREQ=WEEKLY"),
            by=lead,
        )
        end_slot(slot=second, by=lead)
        third.refresh_from_db()
        assert (tuesdays.slots.count(), third.position) == (2, 2)

    def test_one_that_is_added_again_is_another_one_for_calendars(self, tuesdays, lead):
        second = add_slot(series=tuesdays, when=WEDNESDAYS, by=lead)
        end_slot(slot=second, by=lead)
        assert add_slot(series=tuesdays, when=WEDNESDAYS, by=lead).uid != second.uid

    def test_the_only_one_is_not_taken_away(self, tuesdays, lead):
        with pytest.raises(LastSlot):
            end_slot(slot=tuesdays.slots.get(), by=lead)


class TestChangingAll:
    def test_it_keeps_its_uid_and_counts_the_change(self, tuesdays, lead):
        slot = tuesdays.slots.get()
        changed = change_slot(slot=slot, when=WEDNESDAYS, by=lead)
        assert (changed.uid, changed.sequence) == (slot.uid, 1)

    def test_minutes_somebody_has_begun_stay(self, tuesdays, lead):
        begin_minutes(tuesdays, date(2026, 3, 10), lead)
        change_slot(slot=tuesdays.slots.get(), when=WEDNESDAYS, by=lead)
        assert begun(tuesdays) == [(date(2026, 3, 10), "We begin.")]

    def test_the_same_time_is_no_change(self, tuesdays, lead):
        slot = tuesdays.slots.get()
        same = SlotEntry(
            start=datetime.combine(slot.start_date, slot.start_time), tz=slot.tzid, rrule=slot.rrule
        )
        assert change_slot(slot=slot, when=same, by=lead).sequence == 0
        assert Notice.objects.count() == 0


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    """Somebody answers for a date in the moment in which organizers put another in its place."""

    def test_the_answer_comes_along_or_is_refused(self, tuesdays, lead, member):
        call = on(tuesdays, date(2026, 3, 10))
        start = Barrier(2, timeout=LONG_ENOUGH_TO_MEET)

        def split() -> None:
            try:
                start.wait()
                split_slot(
                    slot=tuesdays.slots.get(), day=date(2026, 3, 3), when=WEDNESDAYS, by=lead
                )
            finally:
                connection.close()

        def answer() -> bool:
            try:
                start.wait()
                answer_date(occurrence=call, by=member, answer="yes")
            except Replaced:
                return False
            finally:
                connection.close()
            return True

        with ThreadPoolExecutor(2) as pool:
            done, was_taken = pool.submit(split), pool.submit(answer)
            done.result()
        days = list(Rsvp.objects.values_list("occurrence__original_date", flat=True))
        assert days == [date(2026, 3, 11)] * was_taken.result()

    def test_without_the_lock_the_answer_is_lost(self, tuesdays, lead, member):
        """The twin: look who answered first, put the new dates in their place then."""
        call = on(tuesdays, date(2026, 3, 10))
        looked, answered = Event(), Event()

        def split_carelessly() -> None:
            try:
                seen = set(Rsvp.objects.filter(occurrence=call).values_list("pk", flat=True))
                looked.set()
                assert answered.wait(LONG_ENOUGH_TO_MEET)
                with transaction.atomic():
                    new = Occurrence.objects.get(series=tuesdays, original_date=date(2026, 3, 17))
                    Rsvp.objects.filter(pk__in=seen).update(occurrence=new)
                    Occurrence.objects.filter(pk=call.pk).delete()
            finally:
                connection.close()

        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(split_carelessly)
            assert looked.wait(LONG_ENOUGH_TO_MEET)
            answer_date(occurrence=call, by=member, answer="yes")
            answered.set()
            done.result()
        assert Rsvp.objects.count() == 0
