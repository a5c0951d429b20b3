from datetime import UTC, date, datetime, timedelta

import pytest

from events.core.expand import expand
from events.core.ics import CalendarEvent, Problem, read_calendar
from events.core.recurrence import Override, Schedule, parse_rule
from tests.events.core.calendar_text import vcalendar, vevent
from tests.quick import within

HOUR = timedelta(hours=1)
START = "DTSTART;TZID=America/New_York:20261020T090000"
HERE = datetime(2026, 10, 20, 9)


def read_one(*lines: str, **more) -> CalendarEvent:
    calendar = read_calendar(vcalendar(vevent(*lines)), **more)
    assert calendar.problems == ()
    return calendar.events[0]


def problems_of(*lines: str) -> list[tuple[str, str]]:
    calendar = read_calendar(vcalendar(vevent(*lines)))
    return [(each.kind, each.message) for each in calendar.problems]


def starts(event: CalendarEvent) -> list[str]:
    window = {"start": datetime(2000, 1, 1, tzinfo=UTC), "end": datetime(2028, 1, 1, tzinfo=UTC)}
    found = expand(event.schedule, status=event.status, **window)
    return [f"{each.start:%Y-%m-%d %H:%M}" for each in found]


def test_an_event_is_read_whole_and_people_are_left_out():
    event = read_one(
        START,
        "DTEND;TZID=America/New_York:20261020T100000",
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "SUMMARY:Community call\\, weekly",
        "DESCRIPTION:Agenda\\nNotes",
        "LOCATION:Room 1",
        "URL:https://example.org/call?a=1,2",
        "STATUS:TENTATIVE",
        "SEQUENCE:4",
        "DTSTAMP:20260101T000000Z",
        "LAST-MODIFIED:20260202T030405Z",
        "ORGANIZER;CN=Somebody:mailto:somebody@example.invalid",
        "ATTENDEE:mailto:victim@example.invalid",
        "ATTACH:http://169.254.169.254/latest/meta-data/",
    )
    assert event == CalendarEvent(
        uid="one",
        schedule=Schedule(HERE, "America/New_York", HOUR, parse_rule("FREQ=WEEKLY;BYDAY=TU")),
        summary="Community call, weekly",
        description="Agenda\nNotes",
        location="Room 1",
        url="https://example.org/call?a=1,2",
        status="tentative",
        sequence=4,
        last_modified=datetime(2026, 2, 2, 3, 4, 5, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("From NAME", ("NAME:From NAME", "X-WR-CALNAME:Other")),
        ("Ours, all", ("X-WR-CALNAME:Ours\\, all",)),
        ("", ()),
    ],
)
def test_a_calendar_has_a_name(name, lines):
    assert read_calendar(vcalendar(*lines)).name == name


# Times


@pytest.mark.parametrize(
    ("lines", "lasts"),
    [
        (("DTEND;TZID=America/New_York:20261020T103000",), timedelta(minutes=90)),
        (("DTEND:20261020T140000Z",), HOUR),
        (("DTEND;TZID=Europe/Berlin:20261020T160000",), HOUR),
        (("DURATION:PT45M",), timedelta(minutes=45)),
        (("DURATION:P1D",), timedelta(days=1)),
        ((), timedelta()),
    ],
)
def test_an_event_lasts_to_its_end_wherever_that_is_said(lines, lasts):
    assert read_one(START, *lines).schedule.duration == lasts


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("20260308T023000", "20260308T033000", 60),
        ("20261101T013000", "20261101T020000", 30),
        ("20261031T230000", "20261101T020000", 240),
        ("20260307T230000", "20260308T060000", 360),
    ],
)
def test_ends_near_a_clock_change_mean_what_the_clock_shows(start, end, minutes):
    """A start that clocks skip or double is no help in telling the length: then the wall is."""
    event = read_one(f"DTSTART;TZID=America/New_York:{start}", f"DTEND;TZID=America/New_York:{end}")
    assert event.schedule.duration == timedelta(minutes=minutes)


def test_days_have_an_exclusive_end_and_at_least_one_day():
    lines = ("DTSTART;VALUE=DATE:20261020", "DTEND;VALUE=DATE:20261023")
    assert read_one(*lines).schedule == Schedule(
        datetime(2026, 10, 20), "UTC", timedelta(days=3), is_all_day=True
    )
    assert read_one("DTSTART:20261020").schedule.duration == timedelta(days=1)


def test_a_zulu_time_is_utc_whatever_zone_it_names():
    event = read_one("DTSTART;TZID=America/New_York:20261020T090000Z")
    assert (event.schedule.tzid, starts(event)) == ("UTC", ["2026-10-20 09:00"])


def test_a_windows_zone_is_a_place():
    event = read_one("DTSTART;TZID=W. Europe Standard Time:20261020T090000")
    assert starts(event) == ["2026-10-20 07:00"]


def test_letters_of_a_zone_are_a_fixed_offset_with_a_warning():
    calendar = read_calendar(vcalendar(vevent("DTSTART;TZID=EST:20260720T090000")))
    assert starts(calendar.events[0]) == ["2026-07-20 14:00"]
    assert [str(each) for each in calendar.problems] == [
        "one (line 4): “EST” was read as its fixed offset, all year."
    ]


def test_a_zone_nobody_knows_is_a_question():
    assert problems_of("DTSTART;TZID=Mars/Olympus:20260601T100000") == [
        ("question", "“Mars/Olympus” is not a time zone we know. Which place's time is it?")
    ]


def test_a_time_without_a_zone_takes_the_files_or_the_callers_or_is_a_question():
    floating = vevent("DTSTART:20261020T090000")
    file = read_calendar(vcalendar("X-WR-TIMEZONE:Europe/Berlin", floating), default_zone="UTC")
    caller = read_calendar(
        vcalendar("X-WR-TIMEZONE:Mars/Olympus", floating), default_zone="Asia/Kolkata"
    )
    nobody = read_calendar(vcalendar(floating))
    assert file.events[0].schedule.tzid == "Europe/Berlin"
    assert caller.events[0].schedule.tzid == "Asia/Kolkata"
    assert nobody.problems == (
        Problem("one", "question", "Its start has no time zone. Which place's time is it?", 4),
    )


# What cannot be used


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((), "It has no start."),
        (("DTSTART:2026-10-20 09:00",), "DTSTART “2026-10-20 09:00” is not a date."),
        (("DTSTART:20260231T250000Z",), "is not a date in any calendar."),
        (("DTSTART:00010101T000000Z",), "DTSTART is in the year 1."),
        (("DTSTART:99991231T000000Z",), "DTSTART is in the year 9999."),
        ((START, "DTEND:20261020T120000Z"), "It ends before it starts, or a year later."),
        ((START, "DURATION:-PT5M"), "It ends before it starts, or a year later."),
        ((START, "DURATION:P9999W"), "It ends before it starts, or a year later."),
        ((START, "DURATION:soon"), "“soon” is not a duration."),
        ((START, "DTEND;VALUE=DATE:20261021"), "one is a day and the other a time"),
        (("DTSTART:20261020", "DURATION:PT5H"), "It is an all-day event that lasts hours."),
        ((START, "RRULE:FREQ=SECONDLY"), "not “secondly”"),
        ((START, "RRULE:FREQ=DAILY;COUNT=1000000000"), "COUNT=1000000000 is outside"),
        ((START, "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), "more than one rule"),
        ((START, "RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY"), "more than one rule"),
        ((START, "RDATE:x"), "RDATE “x” is not a date."),
        ((START, "RDATE;VALUE=PERIOD:20261021T090000Z/x"), "DTEND “x” is not a date."),
        ((START, "RDATE:" + ",".join(["20261020T090000Z"] * 501)), "more than 500 single dates"),
    ],
)
def test_a_broken_event_is_refused_alone_and_says_why(lines, why):
    good = vevent("DTSTART:20261020T090000Z", uid="good")
    calendar = read_calendar(vcalendar(vevent(*lines), good))
    assert [each.uid for each in calendar.events] == ["good"]
    [problem] = calendar.problems
    assert (problem.uid, problem.kind) == ("one", "refused")
    assert why in problem.message


def test_a_rule_that_never_comes_true_is_a_warning_and_no_event():
    calendar = read_calendar(vcalendar(vevent(START, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")))
    assert calendar.events == ()
    assert calendar.problems == (Problem("one", "warning", "Its rule never gives a date.", 4),)


@pytest.mark.parametrize(
    "lines",
    [
        (START, "RDATE:" + ",".join(["20261020T090000Z"] * 100_000)),
        (START, "BEGIN:VALARM", "TRIGGER:-PT5M", "REPEAT:1000000000", "END:VALARM"),
        ("DTSTART:00010101T000000Z", "RRULE:FREQ=DAILY"),
        ("DTSTART:19700101T000000Z", "RRULE:FREQ=MINUTELY"),
    ],
)
def test_a_bomb_costs_less_than_it_hopes(lines):
    raw = vcalendar(vevent(*lines))
    assert within(0.5, lambda: read_calendar(raw))


def test_lines_that_are_none_are_told_and_left_out():
    assert problems_of(START, "LOCATION:123 Main St\\,", "Albuquerque\\, NM") == [
        ("warning", "What is no calendar line was left out: line 8.")
    ]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "mailto:a@example.org?bcc=b", "https://a b", ""],
)
def test_only_web_addresses_are_kept(url):
    assert read_one(START, f"URL:{url}").url == ""


def test_markup_stays_text():
    assert read_one(START, "SUMMARY:<img src=x onerror=alert(1)>").summary == (
        "<img src=x onerror=alert(1)>"
    )


@pytest.mark.parametrize("stamp", ["20260231T000000Z", "yesterday", "20260101T000000"])
def test_a_stamp_that_is_none_is_left_out(stamp):
    event = read_one(START, f"LAST-MODIFIED:{stamp}", "SEQUENCE:x", "STATUS:MAYBE")
    assert (event.last_modified, event.sequence, event.status) == (None, 0, "confirmed")


def test_an_event_without_a_name_gets_the_same_one_each_time():
    raw = vcalendar("BEGIN:VEVENT", START, "END:VEVENT")
    first, second = (read_calendar(raw).events[0].uid for _ in range(2))
    assert first == second
    assert first.startswith("without-uid-")


# Rules and single dates


@pytest.mark.parametrize(
    ("rule", "warning"),
    [
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20261201T000000Z", "the earlier counts"),
        ("FREQ=WEEKLY;UNTIL=20261201", "that day included"),
        ("FREQ=WEEKLY;UNTIL=20261201T090000", "that day included"),
        ("FREQ=MONTHLY;BYDAY=1TH", "not one its rule gives: it was kept"),
    ],
)
def test_what_the_standard_forbids_but_people_write_is_read_with_a_warning(rule, warning):
    [(kind, message)] = problems_of(START, f"RRULE:{rule}")
    assert kind == "warning"
    assert warning in message


def test_days_may_end_with_a_day():
    assert problems_of("DTSTART;VALUE=DATE:20261020", "RRULE:FREQ=DAILY;UNTIL=20261022") == []


@pytest.mark.parametrize(
    ("exdate", "taken_out"),
    [
        ("EXDATE;TZID=America/New_York:20261027T090000", datetime(2026, 10, 27, 9)),
        ("EXDATE:20261027T130000Z", datetime(2026, 10, 27, 9)),
        ("EXDATE;TZID=Europe/Berlin:20261027T140000", datetime(2026, 10, 27, 9)),
        ("EXDATE;VALUE=DATE:20261027", date(2026, 10, 27)),
    ],
)
def test_a_date_taken_out_is_the_same_instant_or_that_day(exdate, taken_out):
    event = read_one(START, "RRULE:FREQ=WEEKLY;COUNT=3", exdate)
    assert event.schedule.exdates == (taken_out,)
    assert starts(event) == ["2026-10-20 13:00", "2026-11-03 14:00"]


def test_a_misspelt_zone_of_a_date_is_read_in_the_events_own_with_a_warning():
    """As published: EXDATE;TZIP=America/Los_Angeles."""
    calendar = read_calendar(
        vcalendar(vevent(START, "RRULE:FREQ=WEEKLY", "EXDATE;TZIP=X:20261027T090000"))
    )
    assert calendar.events[0].schedule.exdates == (datetime(2026, 10, 27, 9),)
    assert [each.message for each in calendar.problems] == [
        "EXDATE without a zone was read in the event's own."
    ]


def test_dates_of_days_are_days():
    event = read_one(
        "DTSTART;VALUE=DATE:20261020",
        "RRULE:FREQ=WEEKLY",
        "EXDATE:20261027T000000Z",
        "RDATE;VALUE=DATE:20261030",
    )
    assert event.schedule.exdates == (date(2026, 10, 27),)
    assert event.schedule.rdates == (datetime(2026, 10, 30),)


def test_added_dates_may_be_days_or_periods_with_a_length_of_their_own():
    event = read_one(
        START,
        "DURATION:PT1H",
        "RDATE;VALUE=DATE:20261021",
        "RDATE;VALUE=PERIOD:20261022T130000Z/PT2H,20261023T130000Z/20261023T160000Z",
    )
    assert event.schedule.rdates == (datetime(2026, 10, 21, 9),)
    assert event.schedule.overrides == (
        Override(datetime(2026, 10, 22, 9), duration=2 * HOUR),
        Override(datetime(2026, 10, 23, 9), duration=3 * HOUR),
    )


# Changed dates and versions

SERIES = vevent(START, "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3", "SEQUENCE:2")
MOVED = vevent(
    "RECURRENCE-ID;TZID=America/New_York:20261027T090000",
    "DTSTART;TZID=Europe/Berlin:20261028T160000",
    "DTEND;TZID=Europe/Berlin:20261028T180000",
    "SUMMARY:Elsewhere",
    "SEQUENCE:2",
)
OCTOBER_27 = datetime(2026, 10, 27, 9)


def overrides(*parts: str) -> tuple[Override, ...]:
    [event] = read_calendar(vcalendar(*parts)).events
    return event.schedule.overrides


@pytest.mark.parametrize("parts", [(SERIES, MOVED), (MOVED, SERIES)])
def test_a_changed_date_may_come_before_its_series(parts):
    assert overrides(*parts) == (
        Override(
            OCTOBER_27,
            datetime(2026, 10, 28, 16),
            tzid="Europe/Berlin",
            duration=2 * HOUR,
            summary="Elsewhere",
        ),
    )


@pytest.mark.parametrize(
    "original",
    [
        "RECURRENCE-ID:20261027T130000Z",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261027T140000",
        "RECURRENCE-ID;VALUE=DATE:20261027",
    ],
)
def test_a_changed_date_is_known_by_the_series_wall_time(original):
    assert overrides(SERIES, vevent(original, "STATUS:CANCELLED")) == (
        Override(OCTOBER_27, status="cancelled"),
    )


def test_a_change_for_all_following_dates_is_understood():
    change = vevent(
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261027T130000Z",
        "DTSTART;TZID=America/New_York:20261027T100000",
        "DURATION:PT1H",
    )
    [event] = read_calendar(vcalendar(SERIES, change)).events
    assert starts(event) == ["2026-10-20 13:00", "2026-10-27 14:00", "2026-11-03 15:00"]


def test_a_changed_date_without_its_series_is_an_event_of_its_own():
    [event] = read_calendar(vcalendar(MOVED)).events
    assert starts(event) == ["2026-10-28 15:00"]
    assert event.summary == "Elsewhere"


def test_an_unreadable_change_leaves_its_series():
    calendar = read_calendar(
        vcalendar(
            SERIES, vevent("RECURRENCE-ID:x"), vevent("RECURRENCE-ID:20261027T130000Z", "DTSTART:y")
        )
    )
    assert len(starts(calendar.events[0])) == 3
    assert [each.kind for each in calendar.problems] == ["refused", "refused"]


def test_of_two_versions_the_higher_sequence_counts_then_the_last_change():
    old, new = (
        vevent("DTSTART:20260601T100000Z", f"SUMMARY:{name}", f"SEQUENCE:{number}")
        for name, number in (("old", 0), ("new", 1))
    )
    calendar = read_calendar(vcalendar(new, old))
    assert [each.summary for each in calendar.events] == ["new"]
    assert [each.message for each in calendar.problems] == [
        "It is in the file more than once: the newest counts."
    ]
    early, late = (
        vevent("DTSTART:20260601T100000Z", f"SUMMARY:{stamp}", f"LAST-MODIFIED:{stamp}")
        for stamp in ("20260101T000000Z", "20260201T000000Z")
    )
    assert read_calendar(vcalendar(late, early)).events[0].summary == "20260201T000000Z"


def test_a_date_taken_out_after_it_was_changed_stays_out():
    series = SERIES.replace("SEQUENCE:2", "SEQUENCE:3\r\nEXDATE:20261027T130000Z")
    assert overrides(series, MOVED) == ()
    changed_later = MOVED.replace("SEQUENCE:2", "SEQUENCE:3")
    assert len(overrides(series, changed_later)) == 1


# Zones a file defines itself

DEFINITION = (
    "BEGIN:VTIMEZONE",
    "TZID:Western/Central Europe",
    "BEGIN:STANDARD",
    "DTSTART:19501029T020000",
    "RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=10",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "BEGIN:DAYLIGHT",
    "DTSTART:19500326T020000",
    "RRULE:FREQ=YEARLY;BYMINUTE=0;BYHOUR=2;BYDAY=-1SU;BYMONTH=3",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "END:DAYLIGHT",
    "END:VTIMEZONE",
)


def test_a_zone_the_file_defines_is_the_place_whose_clocks_agree():
    event = vevent('DTSTART;TZID="Western/Central Europe":20211101T160000')
    calendar = read_calendar(vcalendar(*DEFINITION, event))
    assert starts(calendar.events[0]) == ["2021-11-01 15:00"]
    assert [each.message for each in calendar.problems] == [
        "“Western/Central Europe” was read as Europe/Paris: their clocks agree that year."
    ]
