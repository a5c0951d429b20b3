"""Time zones by name, wall times as instants, and how old the zone data is.

Importing this module makes the pinned tzdata package the only source of zone rules: the machine's
own files may be a year behind and would move published meetings by an hour.
"""

import re
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

import tzdata

zoneinfo.reset_tzpath(to=())

MINUS = "\N{MINUS SIGN}"
# Kept by the zone data with rules instead of a link, each is an old spelling of one place's time.
OLD_SPELLINGS = {
    "EST5EDT": "America/New_York",
    "CST6CDT": "America/Chicago",
    "MST7MDT": "America/Denver",
    "PST8PDT": "America/Los_Angeles",
}


class UnknownZone(ValueError):
    """No zone of that name is in the zone data."""

    def __init__(self, name: object):
        super().__init__(f"“{str(name)[:64]}” is not a time zone we know.")


class AmbiguousZone(UnknownZone):
    """Letters such as EST: a different time for whoever reads them."""

    def __init__(self, name: object):
        ValueError.__init__(
            self,
            f"“{str(name)[:64]}” means different times to different people."
            " Choose the place nearest to you.",
        )


@dataclass(frozen=True, slots=True)
class Instant:
    """What a wall time means; `is_gap` and `is_doubled` say that clocks never or twice show it."""

    at: datetime
    is_gap: bool = False
    is_doubled: bool = False


@cache
def known() -> frozenset[str]:
    """Every name in the zone data, aliases too; paths and the placeholder zone are not in it."""
    return frozenset(zoneinfo.available_timezones() - {"Factory", "localtime", "posixrules"})


def zone(name: str) -> ZoneInfo:
    """Raises UnknownZone, also for paths: only names in the zone data's own list are opened."""
    if name not in known():
        raise UnknownZone(name)
    return ZoneInfo(name)


@cache
def _places() -> frozenset[str]:
    """Names the zone data lists for countries: Stockholm has Berlin's rules and stays Stockholm."""
    rows = (row.split("\t") for row in _zone_file("zone.tab").splitlines() if row[:1] != "#")
    return frozenset(row[2] for row in rows)


@cache
def _links() -> dict[str, str]:
    rows = (row.split() for row in _zone_file("tzdata.zi").splitlines() if row[:2] == "L ")
    return OLD_SPELLINGS | {alias: target for _, target, alias in rows}


def _zone_file(name: str) -> str:
    return resources.files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")


def canonical(name: str) -> str:
    """Today's spelling: Asia/Calcutta becomes Asia/Kolkata, US/Pacific America/Los_Angeles.

    A place keeps its own name even where it shares another's rules. Raises UnknownZone.
    """
    if name not in known():
        raise UnknownZone(name)
    while name not in _places() and name in _links():
        name = _links()[name]
    return "UTC" if name == "Etc/UTC" else name


@cache
def representative() -> tuple[str, ...]:
    """One well-known place for each set of rules clocks follow today."""
    rows = (row.split("\t") for row in _zone_file("zonenow.tab").splitlines() if row[:1] != "#")
    return tuple(row[2] for row in rows)


@cache
def pickable() -> tuple[str, ...]:
    """Zones to offer in a form, UTC first, then places by name."""
    return ("UTC", *sorted(_places() & known()))


def picked(name: str) -> str:
    """Today's spelling of a place somebody chose or typed; UTC is one too.

    Raises UnknownZone, AmbiguousZone for the letters that zone data keeps for old programs.
    """
    if name != "UTC" and re.fullmatch(r"[A-Z]{2,5}|[A-Z]{3}\d[A-Z]{3}", name):
        raise AmbiguousZone(name)
    found = canonical(name)
    if found not in pickable():
        raise UnknownZone(name)
    return found


def resolve_wall(wall: datetime, tz: ZoneInfo) -> Instant:
    """RFC 5545, 3.3.5: a time in a gap takes the offset before it, a doubled one is its first.

    `wall` is naive.
    """
    before = tz.utcoffset(wall.replace(fold=0) if wall.fold else wall) or timedelta()
    after = tz.utcoffset(wall.replace(fold=1)) or timedelta()
    at = (wall - before).replace(tzinfo=UTC, fold=0)
    return Instant(at, is_gap=before < after, is_doubled=before > after)


def zone_words(name: str, at: datetime) -> str:
    """Like "New York time (UTC-5)" at that instant: EST is read differently by everyone."""
    offset = offset_words(at.astimezone(zone(name)).utcoffset() or timedelta())
    name = canonical(name)
    if name == "UTC":
        return "UTC"
    if name.startswith("Etc/"):
        return offset
    return f"{place(name)} time ({offset})"


def place(name: str) -> str:
    """Like "Buenos Aires, Argentina" from America/Argentina/Buenos_Aires. Zones of no place are
    called by their offset, which their names have the wrong way round: Etc/GMT+12 is UTC-12."""
    if name.startswith("Etc/GMT"):
        return offset_words(datetime.now(zone(name)).utcoffset() or timedelta())
    return ", ".join(reversed(canonical(name).replace("_", " ").split("/")[1:])) or name


def offset_words(offset: timedelta) -> str:
    """Like "UTC+5:45"; a second of the nineteenth century is dropped."""
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = MINUS if offset < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")


def tzdata_version() -> str:
    """The IANA release in use, like 2026f."""
    return tzdata.IANA_VERSION


def tzdata_age(today: date) -> int:
    """Days since the zone data can have been released, an upper bound.

    The package carries no date. It does carry the year in its name and the leap second bulletin of
    the half-year it was made in: no release is older than the later of the two.
    """
    year = date(int(tzdata.IANA_VERSION[:4]), 1, 1)
    bulletin = re.search(r"#updated \d+ \((\d{4}-\d\d-\d\d)", _zone_file("leapseconds"))
    return (today - max(year, date.fromisoformat(bulletin[1]) if bulletin else year)).days
