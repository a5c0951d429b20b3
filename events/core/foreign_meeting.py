"""A meeting of another program's calendar in the shape the portal can hold, or why it cannot."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

import nh3

from events.core.calendar_event import CalendarEvent
from events.core.expand import EARLIEST, LATEST, expand
from events.core.recurrence import Override, Rule, Schedule, starts_on_rule, walls
from events.core.rhythm import filled_in
from initiatives.core.contact_details import without_contacts
from portal.core.zones import zone

LONGEST = timedelta(days=14)
LONGEST_TITLE, LONGEST_PLACE, LONGEST_TEXT, LONGEST_URL = 200, 200, 4000, 500
MOST_SLOTS = 3
# A rule whose first date lies further away than this has none anybody waits for.
FIRST_DATE = timedelta(days=366 * 8)
WEB = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
# Of a call, or what opens it: a link without its scheme, a code of its own.
LINK = re.compile(
    r"(?:https?://|www\.)\S*|(?<![\w.@-])(?:[\w-]+\.)+[a-z]{2,24}(?::\d+)?[/?]\S*|\S*\b(?:pwd|passcode|tk)=\S*",
    re.IGNORECASE,
)
CODE = re.compile(
    r"\b(?:pass\s?-?code|pass\s?-?word|(?:access|meeting|host|conference)\s+(?:code|key|id|pin)"
    r"|pwd|pin|kennwort|passwort|kenncode)\b"
    r"(?:\s+(?:is|code))?\s*[:=#]?\s*(?:\S*\d(?:[\d \-]*\d)?\S*|(?<=[:=#]\s)\S+|(?<=[:=#])\S+)",
    re.IGNORECASE,
)
OPENS = re.compile(
    r"\b(?:pwd|passcode|tk)=|\bzoom\.(?:us|com)/|\bteams\.(?:microsoft|live)\.com/", re.IGNORECASE
)
CALLS = re.compile(
    r"https://([\w-]+\.)*(zoom\.us|zoom\.com|zoomgov\.com|meet\.google\.com|teams\.microsoft\.com"
    r"|teams\.live\.com|webex\.com|meet\.jit\.si|gotomeeting\.com|whereby\.com|bluejeans\.com"
    r"|zoom-lfx\.platform\.linuxfoundation\.org)/",
    re.IGNORECASE,
)


# With or without its scheme, which the group is without.
ADDRESS = re.compile(
    r"(?<![\w.@/:-])(?:https?://)?((?:[\w-]+\.)+[a-z]{2,24}/[^\s<>\"']+)", re.IGNORECASE
)


class CannotHold(ValueError):
    """The portal has no place for such a meeting; the message says what to do instead."""


@dataclass(frozen=True, slots=True)
class ForeignSlot:
    """One rule in wall time ("" meets once) that begins on a date it gives. It does not meet on the
    `excluded` days."""

    start: datetime
    tzid: str
    rrule: str = ""
    until: date | None = None
    excluded: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignDate:
    """One date that differs from the rule, known by its original `day` for ever.

    An `is_extra` one has no rule. `moved_to` is wall time in `tzid`; None and "" mean as the
    meeting has it.
    """

    day: date
    time: time
    tzid: str
    is_extra: bool = False
    moved_to: datetime | None = None
    minutes: int | None = None
    is_cancelled: bool = False
    title: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class ForeignMeeting:
    """What one UID says. `first` and `last` are its days, `last` None when it never ends.

    `text` is plain, without mailboxes and telephone numbers. `notes` say how it was read.
    """

    uid: str
    title: str
    slots: tuple[ForeignSlot, ...]
    dates: tuple[ForeignDate, ...]
    minutes: int
    first: date
    last: date | None
    is_all_day: bool = False
    is_cancelled: bool = False
    place: str = ""
    join_url: str = ""
    text: str = ""
    sequence: int = 0
    notes: tuple[str, ...] = field(default=(), compare=False)


def foreign_meeting(event: CalendarEvent) -> ForeignMeeting:
    """Raises CannotHold, and what the rule raises: RuleRefused, BudgetSpent, UnknownZone."""
    if event.is_private:
        raise CannotHold("It is marked as private there, so it is left out here.")
    notes: list[str] = []
    schedule, extra = on_rule(event.schedule)
    slots = tuple(slots_of(schedule, notes))
    dates = tuple(dates_of(event, schedule, slots, extra, notes))
    excluded = set(excluded_days(schedule)) - {one.day for one in dates if not one.is_extra}
    slots = tuple(replace(slot, excluded=tuple(sorted(excluded))) for slot in slots)
    join_url = call_of(event)
    first, last = span(schedule, slots, dates)
    return ForeignMeeting(
        uid=event.uid,
        title=one_line(event.summary, LONGEST_TITLE),
        slots=slots,
        dates=dates,
        minutes=minutes_of(schedule, notes),
        first=first,
        last=last,
        is_all_day=schedule.is_all_day,
        is_cancelled=event.status == "cancelled",
        place=place_of(event.location),
        join_url=join_url,
        text=plain_text(event.description),
        sequence=event.sequence,
        notes=tuple(notes),
    )


def minutes_of(schedule: Schedule, notes: list[str]) -> int:
    """Whole ones, at least one: what has no end is a moment, and no length is made up for it."""
    if schedule.duration > LONGEST:
        raise CannotHold(f"It lasts more than {LONGEST.days} days.")
    if not schedule.duration:
        notes.append("It has no end there: say at the desk how long it lasts.")
    return max(1, -int(-schedule.duration.total_seconds() // 60))


def on_rule(schedule: Schedule) -> tuple[Schedule, set[datetime]]:
    """The schedule with a first date its rule gives, and the dates to be named one by one: every
    RDATE, and a first date beside the rule, which counts (calendars do not agree on such a one)."""
    extra = {wall for wall in schedule.rdates if not schedule.is_excluded(wall)}
    rule, start = schedule.rule, schedule.start
    if rule is None or starts_on_rule(start, rule):
        return schedule, extra - {start}
    left = rule.count and rule.count - 1
    begins = next(walls(rule, start, after=start, before=start + FIRST_DATE), None)
    until = last_day(schedule)
    if begins is None or left == 0 or (until and begins.date() > until):
        return replace(schedule, rule=None), extra - {start}
    if not schedule.is_excluded(start):
        extra.add(start)
    return replace(schedule, start=begins, rule=replace(rule, count=left)), extra


def last_day(schedule: Schedule) -> date | None:
    """The last day its rule may meet on, by its own clock; None where a rule goes on, or counts."""
    until = schedule.rule.until if schedule.rule else None
    if until is None or not isinstance(until, datetime):
        return until
    if until.tzinfo:
        until = until.astimezone(zone(schedule.tzid)).replace(tzinfo=None)
    elif until.time() == time():
        return until.date()
    if schedule.is_all_day or until.time() >= schedule.start.time():
        return until.date()
    return until.date() - timedelta(days=1)


def slots_of(schedule: Schedule, notes: list[str]) -> Iterator[ForeignSlot]:
    """One; and one more for each change of "this and all following", which ends the one before."""
    changes = sorted(
        (each for each in schedule.overrides if each.is_for_following),
        key=lambda each: each.recurrence_id,
    )
    until = last_day(schedule)
    if until and until < schedule.start.date():
        raise CannotHold("Its rule ends before it begins.")
    rule = schedule.rule and bare_rule(schedule.rule, schedule.start)
    if changes and rule and rule.count:
        counted = expand(replace(schedule, overrides=()), start=EARLIEST, end=LATEST)
        rule, until = replace(rule, count=None), counted[-1].recurrence_id.date()
    slots = [ForeignSlot(schedule.start, schedule.tzid, str(rule or ""), until)]
    for change in changes:
        slots += following(change, slots, rule, schedule, notes)
    if len(slots) > MOST_SLOTS:
        raise CannotHold("It changes for good more often than a meeting can: make it several.")
    yield from slots


def bare_rule(rule: Rule, start: datetime) -> Rule:
    """As our form would write it, or saving that unchanged would look like a change of ours. The
    last day a slot keeps beside it; where a week begins matters to few rules."""
    narrowed = rule.freq == "DAILY" and (rule.weekdays or rule.monthdays)
    plain = rule if narrowed else filled_in(rule, start.date())
    is_counted_in_weeks = rule.freq == "WEEKLY" and rule.interval > 1 and len(rule.weekdays) > 1
    return replace(plain, until=None, week_start=rule.week_start if is_counted_in_weeks else 0)


def following(
    change: Override,
    slots: list[ForeignSlot],
    rule: Rule | None,
    schedule: Schedule,
    notes: list[str],
) -> Iterator[ForeignSlot]:
    """Shortens the last of `slots`."""
    day, start = change.recurrence_id.date(), change.start or change.recurrence_id
    if rule is None or start.date() != day or not gives(schedule, change.recurrence_id):
        raise CannotHold(
            f"From {day} on it meets on other days. Make it a new event from then on, and end this."
        )
    if change.duration not in {None, schedule.duration} or change.summary or change.location:
        notes.append(f"From {day} on it has another title, place or length there: not taken over.")
    old = slots.pop()
    if day > old.start.date():
        slots.append(replace(old, until=day - timedelta(days=1)))
    if change.status != "cancelled":
        yield ForeignSlot(start, change.tzid or schedule.tzid, str(rule), old.until)


def gives(schedule: Schedule, wall: datetime) -> bool:
    """Whether the rule itself has this date, or the one date of what meets once."""
    if schedule.rule is None:
        return wall == schedule.start
    bare = replace(schedule, rdates=(), exdates=(), overrides=())
    about = wall.replace(tzinfo=zone(schedule.tzid))
    near = expand(bare, start=about - timedelta(days=1), end=about + timedelta(days=2))
    return any(one.recurrence_id == wall for one in near)


def dates_of(
    event: CalendarEvent,
    schedule: Schedule,
    slots: tuple[ForeignSlot, ...],
    extra: set[datetime],
    notes: list[str],
) -> Iterator[ForeignDate]:
    """By day: a day is a date's address, so of two on one day the second has none."""
    changed = {each.recurrence_id: each for each in schedule.overrides if not each.is_for_following}
    named = extra | {wall for wall in changed if not gives(schedule, wall)}
    excluded, taken = set(excluded_days(schedule)), set()
    for wall in sorted(changed.keys() | named):
        is_extra = wall in named
        is_second = wall.date() in taken or (
            is_extra
            and wall.date() not in excluded
            and gives(schedule, datetime.combine(wall, schedule.start.time()))
        )
        if is_second:
            notes.append(f"It meets twice on {wall.date()}: the second time is left out.")
            continue
        taken.add(wall.date())
        plain = ForeignDate(wall.date(), wall.time(), schedule.tzid, is_extra)
        yield changed_date(plain, changed[wall], event) if wall in changed else plain


def changed_date(plain: ForeignDate, change: Override, event: CalendarEvent) -> ForeignDate:
    schedule, tzid = event.schedule, change.tzid or plain.tzid
    original = datetime.combine(plain.day, plain.time)
    is_moved = change.start is not None and (change.start, tzid) != (original, plain.tzid)
    length = schedule.duration if change.duration is None else change.duration
    if length > LONGEST:
        raise CannotHold(f"On {plain.day} it lasts more than {LONGEST.days} days.")
    title = one_line(change.summary or "", LONGEST_TITLE)
    place = place_of(change.location or "")
    return replace(
        plain,
        tzid=tzid if is_moved else plain.tzid,
        moved_to=change.start if is_moved else None,
        minutes=None
        if length == schedule.duration
        else max(1, -int(-length.total_seconds() // 60)),
        is_cancelled=change.status == "cancelled",
        title="" if title == one_line(event.summary, LONGEST_TITLE) else title,
        place="" if place == place_of(event.location) else place,
    )


def excluded_days(schedule: Schedule) -> Iterator[date]:
    """Days taken out of the rule. A time that is not the rule's takes out nothing."""
    for one in schedule.exdates:
        if not isinstance(one, datetime):
            yield one
        elif one.time() == schedule.start.time():
            yield one.date()


def span(
    schedule: Schedule, slots: tuple[ForeignSlot, ...], dates: tuple[ForeignDate, ...]
) -> tuple[date, date | None]:
    days = {one.moved_to.date() if one.moved_to else one.day for one in dates}
    days |= {slot.start.date() for slot in slots}
    length = timedelta(days=schedule.duration.days)
    last = slots[-1]
    if last.rrule and not last.until:
        if schedule.rule is None or schedule.rule.count is None:
            return min(days), None
        counted = expand(replace(schedule, overrides=()), start=EARLIEST, end=LATEST)
        days |= {one.recurrence_id.date() for one in counted[-1:]}
    return min(days), max(days | {slot.until for slot in slots if slot.until}) + length


def call_of(event: CalendarEvent) -> str:
    """Where the call is, if it says so: its own property, else an address of a known program; those
    speak https, whatever stands before the host there."""
    texts = (event.url, event.location, event.description)
    found = [f"https://{rest}" for text in texts for rest in ADDRESS.findall(html.unescape(text))]
    known = [url.rstrip(".,;:)]") for url in found if CALLS.match(url)]
    only = event.location.strip()
    stated = [event.conference, *known, only if WEB.fullmatch(only) else ""]
    usable = (url for url in stated if url.startswith("https://") and len(url) <= LONGEST_URL)
    return next(usable, "")


def place_of(location: str) -> str:
    """Where people go. With an address of the net or a code in it, it is about a call, and no page
    shows those."""
    return (
        "" if LINK.search(location) or CODE.search(location) else one_line(location, LONGEST_PLACE)
    )


def one_line(text: str, longest: int) -> str:
    return without_contacts(without_doors(" ".join(text.split())))[:longest].strip()


def without_doors(text: str) -> str:
    """Links to calls and their codes are for who comes, never for who reads a title."""
    if not (LINK.search(text) or CODE.search(text)):
        return text
    return " ".join(CODE.sub("", LINK.sub("", text)).split()).strip(" -:|,;(\u2013\u2014")


def plain_text(text: str) -> str:
    """What an editor reads before anybody else does: no markup, nobody's mailbox or number, no line
    that opens a call."""
    bare = html.unescape(nh3.clean(text, tags=set())) if "<" in text else text
    lines = (" ".join(line.split()) for line in bare.splitlines())
    shut = (line for line in lines if not (OPENS.search(line) or CODE.search(line)))
    return without_contacts("\n".join(shut)).strip()[:LONGEST_TEXT]
