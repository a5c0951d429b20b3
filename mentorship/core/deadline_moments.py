"""One moment published for one or several clocks: which instant it is, or why nobody can tell.

Letters that belong to one half of the year (PST, PDT) hold only while clocks show them. Where they
do not, there are two instants: the one as written and the one by the clocks there. Only what else
is said of the moment decides between them, and then the letters are a mistake and no more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from portal.core.text_dates import long_date
from portal.core.text_tokens import NotClear
from portal.core.text_zones import Label, season_offset, zone_of
from portal.core.zones import offset_words, place, zone_words

A_DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
UNITS = ((A_DAY, "day"), (60 * MINUTE, "hour"), (MINUTE, "minute"))


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, and the zone it was published in."""

    at: datetime
    tz: str

    @property
    def wall(self) -> datetime:
        return self.at.astimezone(zone_of(self.tz)).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class _Meaning:
    """`holds`: clocks are called so then."""

    moment: Moment
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Said:
    """An hour for the clocks of one label. `floats`: the day was said of the hour beside it, and
    these clocks may show the day before or after."""

    words: str
    clock: time
    label: Label
    day: date
    floats: bool = False

    def meanings(self) -> dict[datetime, _Meaning]:
        """On its own day. One place may have several, several places one."""
        return _meanings(self.label, datetime.combine(self.day, self.clock))

    def possible(self) -> dict[datetime, _Meaning]:
        if not self.floats:
            return self.meanings()
        around = (datetime.combine(self.day + n * A_DAY, self.clock) for n in (-1, 0, 1))
        return {at: one for wall in around for at, one in _meanings(self.label, wall).items()}

    @property
    def is_sure(self) -> bool:
        """It needs nothing else to be understood."""
        found = self.meanings().values()
        return len(found) == 1 and all(one.holds for one in found)


def settle(said: Sequence[Said]) -> tuple[Moment, list[str]]:
    """The one instant of all, in the first zone that holds then, and what is odd about it.

    Raises NotClear where nothing is sure, or two are not the same instant.
    """
    for one in said:
        if not one.meanings():
            raise NotClear(_skipped(one))
    first = next((one for one in said if one.is_sure), None)
    if first is None:
        raise NotClear(_open(said[0]))
    left = set(first.possible())
    for one in said:
        if left.isdisjoint(one.possible()):
            raise NotClear(_two_instants(first, left, one))
        left.intersection_update(one.possible())
    meant = [one.possible()[min(left)] for one in said]
    holding = next((one.moment for one in meant if one.holds), None)
    if holding is None:
        raise NotClear(_open(said[0]))
    odd = [_odd(one, meaning) for one, meaning in zip(said, meant, strict=True)]
    return holding, [words for words in odd if words]


def _meanings(label: Label, wall: datetime) -> dict[datetime, _Meaning]:
    found = [one for tz in label.places for one in _in_place(label, tz, wall)]
    return {one.moment.at: one for one in reversed(found)}  # of places with one clock the first


def _in_place(label: Label, tz: str, wall: datetime) -> Iterator[_Meaning]:
    there = zone_of(tz)
    shown, east = _instants(wall, there), _east(label, tz, wall.year)
    local = [at.astimezone(there) for at in shown]
    right = [at for at in local if east in {None, at.utcoffset()} or at.tzname() == label.name]
    if right or east is None:
        yield from (_Meaning(Moment(at.astimezone(UTC), tz)) for at in right)
    elif shown:
        written = (wall - east).replace(tzinfo=UTC)
        yield from (_Meaning(Moment(at, tz), holds=False) for at in (written, *shown))


def _east(label: Label, tz: str, year: int) -> timedelta | None:
    """The offset that the letters of one half of the year stand for, in whichever half it is."""
    if label.season and tz == label.places[0]:
        return season_offset(label, year) * MINUTE
    halves = (datetime(year, month, 15, 12, tzinfo=zone_of(tz)) for month in (1, 7))
    return next((half.utcoffset() for half in halves if half.tzname() == label.name), None)


def _instants(wall: datetime, there: tzinfo) -> list[datetime]:
    """None where clocks skip the hour, two where they show it twice."""
    either = (wall.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    return [at for at in dict.fromkeys(either) if at.astimezone(there).replace(tzinfo=None) == wall]


def _skipped(one: Said) -> str:
    where = place(one.label.places[0])
    return f"Clocks in {where} skip {one.clock:%H:%M} on {long_date(one.day)}. Which hour is meant?"


def _open(one: Said) -> str:
    """What keeps a single statement from being sure."""
    tz = one.label.places[0]
    if len(one.label.places) > 1:
        *most, last = map(place, one.label.places)
        names = f"{', '.join(most)} and {last}"
        return f"“{one.label.name}” is used in {names}. Which city's clock is meant?"
    shown = _instants(datetime.combine(one.day, one.clock), zone_of(tz))
    if len(shown) > 1:
        both = " and ".join(_utc(at, one.day) for at in shown)
        twice = f"Clocks in {place(tz)} show {one.clock:%H:%M} twice on {long_date(one.day)}"
        return f"{twice}, at {both}. Which one is meant?"
    written = next(at for at in one.meanings() if at not in shown)
    return (
        f"{_not_then(one.label, Moment(shown[0], tz))}: {one.words} is {_utc(written, one.day)} as "
        f"written and {_utc(shown[0], one.day)} by the clocks there. Which one is meant?"
    )


def _odd(one: Said, meaning: _Meaning) -> str:
    moment = meaning.moment
    if not meaning.holds:
        shown = f"{moment.wall:%H:%M} {_called(moment)}"
        return f"{_not_then(one.label, moment)}: it is {shown} there."
    several = len(one.label.places) > 1
    return f"“{one.label.name}” is read as {place(moment.tz)} time." if several else ""


def _two_instants(first: Said, left: set[datetime], other: Said) -> str:
    """Of the instants each of them may be, the two that are nearest to each other."""
    pairs = [(abs(at - it), at, it) for at in left for it in other.possible()]
    apart, at, it = min(pairs)
    here, there = first.possible()[at].moment, Moment(at, other.possible()[it].moment.tz)
    shown, said = f"{there.wall:%H:%M} {_clocks(there)}", other.words
    if there.wall.date() != other.day:
        shown += f" on {long_date(there.wall.date())}"
        said += f" on {long_date(other.day)}"
    return (
        f"{first.words} {first.label.name} on {long_date(here.wall.date())} is {shown}, not "
        f"{said}: they are {_length(apart)} apart. Which one is right?"
    )


def _not_then(label: Label, moment: Moment) -> str:
    on = f"on {long_date(moment.wall.date())}"
    return f"“{label.name}” does not hold {on}, when {place(moment.tz)} is on {_called(moment)}"


def _called(moment: Moment) -> str:
    """Like "PDT", or "UTC-3" where clocks have no such letters."""
    local = moment.at.astimezone(zone_of(moment.tz))
    name = local.tzname() or ""
    return name if name.isalpha() else offset_words(local.utcoffset() or timedelta())


def _clocks(moment: Moment) -> str:
    if moment.tz[0] in "+-":
        return f"UTC{moment.tz}"
    if moment.tz == "UTC" or moment.tz.startswith("Etc/"):
        return zone_words(moment.tz, moment.at)
    return f"in {place(moment.tz)}"


def _utc(at: datetime, day: date) -> str:
    return f"{at:%H:%M} UTC" + (f" on {long_date(at.date())}" if at.date() != day else "")


def _length(apart: timedelta) -> str:
    """Like "1 day 2 hours"."""
    words = []
    for unit, name in UNITS:
        number, apart = divmod(apart, unit)
        if number:
            words.append(f"{number} {name}{'s' if number > 1 else ''}")
    return " ".join(words)
