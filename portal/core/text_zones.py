"""What a published zone label means, and how two zones' clocks relate over a year.

A label in a recurring statement means a place's local time, in summer and in winter alike; only
UTC, GMT and UTC±n are fixed. A label that several places use for different clocks keeps all of
them as candidates: another statement in the text may leave one, else the organizer is asked.

Decisions on labels with more than one home:
- PST, EST, CET and their summer twins: the place most published schedules mean.
- IST (India, Ireland, Israel), CST (Chicago, Shanghai), BST (London, Dhaka; also written for
  Brasília), AST (Halifax, Riyadh), SST, NST, GST, ECT and WST: open.
- MST and AEST: open as well. They name Denver's and Sydney's winter, but Arizona's and
  Queensland's whole year, so reading either one would be an hour wrong for half a year.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache
from importlib import resources
from itertools import takewhile

from portal.core.text_dates import MONTH_NAMES
from portal.core.text_tokens import NotClear, Token
from portal.core.zones import canonical, known, zone

# label, places that use it, and the half of the northern year it names ("" for both)
_LABELS = """
UTC|UTC  GMT|UTC  Z|UTC  ZULU|UTC  AOE|Etc/GMT+12
PT|America/Los_Angeles  PST|America/Los_Angeles|winter  PDT|America/Los_Angeles|summer
MT|America/Denver  MST|America/Denver,America/Phoenix|winter  MDT|America/Denver|summer
CT|America/Chicago  CST|America/Chicago,Asia/Shanghai|winter  CDT|America/Chicago|summer
ET|America/New_York  EST|America/New_York|winter  EDT|America/New_York|summer
AST|America/Halifax,Asia/Riyadh|winter  ADT|America/Halifax|summer
NST|America/St_Johns,Asia/Kathmandu|winter  NDT|America/St_Johns|summer
AKT|America/Anchorage  AKST|America/Anchorage|winter  AKDT|America/Anchorage|summer
HST|Pacific/Honolulu
PST8PDT|America/Los_Angeles  MST7MDT|America/Denver  CST6CDT|America/Chicago
EST5EDT|America/New_York
WET|Europe/Lisbon|winter  WEST|Europe/Lisbon|summer
BST|Europe/London,Asia/Dhaka|summer  IST|Asia/Kolkata,Europe/Dublin,Asia/Jerusalem
CET|Europe/Berlin|winter  CEST|Europe/Berlin|summer
EET|Europe/Bucharest|winter  EEST|Europe/Bucharest|summer
MSK|Europe/Moscow  TRT|Europe/Istanbul  IDT|Asia/Jerusalem|summer
GST|Asia/Dubai,Atlantic/South_Georgia  PKT|Asia/Karachi  NPT|Asia/Kathmandu
ICT|Asia/Bangkok  WIB|Asia/Jakarta  MYT|Asia/Kuala_Lumpur  PHT|Asia/Manila
SGT|Asia/Singapore  HKT|Asia/Hong_Kong  JST|Asia/Tokyo  KST|Asia/Seoul
SST|Asia/Singapore,Pacific/Pago_Pago  WST|Australia/Perth,Pacific/Apia
AWST|Australia/Perth  ACDT|Australia/Adelaide|winter
ACST|Australia/Adelaide,Australia/Darwin|summer
AET|Australia/Sydney  AEDT|Australia/Sydney|winter  AEST|Australia/Sydney,Australia/Brisbane|summer
NZT|Pacific/Auckland  NZDT|Pacific/Auckland|winter  NZST|Pacific/Auckland|summer
BRT|America/Sao_Paulo  ART|America/Argentina/Buenos_Aires
CLT|America/Santiago|summer  CLST|America/Santiago|winter
COT|America/Bogota  PET|America/Lima  ECT|America/Guayaquil,America/Puerto_Rico
WAT|Africa/Lagos  CAT|Africa/Maputo  EAT|Africa/Nairobi  SAST|Africa/Johannesburg
"""
_NAMES = """
coordinated universal time|UTC  universal time|UTC  greenwich mean time|GMT
anywhere on earth|AOE  british summer time|+Europe/London|summer  british time|+Europe/London
irish standard time|+Europe/Dublin  irish time|+Europe/Dublin
central european time|CET  central european standard time|CET  central european summer time|CEST
eastern european time|EET  eastern european summer time|EEST  western european time|WET
india standard time|+Asia/Kolkata  indian standard time|+Asia/Kolkata
israel standard time|+Asia/Jerusalem  israel daylight time|+Asia/Jerusalem
china standard time|+Asia/Shanghai  japan standard time|JST  korea standard time|KST
singapore standard time|+Asia/Singapore  gulf standard time|+Asia/Dubai
australian eastern time|AET  australian eastern daylight time|AEDT
australian eastern standard time|AEST  brasilia time|BRT  west africa time|WAT
central africa time|CAT  east africa time|EAT  south africa standard time|SAST
south african standard time|SAST  eastern daylight savings time|EDT
"""
_REGIONS = {
    "pacific": "PT PST PDT",
    "mountain": "MT MST MDT",
    "central": "CT +America/Chicago|winter CDT",
    "eastern": "ET EST EDT",
    "atlantic": "+America/Halifax +America/Halifax|winter ADT",
    "alaska": "AKT AKST AKDT",
    "hawaii": "HST HST HST",
}
_PLACES = """
uk|Europe/London  england|Europe/London  germany|Europe/Berlin  china|Asia/Shanghai
korea|Asia/Seoul  munich|Europe/Berlin  hamburg|Europe/Berlin  frankfurt|Europe/Berlin
geneva|Europe/Zurich  milan|Europe/Rome  barcelona|Europe/Madrid  beijing|Asia/Shanghai
shenzhen|Asia/Shanghai  hangzhou|Asia/Shanghai  bangalore|Asia/Kolkata  bengaluru|Asia/Kolkata
mumbai|Asia/Kolkata  delhi|Asia/Kolkata  hyderabad|Asia/Kolkata  chennai|Asia/Kolkata
san francisco|America/Los_Angeles  seattle|America/Los_Angeles  california|America/Los_Angeles
nyc|America/New_York  boston|America/New_York  austin|America/Chicago  canberra|Australia/Sydney
"""
_FIRST_NAMES = {"chad", "georgia", "jordan"}
_PLAIN_WORDS = {"ART", "CAT", "COT", "EAT", "PET", "WAT", "WEST", "WET", "Z", "ICT", "MT", "CT"}
_ENDINGS = {"time", "timezone", "tz", "zone"}
_MIDSEASON = {"winter": 14, "summer": 195}  # 15 January and 15 July, counted from 0
_AUDIENCE = {
    *("timezones", "zones", "friendly", "participants", "members", "folks", "contributors"),
    *("region", "regions", "audience", "attendees", "people", "community"),
}


@dataclass(frozen=True, slots=True)
class Label:
    """A zone as published: the places it may mean, and the season its name belongs to."""

    name: str
    places: tuple[str, ...]
    seasons: frozenset[str] = frozenset()

    def only(self, places: tuple[str, ...]) -> "Label":
        """The label with fewer places; the season it names is that of the first one it had."""
        seasons = self.seasons if places[0] == self.places[0] else frozenset()
        return replace(self, places=places, seasons=seasons)

    @property
    def is_offset(self) -> bool:
        return self.places[0][0] in "+-" or self.places[0].startswith(("UTC", "Etc/"))

    @property
    def season(self) -> str:
        """ "" when the label names no season, or both ("PST/PDT")."""
        return next(iter(self.seasons)) if len(self.seasons) == 1 else ""


def _label(name: str, places: str, season: str = "") -> Label:
    return Label(name, tuple(places.split(",")), frozenset({season} - {""}))


def _entries(table: str) -> Iterable[list[str]]:
    return (entry.strip().split("|") for entry in re.split(r"\s{2,}|\n", table) if entry.strip())


LABELS = {entry[0]: _label(*entry) for entry in _entries(_LABELS)}


def _named(name: str, meaning: str, season: str = "") -> Label:
    if meaning.startswith("+"):
        return _label(name, meaning[1:], season)
    known = LABELS[meaning]
    return Label(name, known.places, known.seasons)


NAMES = {entry[0]: _named(*entry) for entry in _entries(_NAMES)}
for _region, _twins in _REGIONS.items():
    _kinds = ("time", "standard time", "daylight time")
    for _kind, _meaning in zip(_kinds, _twins.split(), strict=True):
        NAMES[f"{_region} {_kind}"] = _named(f"{_region} {_kind}".title(), *_meaning.split("|"))
_LONGEST_NAME = max(len(name.split()) for name in NAMES)


@lru_cache
def _zone_ids() -> dict[str, str]:
    return {name.lower(): name for name in known()}


@lru_cache
def _places() -> dict[str, str]:
    """Cities the zone data is named after, countries with a single zone, a few well-known more."""
    cities = {
        name.split("/")[1].replace("_", " ").lower(): canonical(name)
        for name in known()
        if re.fullmatch("(Africa|America|Asia|Australia|Europe|Pacific)/[^/]+", name)
    }
    tables = resources.files("tzdata").joinpath("zoneinfo")
    zones: dict[str, list[str]] = {}
    for code, _, name, *_ in _columns(tables.joinpath("zone.tab").read_text("utf-8")):
        zones.setdefault(code, []).append(name)
    names = _columns(tables.joinpath("iso3166.tab").read_text("utf-8"))
    countries = {
        name.lower(): zones[code][0] for code, name in names if len(zones.get(code, [])) == 1
    }
    named = {**cities, **countries, **dict(_entries(_PLACES))}
    return {name: place for name, place in named.items() if name not in _FIRST_NAMES}


def place_named(name: str) -> str:
    """The zone of a city, of a country with one, or of that name; empty when there is none."""
    plain = " ".join(_plain(name).lower().split())
    return canonical(_zone_ids()[plain]) if plain in _zone_ids() else _places().get(plain, "")


def _columns(table: str) -> list[list[str]]:
    return [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]


def fixed(text: str) -> Label:
    """UTC+8 is `Etc/GMT-8`: POSIX signs. Half hours have no such name and keep their own."""
    hours, minutes = re.fullmatch(r"\D*?([+-]\d{1,2}):?(\d{2})?", text).groups(default="0")  # type: ignore[union-attr]
    hour, minute = int(hours), int(minutes)
    if not -12 <= hour <= 14 or minute not in {0, 30, 45}:
        raise NotClear(f"“{text}” is not a time zone. Which city's clock do you follow?")
    if minute:
        return Label(text, (f"{hours[0]}{abs(hour):02}:{minute:02}",))
    return Label(text, (f"Etc/GMT{-hour:+}" if hour else "UTC",))


def zone_at(tokens: list[Token], i: int, *, after_clock: bool) -> tuple[Label | None, int]:
    """The zone that starts at token `i`, and where it ends.

    Names that are also plain words ("Pacific", "Poland") count only behind a clock time or before
    "time"; a label that only says whom a slot suits ("EST timezones") does not count at all.
    """
    label, end = _zone_words(tokens, i, after_clock=after_clock)
    if label is None:
        return None, i
    if tokens[end].low in _ENDINGS:
        end += 1
    if tokens[end].low in _AUDIENCE or _goes_on(tokens, end):
        return None, i
    return label, end


def _goes_on(tokens: list[Token], end: int) -> bool:
    """ "PT-BR" and "UTC-friendly" are words of their own."""
    dash, word = tokens[end], tokens[end + 1]
    return dash.is_mark("-") and word.kind == "word" and word.start == dash.start + 1


def _zone_words(tokens: list[Token], i: int, *, after_clock: bool) -> tuple[Label | None, int]:
    token = tokens[i]
    if token.kind == "offset":
        return fixed(token.text), i + 1
    if token.kind == "zone":
        exact = _zone_ids().get(token.low)
        return (Label(token.text, (canonical(exact),)), i + 1) if exact else (None, i)
    if token.kind != "word":
        return None, i
    region = i + 1 + tokens[i + 1].is_mark("/")
    if token.low in {"us", "u.s"} and tokens[region].low in _REGIONS:
        return _zone_words(tokens, region, after_clock=True)
    words = [t.low for t in takewhile(_is_word, tokens[i : i + _LONGEST_NAME])]
    for length in range(len(words), 1, -1):
        if name := NAMES.get(" ".join(words[:length])):
            return Label(_text(tokens, i, length), name.places, name.seasons), i + length
    upper = token.text.upper()
    written = token.text == upper or (after_clock and upper not in _PLAIN_WORDS)
    if upper in LABELS and written and (after_clock or upper not in _PLAIN_WORDS):
        return LABELS[upper], i + 1
    if after_clock and token.low in _REGIONS:
        name = NAMES[f"{token.low} time"]
        return Label(token.text, name.places, name.seasons), i + 1
    for length in range(min(len(words), 3), 0, -1):
        if after_clock or tokens[i + length].low in _ENDINGS:
            place = _places().get(_plain(" ".join(words[:length])))
            if place:
                return Label(_text(tokens, i, length), (place,)), i + length
    return None, i


def _is_word(token: Token) -> bool:
    return token.kind == "word"


def _plain(name: str) -> str:
    """São Paulo without its accents, as the zone data spells it."""
    if name.isascii():
        return name
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def _text(tokens: list[Token], i: int, length: int) -> str:
    return " ".join(token.text for token in tokens[i : i + length])


def zone_of(place: str) -> tzinfo:
    if place[0] in "+-":
        sign = 1 if place[0] == "+" else -1
        return timezone(sign * timedelta(hours=int(place[1:3]), minutes=int(place[4:])))
    return zone(place)


@lru_cache(maxsize=256)
def _offsets(place: str, year: int) -> tuple[int, ...]:
    """Minutes east of UTC at noon UTC, day by day."""
    there, first = zone_of(place), datetime(year, 1, 1, 12, tzinfo=UTC)
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    noons = ((first + timedelta(days=n)).astimezone(there) for n in range(days))
    return tuple((noon.utcoffset() or timedelta()) // timedelta(minutes=1) for noon in noons)


@lru_cache(maxsize=1024)
def differences(first: str, second: str, year: int) -> frozenset[int]:
    """All the numbers of minutes `second` is ahead of `first` in the course of the year."""
    pairs = zip(_offsets(first, year), _offsets(second, year), strict=True)
    return frozenset(other - one for one, other in pairs)


def elsewhere(clock: time, place: str, other: str, year: int) -> dict[time, int]:
    """What clocks in `other` show at `clock` in `place` during the year, with the days between."""
    start = clock.hour * 60 + clock.minute
    shown = sorted(start + ahead for ahead in differences(place, other, year))
    return {time(at % 1440 // 60, at % 60): at // 1440 for at in shown}


def span_of_days(year: int, days: frozenset[int]) -> str:
    """Like "from 14 March to 6 November", for days counted from 0; over New Year when they do."""
    total = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    starts = sorted(day for day in days if (day - 1) % total not in days)
    spans = []
    for start in starts:
        end = next(n for n in range(start, start + total) if (n + 1) % total not in days) % total
        first, last = (date(year, 1, 1) + timedelta(days=n) for n in (start, end))
        spans.append(f"from {_day_words(first)} to {_day_words(last)}")
    return " and ".join(spans)


def _day_words(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]}"


def days_shown(clock: time, place: str, other: str, year: int) -> dict[time, frozenset[int]]:
    """What clocks in `other` show at `clock` in `place`, each with its days of the year."""
    start = clock.hour * 60 + clock.minute
    shown: dict[time, set[int]] = {}
    for day, (here, there) in enumerate(
        zip(_offsets(place, year), _offsets(other, year), strict=True)
    ):
        minutes = (start + there - here) % 1440
        shown.setdefault(time(*divmod(minutes, 60)), set()).add(day)
    return {at: frozenset(days) for at, days in shown.items()}


def season_offset(label: Label, year: int) -> int:
    """Minutes east of UTC that the label's own season names, whatever clocks show on a day."""
    return _offsets(label.places[0], year)[_MIDSEASON[label.season]]


def days_off_season(label: Label, year: int) -> frozenset[int]:
    """When clocks of the label's place show something else than its letters say."""
    said = season_offset(label, year)
    return frozenset(n for n, at in enumerate(_offsets(label.places[0], year)) if at != said)


def merge(first: Label, second: Label, year: int) -> tuple[Label, str]:
    """One zone named twice ("PT (Pacific Time)", "IST (UTC+5:30)"), and a warning or "".

    A second name settles which place an open label means; an offset only rules places out, since
    people write "(UTC+10)" without thinking of summer. Raises `NotClear` when no place has both.
    """
    if {first.name, second.name} == {"GMT", "BST"}:
        return Label("GMT/BST", ("Europe/London",)), ""

    def shared(*, always: bool) -> tuple[str, ...]:
        """The places of `first` whose clock agrees with the second name's, always or at times."""
        minutes = [(p, differences(p, q, year)) for p in first.places for q in second.places]
        return tuple(dict.fromkeys(p for p, m in minutes if (m == {0} if always else 0 in m)))

    same, at_times = shared(always=True), shared(always=False)
    if not at_times or (first.is_offset and not second.is_offset and not same):
        names = f"{first.name}/{second.name}"
        raise NotClear(f"“{names}” names two different clocks. Which one is the time given in?")
    places = at_times if second.is_offset else same or at_times
    warning = f"“{second.name}” is right only for part of the year in {places[0]}."
    label = first.only(places)
    return replace(label, seasons=label.seasons | second.seasons), "" if same else warning
