"""A second, slow reading of RFC 5545 to compare with: it walks every day and asks if it fits.

It shares nothing with the code it checks but the Rule it is given.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from events.core.recurrence import Rule, Schedule, parse_rule

DAY = timedelta(days=1)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES = (
    "America/New_York",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "America/Vancouver",
    "Africa/Casablanca",
    "UTC",
)


def instances(schedule: Schedule, until: date) -> list[tuple[datetime, datetime]]:
    """(wall, UTC start) of every date up to a day."""
    rule, zone = schedule.rule, ZoneInfo(schedule.tzid)
    found: dict[datetime, datetime] = {}
    counted = 0
    for wall in walls(rule, schedule.start, until):
        at = wall.replace(tzinfo=zone).astimezone(UTC)
        if at.astimezone(zone).replace(tzinfo=None) != wall:
            continue
        counted += 1
        if rule.count and counted > rule.count:
            break
        if rule.until and at > rule.until:
            break
        found[wall] = at
    for wall in schedule.rdates:
        found[wall] = wall.replace(tzinfo=zone).astimezone(UTC)
    return sorted((wall, at) for wall, at in found.items() if wall not in schedule.exdates)


def walls(rule: Rule, start: datetime, until: date) -> Iterator[datetime]:
    day = start.date()
    while day <= until:
        if _fits(rule, start.date(), day):
            yield datetime.combine(day, start.time())
        day += DAY


def _fits(rule: Rule, start: date, day: date) -> bool:
    return _in_period(rule, start, day) and (
        day in _positioned(rule, start, day) if rule.positions else _matches(rule, start, day)
    )


def _in_period(rule: Rule, start: date, day: date) -> bool:
    match rule.freq:
        case "DAILY":
            passed = (day - start).days
        case "WEEKLY":
            passed = (_week(rule, day) - _week(rule, start)).days // 7
        case "MONTHLY":
            passed = (day.year - start.year) * 12 + day.month - start.month
        case _:
            passed = day.year - start.year
    return passed % rule.interval == 0


def _week(rule: Rule, day: date) -> date:
    return day - DAY * ((day.weekday() - rule.week_start) % 7)


def _positioned(rule: Rule, start: date, day: date) -> list[date]:
    match rule.freq:
        case "DAILY":
            first, length = day, 1
        case "WEEKLY":
            first, length = _week(rule, day), 7
        case "MONTHLY":
            first, length = day.replace(day=1), monthrange(day.year, day.month)[1]
        case _:
            first, length = date(day.year, 1, 1), 366 if monthrange(day.year, 2)[1] == 29 else 365
    days = (first + DAY * number for number in range(length))
    pool = [each for each in days if _matches(rule, start, each)]
    return [
        pool[position - 1 if position > 0 else position]
        for position in rule.positions
        if abs(position) <= len(pool)
    ]


def _matches(rule: Rule, start: date, day: date) -> bool:
    weekdays = rule.weekdays
    if rule.months and day.month not in rule.months:
        return False
    last = monthrange(day.year, day.month)[1]
    if rule.monthdays and not {day.day, day.day - last - 1} & set(rule.monthdays):
        return False
    if weekdays:
        return any(each.day == day.weekday() and _is_nth(rule, each.nth, day) for each in weekdays)
    if rule.monthdays or rule.freq == "DAILY":
        return True
    if rule.freq == "WEEKLY":
        return day.weekday() == start.weekday()
    in_month = rule.freq == "MONTHLY" or rule.months or day.month == start.month
    return day.day == start.day and bool(in_month)


def _is_nth(rule: Rule, nth: int, day: date) -> bool:
    if not nth:
        return True
    if rule.freq == "YEARLY" and not rule.months:
        position, length = day.timetuple().tm_yday, date(day.year, 12, 31).timetuple().tm_yday
    else:
        position, length = day.day, monthrange(day.year, day.month)[1]
    return nth == ((position - 1) // 7 + 1 if nth > 0 else -((length - position) // 7 + 1))


def starts() -> st.SearchStrategy[datetime]:
    """Whole half-hours of a few years, many of them at night, where clocks change."""
    times = st.sampled_from([(0, 0), (0, 30), (1, 30), (2, 0), (2, 15), (2, 30), (9, 0), (23, 0)])
    days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
    return st.builds(lambda day, at: datetime(day.year, day.month, day.day, *at), days, times)


@st.composite
def rules(draw: st.DrawFn, *, with_end: bool = False) -> Rule:
    freq = draw(st.sampled_from(["DAILY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "YEARLY"]))
    parts = [f"FREQ={freq}", f"INTERVAL={draw(st.integers(1, 5))}"]
    some = {"min_size": 1, "max_size": 3}
    kinds = ["nothing", "days"] + (["nth", "monthdays"] if freq in {"MONTHLY", "YEARLY"} else [])
    kind = draw(st.sampled_from(kinds))
    if kind in {"days", "nth"}:
        nth = st.sampled_from([1, 2, 3, 4, 5, -1, -2]) if kind == "nth" else st.just("")
        day = st.builds("{}{}".format, nth, st.sampled_from(DAYS))
        parts.append("BYDAY=" + ",".join(draw(st.lists(day, **some))))
    if kind == "monthdays" or (kind == "days" and freq == "MONTHLY" and draw(st.booleans())):
        monthdays = draw(st.lists(st.integers(1, 31) | st.integers(-5, -1), **some))
        parts.append("BYMONTHDAY=" + ",".join(map(str, [1, *monthdays])))
    if draw(st.booleans()) and draw(st.booleans()):
        months = draw(st.lists(st.integers(1, 12), **some))
        parts.append("BYMONTH=" + ",".join(map(str, months)))
    if kind != "nothing" and draw(st.booleans()) and draw(st.booleans()):
        positions = draw(st.lists(st.sampled_from([1, 2, 3, -1, -2]), **some))
        parts.append("BYSETPOS=" + ",".join(map(str, positions)))
    parts.append(f"WKST={draw(st.sampled_from(DAYS))}")
    if with_end and draw(st.booleans()):
        end = st.integers(1, 12).map("COUNT={}".format) | st.dates(
            date(2024, 1, 1), date(2028, 12, 31)
        ).map("UNTIL={:%Y%m%d}T120000Z".format)
        parts.append(draw(end))
    return parse_rule(";".join(parts))


@st.composite
def schedules(draw: st.DrawFn) -> Schedule:
    """With a first date on its rule, some single dates more and some less."""
    rule = draw(rules(with_end=True))
    start = draw(starts())
    first = next(walls(rule, start, start.date() + DAY * 366 * 8), None)
    if first is None:
        rule, first = parse_rule("FREQ=WEEKLY"), start
    near = st.builds(lambda days: first + DAY * days, st.integers(0, 300))
    return Schedule(
        start=first,
        tzid=draw(st.sampled_from(ZONES)),
        duration=timedelta(minutes=draw(st.sampled_from([30, 60, 180, 1500]))),
        rule=rule,
        rdates=tuple(draw(st.lists(near.map(lambda wall: wall.replace(hour=12)), max_size=2))),
        exdates=tuple(draw(st.lists(near, max_size=3))),
    )
