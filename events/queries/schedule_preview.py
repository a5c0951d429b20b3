"""What a schedule would mean, before anybody stores it: no query, only arithmetic."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.core.describe import describe
from events.core.expand import expand, strange_dates
from events.core.recurrence import Schedule
from events.models import Slot
from events.models.series import DAY_MINUTES
from initiatives.core.catalog_entry import SlotEntry
from portal.core import zones
from portal.core.clock_shifts import Shift, shifts
from portal.ui.moment import zone_in_words

from .lines import days_from
from .rule_dates import schedule

SHOWN = 5
PLACES = 4
YEAR = timedelta(days=366)
WELL_SPREAD = ("UTC", "America/New_York", "Asia/Kolkata", "Europe/Berlin")


@dataclass(frozen=True)
class Clock:
    """What clocks in one place show; `is_other_day` than in the place named first."""

    wall: datetime
    place: str
    is_other_day: bool


@dataclass(frozen=True)
class Change:
    """From this date on it begins at another hour in these places."""

    day: date
    amount: str
    is_later: bool
    places: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True)
class SchedulePreview:
    """`dates` are told in the reader's time first; `days` are the first and last of each, where it
    has days instead of hours. `missing` and `doubled` are wall times that
    clocks skip or show twice in the five years to come; `is_skipping` months that are too short."""

    words: str
    dates: tuple[tuple[Clock, ...], ...]
    missing: tuple[datetime, ...]
    doubled: tuple[datetime, ...]
    changes: tuple[Change, ...]
    is_skipping: bool
    has_more: bool
    is_all_day: bool
    days: tuple[tuple[date, date], ...]

    @property
    def is_strange(self) -> bool:
        return bool(self.missing or self.doubled or self.changes or self.is_skipping)


def schedule_preview(
    *, when: SlotEntry, now: datetime, reader_zone: str | None, days: int = 0
) -> SchedulePreview:
    """Of beginnings: how many minutes it lasts changes nothing here. Whole `days` are nobody's own
    time."""
    is_all_day = days > 0
    planned = schedule(as_slot(when), minutes=1, is_all_day=is_all_day)
    places = (when.tz,) if is_all_day else (reader_zone, when.tz, *WELL_SPREAD)
    tzids = tuple(dict.fromkeys(filter(None, places)))[:PLACES]
    year = starts(planned, now, YEAR)
    few = year if len(year) > SHOWN else starts(planned, now, (SHOWN + 1) * YEAR)
    strange = strange_dates(planned, since=wall(now, when.tz))
    return SchedulePreview(
        words=describe(planned),
        dates=tuple(clocks(at, tzids) for at in few[:SHOWN]),
        missing=tuple(one.wall for one in strange if one.is_gap),
        doubled=tuple(one.wall for one in strange if not one.is_gap),
        changes=changes(shifts(year, when.tz, [name for name in tzids if name != when.tz])),
        is_skipping=any(day > 28 for day in (planned.rule.monthdays if planned.rule else ())),
        has_more=len(few) > SHOWN,
        is_all_day=is_all_day,
        days=tuple(days_from(at, days * DAY_MINUTES, when.tz) for at in few[:SHOWN] if days),
    )


def as_slot(when: SlotEntry) -> Slot:
    return Slot(
        start_date=when.start.date(),
        start_time=when.start.time(),
        tzid=when.tz,
        rrule=when.rrule,
        until_date=when.until,
    )


def starts(planned: Schedule, now: datetime, ahead: timedelta) -> list[datetime]:
    """From the first date where that is later than now."""
    first = zones.resolve_wall(planned.start, zones.zone(planned.tzid)).at
    begin = max(now, first)
    found = expand(planned, start=begin, end=begin + ahead)
    return [one.start for one in found]


def wall(at: datetime, tzid: str) -> datetime:
    return at.astimezone(zones.zone(tzid)).replace(tzinfo=None, fold=0)


def clocks(at: datetime, tzids: Sequence[str]) -> tuple[Clock, ...]:
    first = wall(at, tzids[0]).date()
    walls = [(wall(at, tzid), zone_in_words(tzid)) for tzid in tzids]
    return tuple(Clock(there, place, there.date() != first) for there, place in walls)


def changes(found: Iterable[Shift]) -> tuple[Change, ...]:
    """One line a day and amount: most places west and east of a clock change move alike."""
    return tuple(
        Change(
            day=day,
            amount=in_words(abs(minutes)),
            is_later=minutes > 0,
            places=tuple((zone_in_words(one.tzid), one.there) for one in alike),
        )
        for (day, minutes), alike in groupby(sorted(found, key=by_amount), key=by_amount)
    )


def by_amount(shift: Shift) -> tuple[date, int]:
    return shift.day, shift.minutes


def in_words(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    if rest:
        return _("%(n)d minutes") % {"n": minutes}
    return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
