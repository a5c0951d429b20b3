"""A whole file as plain values, and the process of its own in which the portal reads one."""

import io
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from events.core.calendar_event import Problem
from events.core.content_lines import CalendarRefused
from events.core.foreign_calendar import (
    AS_JSON,
    MEMORY,
    MOST_MEETINGS,
    REFUSED,
    SECONDS,
    main,
    read_foreign,
    without_names,
)
from initiatives.core.taken_down import fingerprints_of
from tests.events.core.calendar_text import vcalendar, vevent
from tests.quick import within

ROOT = Path(__file__).parents[3]
START = ("DTSTART:20261020T090000Z", "DURATION:PT1H")
GOOD = vevent(*START, "SUMMARY:Call", "RRULE:FREQ=WEEKLY", uid="good")


def test_it_goes_through_json_and_back():
    calendar = read_foreign(vcalendar("X-WR-CALNAME:Calls", GOOD, vevent(uid="bad")))
    assert (
        AS_JSON.validate_json(AS_JSON.dump_json(calendar)),
        calendar.name,
        [one.title for one in calendar.meetings],
        calendar.problems,
        calendar.left_out,
    ) == (
        calendar,
        "Calls",
        ["Call"],
        (Problem("bad", "refused", "It has no start.", 12),),
        {"bad"},
    )


def test_of_a_private_event_not_even_the_title_is_kept():
    calendar = read_foreign(vcalendar(vevent(*START, "SUMMARY:Doctor", "CLASS:PRIVATE")))
    assert "Doctor" not in AS_JSON.dump_json(calendar).decode()
    assert [one.message for one in calendar.problems] == [
        "It is marked as private there, so it is left out here."
    ]


def test_a_mailbox_is_neither_its_name_nor_the_title_of_what_was_left_out():
    left_out = vevent("SUMMARY:Call of jo@example.org", "RRULE:FREQ=SECONDLY", *START)
    unread = vevent("SUMMARY:jo@example.org", uid="no start")
    calendar = read_foreign(vcalendar("X-WR-CALNAME:jo@example.org", left_out, unread))
    assert (calendar.name, [one.title for one in calendar.problems]) == ("", ["Call of […]", ""])
    assert read_foreign(vcalendar("X-WR-CALNAME:Calls of jo@example.org")).name == "Calls of […]"


def test_more_events_than_any_group_has_are_refused():
    many = (vevent(*START, uid=str(number)) for number in range(MOST_MEETINGS + 1))
    with pytest.raises(CalendarRefused, match="more than 500 events"):
        read_foreign(vcalendar(*many))


def test_more_single_dates_than_any_calendar_needs_are_refused():
    dates = ",".join(
        f"202{year}{month:02}{day:02}T100000Z"
        for year in range(3, 6)
        for month in range(1, 13)
        for day in range(1, 14)
    )
    many = (vevent(*START, f"RDATE:{dates}", uid=str(number)) for number in range(11))
    with pytest.raises(CalendarRefused, match="more than 5,000 single dates"):
        read_foreign(vcalendar(*many))


BOMBS = (
    ("RRULE:FREQ=SECONDLY",),
    ("RRULE:FREQ=MINUTELY", "DTSTART:19700101T000000Z"),
    ("RRULE:FREQ=DAILY;INTERVAL=0",),
    ("RRULE:FREQ=DAILY;COUNT=1000000000",),
    ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",),
    ("RRULE:FREQ=DAILY", "DTSTART:19000101T000000Z"),
    ("RRULE:FREQ=YEARLY;INTERVAL=366;BYMONTH=2;BYMONTHDAY=29",),
    ("RRULE:FREQ=DAILY;INTERVAL=366;BYMONTHDAY=31;BYMONTH=2,4,6,9,11;BYDAY=MO;COUNT=1000",),
    ("RRULE:FREQ=DAILY;COUNT=1000", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261020T090000Z"),
    ("RDATE:" + ",".join(["20270101T100000Z"] * 100_000),),
    ("BEGIN:VALARM", "TRIGGER:-PT1M", "REPEAT:1000000000", "DURATION:PT1S", "END:VALARM"),
)


@pytest.mark.parametrize("bomb", BOMBS, ids=[bomb[0][:40] for bomb in BOMBS])
def test_a_bomb_is_answered_or_refused_at_once(bomb):
    begin = () if any(line.startswith("DTSTART") for line in bomb) else START
    raw = vcalendar(vevent(*begin, *bomb))
    assert within(0.1, lambda: read_foreign(raw))


def read_apart(raw: bytes, *arguments: str, wrapped: str = "") -> tuple[int, str, str]:
    program = (
        wrapped
        or "from events.core.foreign_calendar import main; import sys; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        input=raw,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_process_prints_the_calendar():
    code, out, err = read_apart(vcalendar(GOOD))
    assert (code, err, AS_JSON.validate_json(out)) == (0, "", read_foreign(vcalendar(GOOD)))


def test_the_process_says_why_a_file_is_none():
    assert read_apart(b"<html>Please sign in") == (REFUSED, "", "This is not a calendar.\n")


def test_times_without_a_zone_are_read_in_the_one_given():
    floating = vcalendar(vevent("DTSTART:20261020T090000"))
    _, out, _ = read_apart(floating, "Europe/Berlin")
    assert AS_JSON.validate_json(out).meetings[0].slots[0].tzid == "Europe/Berlin"


def test_the_process_may_not_take_more_memory_than_it_is_given():
    """As a file would that is worse than any we know: only this process ends."""
    greedy = (
        "import sys, events.core.foreign_calendar as one\n"
        "one.read_foreign = lambda raw, default_zone: bytearray(2 << 30)\n"
        "sys.exit(one.main([]))"
    )
    code, out, _ = read_apart(vcalendar(GOOD), wrapped=greedy)
    assert (code, out) == (1, "")


@pytest.mark.parametrize(
    ("raw", "code", "said"),
    [
        (vcalendar(GOOD), 0, ""),
        (b"<html>", REFUSED, "This is not a calendar.\n"),
    ],
)
def test_it_bounds_itself_before_it_reads(raw, code, said, monkeypatch, capsysbinary):
    """In this process its own bounds would be the ones of all later tests."""
    asked = {}
    monkeypatch.setattr(resource, "setrlimit", asked.__setitem__)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    assert main(["Europe/Berlin"]) == code
    told = capsysbinary.readouterr()
    assert told.err.decode() == said
    assert bool(told.out) == (code == 0)
    assert asked == {
        resource.RLIMIT_AS: (MEMORY, MEMORY),
        resource.RLIMIT_CPU: (SECONDS, SECONDS),
    }


def test_who_asked_to_be_left_out_is_left_out_of_names_texts_and_problems():
    raw = vcalendar(
        "X-WR-CALNAME:Calls of Jane Roe",
        vevent(*START, "SUMMARY:Jane Roe calls", "LOCATION:At Jane Roe's", uid="good"),
        vevent("SUMMARY:With Jane Roe", uid="bad"),
    )
    read = read_foreign(raw)
    calendar = without_names(read, fingerprints_of(name="Jane Roe"))
    [meeting], [problem] = calendar.meetings, calendar.problems
    said = (calendar.name, meeting.title, meeting.place, meeting.text, problem.title)
    assert [words for words in said if "Jane" in words or "Roe" in words] == []
    assert without_names(read, frozenset()) == read
