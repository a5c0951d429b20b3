"""What other programs make of our calendars: khal, a calendar people use, and the library
`recurring-ical-events`."""

from datetime import UTC, datetime, timedelta

from events.core.expand import expand
from events.core.ics import CalendarEvent, write_calendar
from events.core.recurrence import Override, Schedule, parse_rule
from tests.other_programs import ORACLE, run, shown_by_khal

HOUR = timedelta(hours=1)
WINDOW = {"start": datetime(2026, 2, 1, tzinfo=UTC), "end": datetime(2026, 12, 1, tzinfo=UTC)}
READ_BY_KHAL = "{start-long} {end-long} {title}"
READ_BY_THE_LIBRARY = """
import sys, icalendar, recurring_ical_events
from datetime import UTC, datetime
calendar = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
for one in recurring_ical_events.of(calendar).between(datetime(2026, 2, 1, tzinfo=UTC),
                                                      datetime(2026, 12, 1, tzinfo=UTC)):
    start, end = (one[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND"))
    print(f"{start:%Y-%m-%d %H:%M} {end:%Y-%m-%d %H:%M} {one['SUMMARY']}")
"""


def meeting(uid: str, tzid: str, start: datetime, rule: str, **more) -> CalendarEvent:
    schedule = Schedule(start=start, tzid=tzid, duration=HOUR, rule=parse_rule(rule), **more)
    changed = datetime(2026, 1, 1, tzinfo=UTC)
    return CalendarEvent(uid=uid, summary=uid, last_modified=changed, schedule=schedule)


MEETINGS = (
    meeting(
        "new-york",
        "America/New_York",
        datetime(2026, 1, 6, 11),
        "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261110",
        overrides=(
            Override(datetime(2026, 2, 10, 11), start=datetime(2026, 2, 12, 9, 30)),
            Override(datetime(2026, 2, 17, 11), status="cancelled"),
        ),
    ),
    meeting(
        "berlin",
        "Europe/Berlin",
        datetime(2026, 1, 7, 16),
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE",
        exdates=(datetime(2026, 3, 4, 16),),
        rdates=(datetime(2026, 3, 5, 17),),
    ),
    meeting("casablanca", "Africa/Casablanca", datetime(2026, 1, 8, 9), "FREQ=WEEKLY;BYDAY=TH"),
    meeting("vancouver", "America/Vancouver", datetime(2026, 1, 6, 9), "FREQ=WEEKLY;BYDAY=TU"),
    meeting("kolkata", "Asia/Kolkata", datetime(2026, 1, 13, 9), "FREQ=MONTHLY;BYDAY=2TU"),
    meeting("lord-howe", "Australia/Lord_Howe", datetime(2026, 1, 5, 9), "FREQ=DAILY;INTERVAL=9"),
)


def ours() -> list[str]:
    return sorted(
        f"{one.start:%Y-%m-%d %H:%M} {one.end:%Y-%m-%d %H:%M} {event.summary}"
        for event in MEETINGS
        for one in expand(event.schedule, **WINDOW)
    )


def test_khal_shows_the_same_times(tmp_path):
    days = (WINDOW["end"] - WINDOW["start"]).days
    calendar = write_calendar("Ours", MEETINGS)
    assert (
        shown_by_khal(calendar, tmp_path, first="2026-02-01", days=days, says=READ_BY_KHAL)
        == ours()
    )


def test_a_library_made_by_others_finds_the_same_times(tmp_path):
    file = tmp_path / "feed.ics"
    file.write_bytes(write_calendar("Ours", MEETINGS))
    assert sorted(run(ORACLE, "python", "-c", READ_BY_THE_LIBRARY, str(file))) == ours()
