"""What an organizer types, and the schedule it means or the plain words that refuse it."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.core.recurrence import parse_rule, starts_on_rule
from events.forms.meeting import MeetingForm, as_chosen
from events.models import Series, Slot
from initiatives.core.catalog_entry import SlotEntry

NOW = datetime(2026, 2, 2, 9, tzinfo=UTC)  # a Monday
TYPED = {
    "kind": "meeting",
    "first_date": "2026-02-11",  # the second Wednesday
    "time": "16:00",
    "duration_minutes": "60",
    "timezone": "Europe/Berlin",
    "repeat": "weekly",
}


def form(*, slots=(), now=NOW, **typed) -> MeetingForm:
    filled = MeetingForm({**TYPED, **typed}, now=now, slots=slots)
    filled.is_valid()
    return filled


def rule(**typed) -> str:
    filled = form(**typed)
    assert filled.errors == {}
    return filled.when.rrule


@pytest.mark.parametrize(
    ("typed", "rrule"),
    [
        ({"repeat": "once"}, ""),
        ({"repeat": "weekly"}, "FREQ=WEEKLY;BYDAY=WE"),
        ({"repeat": "fortnightly"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ({"repeat": "weeks", "weeks": "4"}, "FREQ=WEEKLY;INTERVAL=4;BYDAY=WE"),
        ({"repeat": "weekday"}, "FREQ=MONTHLY;BYDAY=2WE"),
        ({"repeat": "weekday", "position": "2", "weekday": "2"}, "FREQ=MONTHLY;BYDAY=2WE"),
        ({"repeat": "weekday", "first_date": "2026-04-29"}, "FREQ=MONTHLY;BYDAY=-1WE"),
        ({"repeat": "day"}, "FREQ=MONTHLY;BYMONTHDAY=11"),
        # What another rhythm asked for, and the page no longer shows, says nothing.
        ({"repeat": "once", "until": "2020-01-01", "weeks": "3", "position": "-1"}, ""),
        ({"repeat": "day", "weekday": "5"}, "FREQ=MONTHLY;BYMONTHDAY=11"),
    ],
)
def test_a_rhythm_in_plain_words_becomes_a_rule(typed, rrule):
    assert rule(**typed) == rrule


def test_the_schedule_is_a_wall_time_and_its_place():
    assert form(until="2026-12-30").when == SlotEntry(
        start=datetime(2026, 2, 11, 16),
        tz="Europe/Berlin",
        rrule="FREQ=WEEKLY;BYDAY=WE",
        until=date(2026, 12, 30),
    )


@pytest.mark.parametrize(
    ("typed", "offer"),
    [
        ({"repeat": "fortnightly", "weekday": "3"}, date(2026, 2, 12)),
        ({"repeat": "weekday", "position": "-1", "weekday": "0"}, date(2026, 2, 23)),
        ({"repeat": "weekday", "position": "1"}, date(2026, 3, 4)),
    ],
)
def test_a_first_date_that_does_not_fit_is_answered_with_the_next_that_does(typed, offer):
    filled = form(**typed)
    assert (filled.when, filled.offer) == (None, offer)
    assert f"{offer.day} {offer:%B %Y}" in filled.errors["first_date"][0]
    assert rule(**{**typed, "first_date": offer.isoformat()})


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("EST", "New York (America/New_York)"),
        ("PDT", "Los Angeles (America/Los_Angeles)"),
        ("CEST", "Berlin (Europe/Berlin)"),
        ("IST", "Kolkata (Asia/Kolkata)"),
    ],
)
def test_letters_for_a_zone_are_answered_with_places(label, words):
    said = " ".join(form(timezone=label).errors["timezone"])
    assert "means different times to different people" in said
    assert words in said


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "../../etc/passwd"}, "timezone"),
        ({"timezone": "XYZ"}, "timezone"),
        ({"timezone": "Etc/GMT-8"}, "timezone"),
        ({"first_date": "0001-01-01"}, "first_date"),
        ({"first_date": "9999-12-31"}, "first_date"),
        ({"first_date": "2026-02-30"}, "first_date"),
        ({"first_date": "2100-01-06"}, "first_date"),
        ({"first_date": "2020-01-08"}, "first_date"),
        ({"first_date": "2026-01-28", "repeat": "once"}, "first_date"),
        ({"first_date": "2026-02-02", "repeat": "once", "time": "09:59"}, "first_date"),
        ({"time": "25:00"}, "time"),
        ({"until": "2026-01-01"}, "until"),
        ({"until": "9999-01-01"}, "until"),
        ({"repeat": "weeks"}, "weeks"),
        ({"repeat": "weeks", "weeks": "0"}, "weeks"),
        ({"repeat": "weeks", "weeks": "53"}, "weeks"),
        ({"repeat": "weeks", "weeks": "9" * 5000}, "weeks"),
        ({"repeat": "keep"}, "repeat"),
        ({"repeat": "hourly"}, "repeat"),
        ({"position": "3000"}, "position"),
        ({"weekday": "7"}, "weekday"),
        ({"duration_minutes": "0"}, "duration_minutes"),
        ({"duration_minutes": "99999999999"}, "duration_minutes"),
        ({"kind": "party"}, "kind"),
        ({"join_url": "http://call.example.org/"}, "join_url"),
        ({"join_url": "javascript:alert(1)"}, "join_url"),
        ({"notes_url": "https://notes.example.org/" + "x" * 500}, "notes_url"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "-1"}, "capacity"),
        ({"capacity": "1e9"}, "capacity"),
    ],
)
def test_what_no_meeting_can_have_is_an_error_of_its_field(typed, field):
    assert list(form(**typed).errors) == [field]


@pytest.mark.parametrize("name", TYPED)
def test_a_nul_is_an_error_and_nothing_worse(name):
    assert name in form(**{name: "\x00"}).errors


def test_an_hour_that_clocks_skip_on_the_first_date_is_refused():
    filled = form(timezone="America/New_York", first_date="2026-03-08", time="02:30", repeat="once")
    assert filled.errors["time"] == ["Clocks there never show 02:30 on 8 March 2026."]


@given(
    st.fixed_dictionaries(
        {},
        optional={name: st.text(max_size=12) for name in MeetingForm.base_fields}
        | {
            "repeat": st.sampled_from(["once", "weekly", "weeks", "weekday", "day", "keep"]),
            "first_date": st.dates().map(str),
            "until": st.dates().map(str),
            "weeks": st.integers().map(str),
        },
    )
)
def test_whatever_is_typed_is_answered(typed):
    """And a schedule that is accepted begins on a date of its own rule."""
    filled = form(**typed)
    if filled.when and filled.when.rrule:
        assert starts_on_rule(filled.when.start, parse_rule(filled.when.rrule))


class TestChanging:
    def slot(self, rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", **facts) -> Slot:
        start = {"start_date": date(2024, 1, 3), "start_time": datetime(2024, 1, 3, 16).time()}
        return Slot(**{**start, "tzid": "Europe/Berlin", "rrule": rrule, **facts})

    def changed(self, slot, **typed) -> MeetingForm:
        shown = as_chosen(Series(title="Call"), [slot])
        again = {name: "" if value is None else str(value) for name, value in shown.items()}
        again["time"] = f"{slot.start_time:%H:%M}"
        return MeetingForm(again | typed, now=NOW, slots=[slot])

    @pytest.mark.parametrize(
        "rrule",
        [
            "",
            "FREQ=WEEKLY;BYDAY=WE",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
            "FREQ=WEEKLY;INTERVAL=6;BYDAY=WE",
            "FREQ=MONTHLY;BYDAY=1WE",
            "FREQ=MONTHLY;BYMONTHDAY=3",
            "FREQ=WEEKLY;BYDAY=WE,TH",
            "FREQ=YEARLY",
        ],
    )
    def test_what_is_shown_and_sent_back_is_what_there_was(self, rrule):
        form = self.changed(self.slot(rrule))
        assert form.is_valid(), form.errors
        assert form.when == SlotEntry(
            start=datetime(2024, 1, 3, 16), tz="Europe/Berlin", rrule=rrule
        )

    def test_a_rule_without_words_in_the_form_may_stay_as_it_is(self):
        form = self.changed(self.slot("FREQ=WEEKLY;BYDAY=WE,TH"))
        assert form.fields["repeat"].choices[0] == (
            "keep",
            "As it is: Every Wednesday and Thursday",
        )

    def test_a_zone_from_elsewhere_may_stay_too(self):
        form = self.changed(self.slot(tzid="Etc/GMT-8"))
        assert form.is_valid()
        assert form.when.tz == "Etc/GMT-8"

    def test_a_changed_schedule_begins_with_its_next_date_in_the_same_weeks(self):
        """From 3 January 2024 every second Wednesday: 11 February 2026 is one, the 4th is none."""
        form = self.changed(self.slot(), time="17:00")
        assert form.is_valid()
        assert form.when.start == datetime(2026, 2, 11, 17)

    def test_one_that_has_ended_begins_where_it_did(self):
        form = self.changed(self.slot(), until="2026-01-28")
        assert form.is_valid()
        assert form.when == SlotEntry(
            start=datetime(2024, 1, 3, 16),
            tz="Europe/Berlin",
            rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
            until=date(2026, 1, 28),
        )

    def test_several_slots_are_left_alone(self):
        form = MeetingForm(
            {"kind": "meeting", "duration_minutes": "45"}, now=NOW, slots=[self.slot()] * 2
        )
        assert form.is_valid()
        assert (form.when, form.facts().duration_minutes) == (None, 45)
