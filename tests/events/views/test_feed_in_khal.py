"""Our feed in a calendar program people use: the dates of our own rows, at the same times."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.cache import cache

from events.actions.horizon import materialise
from events.actions.occurrence import add_occurrence, cancel_occurrence, move_occurrence
from events.actions.slot import split_slot
from events.models import Occurrence, Series
from initiatives.core.catalog_entry import SlotEntry
from tests.other_programs import shown_by_khal

FIRST, LAST = datetime(2026, 2, 3, tzinfo=UTC), datetime(2026, 11, 30, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
SAYS = "{start-long} {end-long} {title} {status}"
ALTERNATING = [
    {"start_date": date(2026, 2, 4), "start_time": time(9), "rrule": "FREQ=WEEKLY;INTERVAL=4"},
    {
        "start_date": date(2026, 2, 18),
        "start_time": time(21),
        "tzid": "Asia/Tokyo",
        "rrule": "FREQ=WEEKLY;INTERVAL=4;BYDAY=WE",
    },
]
IN_THE_GAP = {
    "start_date": date(2026, 2, 8),
    "start_time": time(2, 30),
    "rrule": "FREQ=WEEKLY;BYDAY=SU;UNTIL=20260425T000000Z",
}
DAYS = {
    "start_date": date(2026, 6, 2),
    "start_time": time(0),
    "tzid": "Europe/Berlin",
    "rrule": "FREQ=MONTHLY;BYDAY=1TU",
}


def on(series: Series, day: date) -> Occurrence:
    return series.occurrences.get(original_date=day)


def everything(make_series, lead, now) -> None:
    """A series that was split, slots that take turns, dates moved, called off and added, hours
    that clocks skip, and days that last from one to the next."""
    call = make_series(slug="call", title="Call")
    move_occurrence(
        occurrence=on(call, date(2026, 2, 10)), to=datetime(2026, 2, 12, 9, 30), by=lead
    )
    cancel_occurrence(occurrence=on(call, date(2026, 2, 17)), by=lead, reason="Nobody can.")
    add_occurrence(series=call, at=datetime(2026, 2, 20, 15), tzid="America/New_York", by=lead)
    later = SlotEntry(
        start=datetime(2026, 5, 6, 16), tz="Europe/Berlin", rrule="FREQ=WEEKLY;BYDAY=WE"
    )
    split_slot(slot=call.slots.get(), day=date(2026, 5, 5), when=later, by=lead)
    make_series(slug="turns", title="Turns", slots=ALTERNATING)
    make_series(slug="night", title="Night", slots=[IN_THE_GAP])
    days = make_series(
        slug="days", title="Days", slots=[DAYS], is_all_day=True, duration_minutes=2880
    )
    materialise(series=days, now=now)


def test_khal_shows_every_date_as_our_rows_have_it(client, make_series, lead, now, tmp_path):
    everything(make_series, lead, now)
    cache.clear()
    calendar = client.get("/calendar/all.ics").content
    shown = shown_by_khal(calendar, tmp_path, first=f"{FIRST:%Y-%m-%d}", days=300, says=SAYS)
    rows = Occurrence.objects.between(FIRST, LAST).select_related("series")
    assert shown == sorted(map(line, rows))
    assert {row.status for row in rows} == {"scheduled", "moved", "cancelled"}


def line(row: Occurrence) -> str:
    """In khal's words: in UTC, days by their names and with the last one."""
    said = "CANCELLED" if row.is_cancelled else "CONFIRMED"
    if row.series.is_all_day:
        first, end = (at.astimezone(BERLIN).date() for at in (row.starts_at, row.ends_at))
        return f"{first} {end - timedelta(days=1)} {row.title} {said}"
    return f"{row.starts_at:%Y-%m-%d %H:%M} {row.ends_at:%Y-%m-%d %H:%M} {row.title} {said}"
