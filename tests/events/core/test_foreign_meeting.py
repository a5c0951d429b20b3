"""What others' calendars say becomes slots and dates that mean the same instants, or is refused."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from events.core.calendar_event import CalendarEvent
from events.core.expand import expand
from events.core.foreign_meeting import (
    CannotHold,
    ForeignDate,
    ForeignMeeting,
    ForeignSlot,
    foreign_meeting,
)
from events.core.recurrence import Override, Rule, Schedule, Weekday, parse_rule
from tests.events.core.held_dates import END, START, held_dates

HOUR = timedelta(hours=1)
TUESDAY = datetime(2026, 10, 20, 9)
BERLIN = "Europe/Berlin"


def event(rule: str = "", *, start: datetime = TUESDAY, **schedule) -> CalendarEvent:
    planned = {"start": start, "tzid": BERLIN, "duration": HOUR, **schedule}
    return CalendarEvent(
        "one", Schedule(rule=parse_rule(rule) if rule else None, **planned), "Call"
    )


def test_a_weekly_meeting():
    assert foreign_meeting(event("FREQ=WEEKLY;BYDAY=TU")) == ForeignMeeting(
        uid="one",
        title="Call",
        slots=(ForeignSlot(TUESDAY, BERLIN, "FREQ=WEEKLY;BYDAY=TU"),),
        dates=(),
        minutes=60,
        first=date(2026, 10, 20),
        last=None,
    )


def test_days_taken_out_are_the_slots_and_changed_dates_stand_beside_it():
    moved = Override(datetime(2026, 11, 3, 9), start=datetime(2026, 11, 4, 10), summary="Late call")
    longer = Override(datetime(2026, 11, 10, 9), duration=2 * HOUR)
    off = Override(datetime(2026, 11, 17, 9), status="cancelled")
    found = foreign_meeting(
        event(
            "FREQ=WEEKLY;BYDAY=TU",
            exdates=(date(2026, 10, 27),),
            rdates=(datetime(2026, 12, 24, 15),),
            overrides=(longer, off, moved),
        )
    )
    assert (found.slots[0].excluded, found.dates) == (
        (date(2026, 10, 27),),
        (
            ForeignDate(
                date(2026, 11, 3),
                time(9),
                BERLIN,
                moved_to=datetime(2026, 11, 4, 10),
                title="Late call",
            ),
            ForeignDate(date(2026, 11, 10), time(9), BERLIN, minutes=120),
            ForeignDate(date(2026, 11, 17), time(9), BERLIN, is_cancelled=True),
            ForeignDate(date(2026, 12, 24), time(15), BERLIN, is_extra=True),
        ),
    )


def test_a_first_date_beside_the_rule_counts_and_the_slot_begins_where_the_rule_does():
    found = foreign_meeting(event("FREQ=WEEKLY;BYDAY=TH;COUNT=3"))
    assert (found.slots, found.dates, found.last) == (
        (ForeignSlot(datetime(2026, 10, 22, 9), BERLIN, "FREQ=WEEKLY;BYDAY=TH;COUNT=2"),),
        (ForeignDate(date(2026, 10, 20), time(9), BERLIN, is_extra=True),),
        date(2026, 10, 29),
    )


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20261110T080000Z", date(2026, 11, 10)),
        ("20261110T075959Z", date(2026, 11, 9)),
        ("20261110", date(2026, 11, 10)),
        ("20261110T000000", date(2026, 11, 10)),
        ("20261110T085959", date(2026, 11, 9)),
    ],
)
def test_the_last_day_is_the_one_that_still_has_the_hour(until, last):
    found = foreign_meeting(event(f"FREQ=WEEKLY;BYDAY=TU;UNTIL={until}"))
    assert (found.slots[0].rrule, found.slots[0].until) == ("FREQ=WEEKLY;BYDAY=TU", last)


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=DAILY;INTERVAL=14;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=20"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
        ),
        ("FREQ=DAILY;INTERVAL=14;BYDAY=TU,WE", "FREQ=DAILY;INTERVAL=14;BYDAY=TU,WE"),
    ],
)
def test_a_rule_is_spelt_as_our_form_would(there, here):
    """Saving the form without a change is no change."""
    assert foreign_meeting(event(there)).slots[0].rrule == here


def test_this_and_all_following_ends_one_slot_and_begins_another():
    later = Override(datetime(2026, 11, 3, 9), datetime(2026, 11, 3, 15), is_for_following=True)
    found = foreign_meeting(event("FREQ=WEEKLY;BYDAY=TU;COUNT=5", overrides=(later,)))
    assert found.slots == (
        ForeignSlot(TUESDAY, BERLIN, "FREQ=WEEKLY;BYDAY=TU", date(2026, 11, 2)),
        ForeignSlot(datetime(2026, 11, 3, 15), BERLIN, "FREQ=WEEKLY;BYDAY=TU", date(2026, 11, 17)),
    )


def test_cancelled_from_a_date_on_it_ends_before_it():
    gone = Override(datetime(2026, 11, 3, 9), status="cancelled", is_for_following=True)
    found = foreign_meeting(event("FREQ=WEEKLY;BYDAY=TU", overrides=(gone,)))
    assert found.slots == (ForeignSlot(TUESDAY, BERLIN, "FREQ=WEEKLY;BYDAY=TU", date(2026, 11, 2)),)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"duration": timedelta(days=15)}, "It lasts more than 14 days."),
        (
            {
                "overrides": (
                    Override(TUESDAY, TUESDAY + timedelta(days=1), is_for_following=True),
                ),
                "rule": parse_rule("FREQ=WEEKLY;BYDAY=TU"),
            },
            (
                "From 2026-10-20 on it meets on other days. "
                "Make it a new event from then on, and end this."
            ),
        ),
        (
            {"rule": parse_rule("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261019")},
            "Its rule ends before it begins.",
        ),
        (
            {
                "rule": parse_rule("FREQ=WEEKLY;BYDAY=TU"),
                "overrides": tuple(
                    Override(at, at + week * HOUR, is_for_following=True)
                    for week in (1, 2, 3)
                    for at in (TUESDAY + timedelta(weeks=week),)
                ),
            },
            "It changes for good more often than a meeting can: make it several.",
        ),
        (
            {
                "rule": parse_rule("FREQ=WEEKLY;BYDAY=TU"),
                "overrides": (Override(TUESDAY, duration=timedelta(days=15)),),
            },
            "On 2026-10-20 it lasts more than 14 days.",
        ),
    ],
)
def test_what_has_no_place_here_is_refused_with_what_to_do(told, reason):
    planned = {"start": TUESDAY, "tzid": BERLIN, "duration": HOUR, **told}
    with pytest.raises(CannotHold) as refused:
        foreign_meeting(CalendarEvent("one", Schedule(**planned), "Call"))
    assert str(refused.value) == reason


def test_what_a_change_for_good_says_besides_its_hour_is_told_and_left_there():
    later = Override(
        datetime(2026, 11, 3, 9),
        datetime(2026, 11, 3, 15),
        is_for_following=True,
        summary="Afternoon call",
    )
    found = foreign_meeting(event("FREQ=WEEKLY;BYDAY=TU", overrides=(later,)))
    assert (found.title, found.notes) == (
        "Call",
        ("From 2026-11-03 on it has another title, place or length there: not taken over.",),
    )


def test_what_is_private_there_is_not_shown_here():
    with pytest.raises(CannotHold):
        foreign_meeting(CalendarEvent("one", event().schedule, "Doctor", is_private=True))


def test_a_moment_without_an_end_gets_no_invented_hour():
    found = foreign_meeting(event(duration=timedelta()))
    assert (found.minutes, found.notes) == (
        1,
        ("It has no end there: say at the desk how long it lasts.",),
    )


@pytest.mark.parametrize(
    ("said", "join_url", "place"),
    [
        ({"location": "https://zoom.us/j/1?pwd=x"}, "https://zoom.us/j/1?pwd=x", ""),
        ({"location": "Room 4"}, "", "Room 4"),
        (
            {"location": "Room 4, https://meet.google.com/abc, PIN 123"},
            "https://meet.google.com/abc",
            "",
        ),
        (
            {"conference": "https://a.example/1", "url": "https://zoom.us/j/1"},
            "https://a.example/1",
            "",
        ),
        ({"url": "https://zoom.us/j/1"}, "https://zoom.us/j/1", ""),
        ({"url": "https://example.org/page"}, "", ""),
        (
            {"description": "Join:\n<https://us02web.zoom.us/j/9>."},
            "https://us02web.zoom.us/j/9",
            "",
        ),
        ({"location": "http://zoom.us/j/1"}, "https://zoom.us/j/1", ""),
        (
            {"location": "Passcode 4242 zoom.us/j/1?pwd=SECRET"},
            "https://zoom.us/j/1?pwd=SECRET",
            "",
        ),
        ({"location": "zoom.us/j/1"}, "https://zoom.us/j/1", ""),
        ({"description": "Join at meet.google.com/abc."}, "https://meet.google.com/abc", ""),
        ({"description": "https://evil.example/?to=zoom.us/j/1"}, "", ""),
        ({"description": "https://evil.example:8/zoom.us/j/1, jo@zoom.us/j/1"}, "", ""),
        ({"location": "example.org/call"}, "", ""),
        ({"location": "Meeting ID: 123 4567"}, "", ""),
        ({"location": "Room 4, PIN: SECRET"}, "", ""),
        ({"location": "Pinnacle Hall, Password Museum"}, "", "Pinnacle Hall, Password Museum"),
        ({"location": "https://evilzoom.us.example/j/1 now"}, "", ""),
    ],
)
def test_the_call_is_found_and_its_passcodes_are_no_place(said, join_url, place):
    found = foreign_meeting(CalendarEvent("one", event().schedule, "Call", **said))
    assert (found.join_url, found.place) == (join_url, place)


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("Call https://zoom.us/j/1?pwd=SECRET", "Call"),
        ("Call (zoom.us/j/1?pwd=SECRET) of the group", "Call of the group"),
        ("Call, passcode: SECRET", "Call"),
        ("Call - Passcode 4242", "Call"),
        ("CI/CD and I/O", "CI/CD and I/O"),
        ("Call: Node.js 22", "Call: Node.js 22"),
    ],
)
def test_a_title_opens_no_door(there, here):
    late = Override(datetime(2026, 11, 3, 9), summary=f"{there}!", location=f"Room, {there}")
    schedule = event("FREQ=WEEKLY;BYDAY=TU", overrides=(late,)).schedule
    found = foreign_meeting(CalendarEvent("one", schedule, there, f"What we do\n{there}"))
    said = str(replace(found, join_url=""))
    assert (found.title, "SECRET" in said, "4242" in said) == (here, False, False)


def test_texts_are_plain_and_without_anybodys_mailbox():
    found = foreign_meeting(
        CalendarEvent(
            "one",
            event().schedule,
            summary="Call  with\njo@example.org",
            description="<b>Agenda &amp; notes</b><script>alert(1)</script>\nRing +49 30 1234567",
        )
    )
    assert (found.title, found.text) == ("Call with […]", "Agenda & notes\nRing […]")


def test_two_dates_on_one_day_have_one_address():
    found = foreign_meeting(event("FREQ=WEEKLY;BYDAY=TU", rdates=(datetime(2026, 10, 27, 15),)))
    assert (found.dates, found.notes) == (
        (),
        ("It meets twice on 2026-10-27: the second time is left out.",),
    )


def test_a_day_taken_out_and_named_again_at_another_hour_is_one_date():
    found = foreign_meeting(
        event(
            "FREQ=WEEKLY;BYDAY=TU",
            exdates=(datetime(2026, 10, 27, 9),),
            rdates=(datetime(2026, 10, 27, 15),),
        )
    )
    assert (found.dates, found.slots[0].excluded, found.notes) == (
        (ForeignDate(date(2026, 10, 27), time(15), BERLIN, is_extra=True),),
        (date(2026, 10, 27),),
        (),
    )


days = st.integers(0, 120).map(lambda n: TUESDAY + timedelta(days=n))
rules = st.builds(
    Rule,
    freq=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]),
    interval=st.sampled_from([1, 2, 3, 7, 14]),
    weekdays=st.sets(st.integers(0, 6).map(Weekday), max_size=3).map(
        lambda found: tuple(sorted(found, key=lambda one: one.day))
    ),
    count=st.none() | st.integers(1, 20),
    until=st.none() | days.map(lambda at: at.date()) | days.map(lambda at: at.replace(hour=0)),
    week_start=st.sampled_from([0, 6]),
)


@st.composite
def schedules(draw):
    tzid = draw(st.sampled_from([BERLIN, "America/New_York", "UTC"]))
    plain = Schedule(
        TUESDAY.replace(hour=draw(st.sampled_from([2, 9, 23]))),
        tzid,
        draw(st.sampled_from([HOUR, timedelta(minutes=90)])),
        draw(st.none() | rules),
    )
    hour = plain.start.hour
    at_hour = days.map(lambda at: at.replace(hour=hour))
    changes = [
        Override(
            key,
            start=draw(st.none() | days),
            duration=draw(st.none() | st.just(2 * HOUR)),
            status=draw(st.sampled_from([None, "cancelled"])),
        )
        for key in draw(st.sets(at_hour, max_size=3))
    ]
    return Schedule(
        plain.start,
        tzid,
        plain.duration,
        plain.rule,
        rdates=tuple(draw(st.sets(at_hour, max_size=3))),
        exdates=tuple(draw(st.sets(at_hour | days.map(lambda at: at.date()), max_size=3))),
        overrides=tuple(changes),
    )


@given(schedules())
def test_the_instants_are_those_of_the_calendar(schedule):
    """Whatever the rule, the dates taken out, added and changed: nothing moves on the way in."""
    try:
        found = foreign_meeting(CalendarEvent("one", schedule, "Call"))
    except CannotHold:
        assume(False)
    given_there = expand(schedule, start=START, end=END)
    expected = sorted((one.start, one.end, one.status) for one in given_there)
    assert found.notes or held_dates(found) == expected
