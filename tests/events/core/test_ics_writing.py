from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.core.expand import expand
from events.core.ics import CalendarEvent, Link, read_calendar, write_calendar
from events.core.ics_writing import write_message
from events.core.recurrence import Override, Schedule, parse_rule
from tests.events.core import brute_force

HOUR = timedelta(hours=1)
CHANGED = datetime(2026, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
START = datetime(2026, 10, 20, 9)


def event(rule: str = "", **more) -> CalendarEvent:
    texts = {
        name: more.pop(name)
        for name in ("summary", "description", "location", "url", "status", "uid")
        if name in more
    }
    more = {"start": START, "tzid": "America/New_York", "duration": HOUR} | more
    schedule = Schedule(rule=parse_rule(rule) if rule else None, **more)
    return CalendarEvent(**{"uid": "one", "last_modified": CHANGED} | texts, schedule=schedule)


def lines_of(*events: CalendarEvent) -> list[str]:
    text = write_calendar("Ours", events).decode()
    return text.replace("\r\n ", "").split("\r\n")


def line(name: str, *events: CalendarEvent) -> str:
    """The one line of that property in the events."""
    text = "\n".join(lines_of(*events)).partition("BEGIN:VEVENT")[2]
    [found] = [each for each in text.split("\n") if each.split(":")[0].split(";")[0] == name]
    return found


def test_a_calendar_is_written_whole():
    weekly = event(
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261110",
        summary="Community call, weekly",
        description="Agenda\nNotes",
        location="Online",
        url="https://example.org/call",
        overrides=(
            Override(datetime(2026, 10, 27, 9), status="cancelled"),
            Override(
                datetime(2026, 11, 3, 9),
                datetime(2026, 11, 4, 16),
                tzid="UTC",
                duration=2 * HOUR,
                summary="Elsewhere",
            ),
        ),
    )
    written = [each for each in lines_of(weekly) if each]
    assert written[:9] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Waymark//Calendar//EN",
        "METHOD:PUBLISH",
        "NAME:Ours",
        "X-WR-CALNAME:Ours",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "BEGIN:VTIMEZONE",
    ]
    assert written[written.index("BEGIN:VEVENT") :] == [
        "BEGIN:VEVENT",
        "SUMMARY:Community call\\, weekly",
        "DTSTART;TZID=America/New_York:20261020T090000",
        "DURATION:PT1H",
        "DTSTAMP:20260203T040506Z",
        "UID:one",
        "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261110T140000Z;WKST=MO",
        "SEQUENCE:0",
        "DESCRIPTION:Agenda\\nNotes",
        "LAST-MODIFIED:20260203T040506Z",
        "LOCATION:Online",
        "STATUS:CONFIRMED",
        "URL:https://example.org/call",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "SUMMARY:Community call\\, weekly",
        "DTSTART;TZID=America/New_York:20261027T090000",
        "DURATION:PT1H",
        "DTSTAMP:20260203T040506Z",
        "UID:one",
        "RECURRENCE-ID;TZID=America/New_York:20261027T090000",
        "SEQUENCE:0",
        "DESCRIPTION:Agenda\\nNotes",
        "LAST-MODIFIED:20260203T040506Z",
        "LOCATION:Online",
        "STATUS:CANCELLED",
        "URL:https://example.org/call",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "SUMMARY:Elsewhere",
        "DTSTART:20261104T160000Z",
        "DURATION:PT2H",
        "DTSTAMP:20260203T040506Z",
        "UID:one",
        "RECURRENCE-ID;TZID=America/New_York:20261103T090000",
        "SEQUENCE:0",
        "DESCRIPTION:Agenda\\nNotes",
        "LAST-MODIFIED:20260203T040506Z",
        "LOCATION:Online",
        "STATUS:CONFIRMED",
        "URL:https://example.org/call",
        "END:VEVENT",
        "END:VCALENDAR",
    ]


def test_the_same_events_give_the_same_bytes_in_any_order():
    one, two = event(), event(uid="two")
    assert write_calendar("Ours", [one, two]) == write_calendar("Ours", [two, one])


def test_a_new_title_changes_only_what_it_must():
    before, after = lines_of(event(summary="Old")), lines_of(event(summary="New"))
    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
        ("SUMMARY:Old", "SUMMARY:New")
    ]


def test_a_name_a_description_an_address_and_a_pace():
    text = write_calendar(
        "A, b", [], description="All; of it", source="https://a.example/b.ics", refresh=12 * HOUR
    ).decode()
    assert "SOURCE;VALUE=URI:https://a.example/b.ics\r\n" in text
    assert "X-WR-CALNAME:A\\, b\r\n" in text
    assert "X-WR-CALDESC:All\\; of it\r\n" in text
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in text


def test_an_event_must_say_when_it_changed():
    with pytest.raises(ValueError, match="does not say when it was last changed"):
        write_calendar("Ours", [replace(event(), last_modified=None)])


def test_a_change_for_all_following_dates_is_not_written():
    following = Override(START, is_for_following=True)
    with pytest.raises(ValueError, match="a series of its own"):
        write_calendar("Ours", [event("FREQ=WEEKLY", overrides=(following,))])


# Text


def test_no_text_can_add_a_line_or_break_a_letter():
    nasty = "Hi\r\nBEGIN:VALARM\x00\x1b\x85 " + "\N{BEAR FACE}" * 300 + "\ud800"
    raw = write_calendar(nasty, [event(summary=nasty, location=nasty, uid="a\nb")])
    assert max(len(each) for each in raw.split(b"\r\n")) <= 75
    assert b"\r\nBEGIN:VALARM" not in raw
    [read] = read_calendar(raw).events
    assert read.summary == "Hi\nBEGIN:VALARM " + "\N{BEAR FACE}" * 300 + "\N{REPLACEMENT CHARACTER}"


@settings(deadline=None)
@given(st.text())
def test_any_text_reads_back_but_for_control_characters(text):
    raw = write_calendar("Ours", [event(summary=f"a{text}z")])
    [read] = read_calendar(raw).events
    kept = [
        each
        for each in text.replace("\r\n", "\n").replace("\r", "\n")
        if each == "\n" or each == "\t" or each.isprintable() or ord(each) > 0x9F
    ]
    assert read.summary == f"a{''.join(kept)}z"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a b", "ftp://x.org", "x"])
def test_only_web_addresses_are_written(url):
    assert not [each for each in lines_of(event(url=url)) if each.startswith("URL")]


def test_what_stands_beside_an_event_has_a_label_and_an_address():
    call = replace(
        event(
            "FREQ=WEEKLY",
            overrides=(Override(START, conference="https://a.example/meet/one/join"),),
        ),
        category="Meeting",
        color="teal",
        conference="https://a.example/join",
        conference_label="Join; now",
        links=(
            Link("https://schema.org/recordedIn", "Recording", "https://video.example/1"),
            Link("https://schema.org/subjectOf", "Bad", "javascript:alert(1)"),
        ),
    )
    link = 'LINK;VALUE=URI;LINKREL="https://schema.org/recordedIn";LABEL="Recording"'
    link += ":https://video.example/1"
    written = lines_of(call)
    assert [each for each in written if each.startswith(("CONF", "LINK", "CAT", "COLOR"))] == [
        "CATEGORIES:Meeting",
        "COLOR:teal",
        'CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL="Join; now":https://a.example/join',
        link,
        "CATEGORIES:Meeting",
        "COLOR:teal",
        'CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL="Join; now":https://a.example/meet/one/join',
        link,
    ]
    assert read_calendar(write_calendar("Ours", [call])).problems == ()


# Times


def test_days_are_dates_and_need_no_zone():
    days = event(
        "FREQ=YEARLY;UNTIL=20281020T000000Z",
        start=datetime(2026, 10, 20),
        duration=timedelta(days=3),
        is_all_day=True,
        exdates=(date(2027, 10, 20),),
        overrides=(Override(datetime(2028, 10, 20), datetime(2028, 10, 21)),),
    )
    written = lines_of(days)
    assert "BEGIN:VTIMEZONE" not in written
    assert {
        "DTSTART;VALUE=DATE:20261020",
        "DTEND;VALUE=DATE:20261023",
        "RRULE:FREQ=YEARLY;UNTIL=20281020;WKST=MO",
        "EXDATE;VALUE=DATE:20271020",
        "RECURRENCE-ID;VALUE=DATE:20281020",
        "DTSTART;VALUE=DATE:20281021",
    } <= set(written)


def test_utc_needs_no_zone_definition():
    meeting = event(tzid="Etc/UTC")
    assert line("DTSTART", meeting) == "DTSTART:20261020T090000Z"
    assert "BEGIN:VTIMEZONE" not in lines_of(meeting)


def test_an_old_spelling_of_a_zone_is_written_as_todays():
    assert line("DTSTART", event(tzid="US/Eastern")) == (
        "DTSTART;TZID=America/New_York:20261020T090000"
    )


def test_each_zone_is_defined_once_for_the_years_in_use():
    first, second = event(), event(uid="two", start=datetime(2012, 1, 1, 9))
    written = lines_of(first, second)
    assert written.count("TZID:America/New_York") == 1
    assert "DTSTART:20101231T000000" in written


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (timedelta(minutes=45), "DURATION:PT45M"),
        (timedelta(hours=1, minutes=30), "DURATION:PT1H30M"),
        (timedelta(days=1), "DURATION:PT24H"),
        (timedelta(seconds=90), "DURATION:PT1M30S"),
    ],
)
def test_a_length_is_written_exactly(duration, text):
    assert line("DURATION", event(duration=duration)) == text


def test_a_deadline_lasts_no_time():
    assert not [each for each in lines_of(event(duration=timedelta())) if "DURATION:PT0" in each]


@pytest.mark.parametrize(
    ("rule", "written"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY;WKST=MO"),
        ("FREQ=WEEKLY;WKST=SU", "FREQ=WEEKLY;WKST=SU"),
        ("FREQ=WEEKLY;UNTIL=20261110", "FREQ=WEEKLY;UNTIL=20261110T140000Z;WKST=MO"),
        ("FREQ=WEEKLY;UNTIL=20261110T000000", "FREQ=WEEKLY;UNTIL=20261110T140000Z;WKST=MO"),
        ("FREQ=WEEKLY;UNTIL=20261110T120000", "FREQ=WEEKLY;UNTIL=20261110T170000Z;WKST=MO"),
        ("FREQ=WEEKLY;UNTIL=20261110T130000Z", "FREQ=WEEKLY;UNTIL=20261110T130000Z;WKST=MO"),
        ("FREQ=WEEKLY;COUNT=2;UNTIL=20261201T000000Z", "FREQ=WEEKLY;COUNT=2;WKST=MO"),
        (
            "FREQ=WEEKLY;COUNT=20;UNTIL=20261201T000000Z",
            "FREQ=WEEKLY;UNTIL=20261201T000000Z;WKST=MO",
        ),
    ],
)
def test_a_rule_is_written_with_one_end_and_its_first_day_of_the_week(rule, written):
    assert line("RRULE", event(rule)) == f"RRULE:{written}"


def test_a_day_taken_out_is_written_as_the_meeting_of_that_day():
    weekly = event("FREQ=WEEKLY", exdates=(date(2026, 11, 3), datetime(2026, 10, 27, 9)))
    assert [each for each in lines_of(weekly) if each.startswith("EXDATE")] == [
        "EXDATE;TZID=America/New_York:20261027T090000",
        "EXDATE;TZID=America/New_York:20261103T090000",
    ]


def test_a_single_date_on_a_day_taken_out_is_not_written():
    weekly = event("FREQ=WEEKLY", exdates=(date(2026, 11, 4),), rdates=(datetime(2026, 11, 4, 12),))
    assert not [each for each in lines_of(weekly) if each.startswith("RDATE")]


@settings(deadline=None, max_examples=60)
@given(
    brute_force.schedules(),
    st.lists(st.integers(0, 5), max_size=3, unique=True),
    st.sampled_from(brute_force.ZONES),
)
def test_what_is_written_reads_back_as_the_same_instants(schedule, changed, elsewhere):
    window = {
        "start": schedule.start.replace(tzinfo=UTC) - timedelta(days=5),
        "end": schedule.start.replace(tzinfo=UTC) + timedelta(days=900),
    }
    dates = [each.recurrence_id for each in expand(schedule, **window)]
    overrides = tuple(
        Override(wall, wall + 3 * HOUR, elsewhere, 2 * HOUR, status="cancelled" if number else None)
        for number, wall in enumerate(dates)
        if number in changed
    )
    ours = CalendarEvent("one", replace(schedule, overrides=overrides), last_modified=CHANGED)
    [read] = read_calendar(write_calendar("Ours", [ours])).events
    assert instants(read, window) == instants(ours, window)
    assert write_calendar("Ours", [read]) == write_calendar("Ours", [ours])


def instants(event: CalendarEvent, window: dict) -> list[tuple]:
    return [
        (each.recurrence_id, each.start, each.end, each.status)
        for each in expand(event.schedule, status=event.status, **window)
    ]


def test_a_mail_says_one_date_with_its_method_and_organizer():
    weekly = event("FREQ=WEEKLY", summary="Call", start=START, tzid="UTC")
    date_of_it = Override(START + timedelta(weeks=1))
    text = write_message(
        "REQUEST", weekly, date_of_it, organizer="Waymark", address="portal@example.org"
    )
    written = text.replace("\r\n ", "").split("\r\n")
    assert written[3] == "METHOD:REQUEST"
    assert written[-4:] == [
        'ORGANIZER;CN="Waymark":mailto:portal@example.org',
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    assert "RECURRENCE-ID:20261027T090000Z" in written
