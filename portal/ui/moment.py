"""A moment in words: day, clock and zone; and what is strange about it for this reader.

Pure: the zones arrive as arguments. `static/ui/times.js` says the same in the browser, for readers
whose zone only their browser knows; a browser test holds the two together.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as format_date
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.core.zones import MINUS

NIGHT_ENDS, NIGHT_BEGINS = 6, 23
DAY = timedelta(days=1)
DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a moment reads in one zone."""

    weekday: str
    day: str
    clock: str
    zone: str

    def starts_like(self, other: "Reading") -> bool:
        return (self.day, self.clock[:5]) == (other.day, other.clock[:5])


def as_zone(zone: ZoneInfo | str | None) -> ZoneInfo:
    return zone if isinstance(zone, ZoneInfo) else ZoneInfo(zone or "UTC")


def zone_in_words(zone: ZoneInfo | str) -> str:
    return _zone_in_words(as_zone(zone).key, get_language())


@lru_cache(maxsize=1024)
def _zone_in_words(key: str, language: str | None) -> str:
    if key.startswith("Etc/GMT") and len(key) > len("Etc/GMT"):
        sign, hours = key[len("Etc/GMT")], key[len("Etc/GMT") + 1 :]
        # POSIX counts westward: Etc/GMT-8 is eight hours ahead of UTC.
        return f"UTC{'+' if sign == '-' else MINUS}{hours}"
    if "/" not in key or key.startswith("Etc/"):
        return "UTC"
    return _("%(city)s time") % {"city": key.rsplit("/", 1)[-1].replace("_", " ")}


def machine_time(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("A moment needs its zone: naive times mean nothing to a reader.")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


@lru_cache(maxsize=1024)
def _words_of_day(day: date, language: str | None) -> tuple[str, str]:
    """Weekday and short date; a timetable says the same few days a hundred times."""
    return format_date(day, "D"), format_date(day, "D j M")


def read(at: datetime, until: datetime | None, zone: ZoneInfo | str) -> Reading:
    zone = as_zone(zone)
    start, language = at.astimezone(zone), get_language()
    weekday, day = _words_of_day(start.date(), language)
    clock = _clock(start)
    if until is not None:
        end = until.astimezone(zone)
        if until - at < DAY:
            clock = f"{clock}{DASH}{_clock(end)}"
        else:
            clock = f"{clock} {DASH} {_words_of_day(end.date(), language)[1]} {_clock(end)}"
    return Reading(weekday, day, clock, zone_in_words(zone))


def _clock(wall: datetime) -> str:
    return f"{wall.hour:02}:{wall.minute:02}"


def days_in_words(first: date, last: date) -> str:
    """Whole days are the same everywhere: no clock, no zone."""
    words = format_date(first, "D j M Y")
    if first == last:
        return words
    begin = format_date(first, "D j M" if first.year == last.year else "D j M Y")
    return f"{begin} {DASH} {format_date(last, 'D j M Y')}"


def strangeness(
    at: datetime,
    zone: ZoneInfo | str,
    group_zone: ZoneInfo | str,
    before: datetime | None = None,
) -> str:
    """Night, another day than the group's, another clock than on the date before; mostly nothing.

    `before` is that date, of what happens again and again.
    """
    mine, theirs = at.astimezone(as_zone(zone)), at.astimezone(as_zone(group_zone))
    words = []
    if not NIGHT_ENDS <= mine.hour < NIGHT_BEGINS:
        words.append(_("at night"))
    if mine.date() > theirs.date():
        words.append(_("already the next day"))
    if mine.date() < theirs.date():
        words.append(_("still the day before"))
    for_you = _("%(what)s for you") % {"what": ", ".join(words)} if words else ""
    shift = _shift_since(before, mine, theirs) if before else 0
    return "; ".join(filter(None, [for_you, _shift_in_words(shift) if shift else ""]))


def _shift_since(before: datetime, mine: datetime, theirs: datetime) -> int:
    """Minutes by which the reader's clock has moved against the group's."""
    ahead_now = _ahead(mine, theirs)
    ahead_then = _ahead(before.astimezone(mine.tzinfo), before.astimezone(theirs.tzinfo))
    return round((ahead_now - ahead_then).total_seconds() / 60)


def _ahead(mine: datetime, theirs: datetime) -> timedelta:
    return mine.replace(tzinfo=None) - theirs.replace(tzinfo=None)


def _shift_in_words(minutes: int) -> str:
    size = abs(minutes)
    amount = (
        ngettext("%(n)d hour", "%(n)d hours", size // 60) % {"n": size // 60}
        if size % 60 == 0
        else _("%(n)d minutes") % {"n": size}
    )
    if minutes > 0:
        return _("%(amount)s later than the date before: clocks change") % {"amount": amount}
    return _("%(amount)s earlier than the date before: clocks change") % {"amount": amount}
