"""Take in the meetings a catalogue file names for one group."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from events.models import Occurrence, Series, Slot, Status
from events.models.series import RESERVED_SLUGS
from events.queries.meeting_entries import added_entry, exception_entries, slot_entry
from events.queries.rule_dates import instants, rule_dates, rule_error
from initiatives.actions.question import ask_question, settle_question
from initiatives.core.catalog_entry import AddedEntry, ExceptionEntry, MeetingEntry, SlotEntry
from initiatives.core.catalog_portal import all_day_error
from initiatives.core.catalog_report import AskedQuestion, FileError, FileRefused, Report
from initiatives.models import Alias, Initiative
from portal.core import zones
from portal.kit import audit, clock

from .giving_way import InCircle, give_way
from .horizon import AHEAD, count_change, materialise
from .kept_seats import kept_seats, tell_of_kept_seats
from .occurrence import announce, tell_subscribers
from .published_schedule import read_published
from .slot import new_slot, put_schedule
from .waitlist import tend_seats

# What somebody confirmed of a date that a later file says was cancelled.
NOT_HELD: dict[str, Any] = {"took_place": None}
FIELDS = {
    "title": "title",
    "kind": "kind",
    "duration_minutes": "duration_minutes",
    "region": "region",
    "join_url": "join_url",
    "notes_url": "notes_url",
    "recordings_url": "recordings_url",
    "access_note": "access_note",
    "is_open_to_newcomers": "newcomers",
    "source": "source",
    "source_url": "source_url",
    "seen_on": "seen_on",
}
# What a file may say nothing about: then it stays as it is. A place comes with its map.
MAYBE_FIELDS = {
    "has_introductions": "introductions",
    "capacity": "capacity",
    "is_all_day": "all_day",
    "place": "place",
}
# Where a source was seen is no news for a subscriber.
SILENT = {"source", "source_url", "seen_on"}


@transaction.atomic
def import_meetings(
    *,
    initiative: Initiative,
    meetings: Iterable[MeetingEntry],
    by: AbstractBaseUser | None,
    now: datetime | None = None,
) -> Report:
    """Safe to repeat. Every group that a joint meeting serves must exist already.

    Published text that can't be read for sure becomes a question on the group and no meeting; a
    series that has its dates from elsewhere is left as it is. A decision about one date that the
    file does not name stays. Raises FileRefused with the line.
    """
    now = now or clock.now()
    report = Report()
    for entry in meetings:
        about = f"meeting:{entry.slug}"
        known = Series.objects.prefetch_related("slots", "also_for").filter(slug=entry.slug).first()
        slots = entry.slots
        if not slots:
            slots, ask = read_published(entry, known)
            if ask:
                if known:
                    report += Report(unchanged=1)
                    continue
                ask_question(initiative=initiative, about=about, text=entry.published_text, ask=ask)
                report += Report(
                    questions=(
                        AskedQuestion(
                            where=f"{initiative.slug}: {entry.title}",
                            text=entry.published_text,
                            ask=ask,
                        ),
                    )
                )
                continue
        report += store(
            initiative=initiative, entry=entry, slots=slots, known=known, by=by, now=now
        )
        settle_question(initiative=initiative, about=about)
    return report


def store(
    *,
    initiative: Initiative,
    entry: MeetingEntry,
    slots: tuple[SlotEntry, ...],
    known: Series | None,
    by: AbstractBaseUser | None,
    now: datetime,
) -> Report:
    refuse_unusable(initiative, entry, slots, known)
    served = groups_by_slug(initiative, entry)
    series = known or Series(slug=entry.slug, initiative=initiative)
    wanted = facts(entry)
    changed = {field for field, value in wanted.items() if getattr(series, field) != value}
    is_joint_changed = known is None or set(series.also_for.all()) != set(served)
    is_slot_changed = known is None or slots_of(series) != [bare(slot) for slot in slots]
    is_length_changed = not changed.isdisjoint({"duration_minutes", "is_all_day"})
    is_rescheduled = known is None or is_slot_changed or is_length_changed
    before = kept_seats(series) if known and is_rescheduled else {}
    is_yielding_changed = yields_otherwise(series, entry)
    is_told = bool(changed - SILENT) or is_joint_changed or is_slot_changed
    if changed or is_told:
        for field, value in wanted.items():
            setattr(series, field, value)
        if is_told:
            series.changed_at = now
        series.save()
        series.also_for.set(served)
    if is_slot_changed:
        put_slots(series, slots)
    if known and is_length_changed:
        count_change(series)
    # Before its dates, as a tick does: the other way round the two would wait for each other.
    series = Series.objects.select_for_update().prefetch_related("slots").get(pk=series.pk)
    refuse_two_on_a_day(initiative, entry, series, now)
    is_exception_changed = put_exceptions(initiative, series, entry, by=by, now=now)
    is_added = put_added(initiative, series, entry, is_known=known is not None, by=by, now=now)
    if is_rescheduled or is_added:
        materialise(series=series, now=now)
        tell_of_kept_seats(series, before)
    if known is None:
        audit.record(by=by, verb="series.created", on=series)
        return Report(created=1)
    if changed or is_told or is_exception_changed or is_added or is_yielding_changed:
        audit.record(by=by, verb="series.changed", on=series)
        return Report(updated=1)
    return Report(unchanged=1)


def facts(entry: MeetingEntry) -> dict[str, Any]:
    said = {field: getattr(entry, name) for field, name in FIELDS.items()}
    said |= {
        field: value
        for field, name in MAYBE_FIELDS.items()
        if (value := getattr(entry, name)) is not None
    }
    return said | ({} if entry.place is None else {"place_url": entry.place_url or ""})


def yields_otherwise(series: Series, entry: MeetingEntry) -> bool:
    if entry.yields_to is None:
        return False
    known = set(series.yields_to.published().values_list("slug", flat=True)) if series.pk else set()
    return known != set(entry.yields_to)


def let_give_way(
    *, initiative: Initiative, meetings: Iterable[MeetingEntry], by: AbstractBaseUser | None
) -> None:
    """Once all meetings of a file exist: one may give way to what stands later in it. What gives
    way to a meeting that is not public stays so. Raises FileRefused with the line."""
    for entry in meetings:
        series = Series.objects.filter(slug=entry.slug, initiative=initiative).first()
        if series is None or not yields_otherwise(series, entry):
            continue
        named = set(Series.objects.published().filter(slug__in=entry.yields_to or ()))
        for slug in sorted(set(entry.yields_to or ()) - {one.slug for one in named}):
            refuse(initiative, entry.line, "yields_to", f"{slug!r} is no meeting we know.")
        unnamed = set(series.yields_to.all()) - set(series.yields_to.published())
        try:
            give_way(series=series, to=named | unnamed, by=by)
        except InCircle:
            refuse(initiative, entry.line, "yields_to", "Each would wait for the other.")


def slots_of(series: Series) -> list[SlotEntry]:
    return [slot_entry(slot) for slot in series.slots.all()]


def bare(slot: SlotEntry) -> SlotEntry:
    return SlotEntry(start=slot.start, tz=slot.tz, rrule=slot.rrule, until=slot.until)


def put_slots(series: Series, wanted: tuple[SlotEntry, ...]) -> None:
    """A slot that says the same keeps its UID wherever it stands in the file, and calendars see no
    change; of the others, in order, each takes what is new in place of what went."""
    left = list(Slot.objects.filter(series=series))
    chosen: dict[int, Slot] = {}
    for number, entry in enumerate(wanted):
        same = [slot for slot in left if slot_entry(slot) == bare(entry)]
        if same:
            chosen[number] = same[0]
            left.remove(same[0])
    for number, entry in enumerate(wanted):
        if number not in chosen and left:
            chosen[number] = left.pop(0)
            put_schedule(chosen[number], entry)
        elif number not in chosen:
            chosen[number] = new_slot(series, entry)
    for slot in left:
        slot.delete()
    put_in_order([chosen[number] for number in range(len(wanted))])


def put_in_order(slots: list[Slot]) -> None:
    """Out of each other's way first: no two may stand at one place meanwhile."""
    if [slot.position for slot in slots] == list(range(1, len(slots) + 1)):
        return
    for first in (max(slot.position for slot in slots) + 1, 1):
        for position, slot in enumerate(slots, start=first):
            if slot.position != position:
                slot.position = position
                slot.save(update_fields=["position"])


def put_exceptions(
    initiative: Initiative,
    series: Series,
    entry: MeetingEntry,
    *,
    by: AbstractBaseUser | None,
    now: datetime,
) -> bool:
    """Whether any date was decided anew. Dates the file does not name are left alone.

    Who comes to a date, or follows, hears of it as if it were decided at the desk.
    """
    slots = {slot.position: slot for slot in series.slots.all()}
    known = set(exception_entries(series))
    fresh = [one for one in entry.exceptions if one not in known]
    for one in fresh:
        before = Occurrence.objects.filter(series=series, original_date=one.date).first()
        row = decide(initiative, series, slots[one.slot], one)
        if before and row.ends_at > now and verb_of(before, row):
            announce(row, verb=verb_of(before, row), was=before.starts_at, by=by, reason="")
            tend_seats(row, verb_of(before, row))
        else:
            tell_subscribers(row, now=now)
    return bool(fresh)


def put_added(
    initiative: Initiative,
    series: Series,
    entry: MeetingEntry,
    *,
    is_known: bool,
    by: AbstractBaseUser | None,
    now: datetime,
) -> bool:
    """Whether any date beside the rules is new or another. Those the file does not name stay."""
    rows = {row.original_date: row for row in Occurrence.objects.filter(series=series)}
    fresh = [one for one in entry.added if one != added_or_none(rows.get(one.start.date()))]
    for one in fresh:
        before = rows.get(one.start.date())
        if before and not before.is_extra:
            day = one.start.date()
            message = f"{series.slug} meets on {day} by its rule: say it among the exceptions."
            refuse(initiative, one.line, "added", message)
        row = add(initiative, series, one, before)
        verb = verb_of(before, row) if before else "added"
        if is_known and verb and row.ends_at > now:
            announce(
                row, verb=verb, was=before.starts_at if before else row.starts_at, by=by, reason=""
            )
            tend_seats(row, verb)
        else:
            tell_subscribers(row, now=now)
    return bool(fresh)


def added_or_none(row: Occurrence | None) -> AddedEntry | None:
    return added_entry(row) if row and row.is_extra else None


def add(
    initiative: Initiative, series: Series, one: AddedEntry, before: Occurrence | None
) -> Occurrence:
    to = one.moved_to or one.start
    if zones.resolve_wall(to, zones.zone(one.tz)).is_gap:
        refuse(initiative, one.line, "added", f"Clocks in {one.tz} never show {to}.")
    minutes = (before.override_minutes if before else None) or series.duration_minutes
    starts_at, ends_at = instants(to, one.tz, minutes, is_all_day=series.is_all_day)
    moved = Status.MOVED if one.moved_to else Status.SCHEDULED
    row, _is_new = Occurrence.objects.update_or_create(
        series=series,
        original_date=one.start.date(),
        defaults={
            "original_time": one.start.time(),
            "moved_date": one.moved_to.date() if one.moved_to else None,
            "moved_time": one.moved_to.time() if one.moved_to else None,
            "tzid": one.tz,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "tz_version": zones.tzdata_version(),
            "is_extra": True,
            "status": Status.CANCELLED if one.cancelled else moved,
            "override_title": one.title,
            **(NOT_HELD if one.cancelled else {}),
        },
    )
    return row


def verb_of(before: Occurrence, after: Occurrence) -> str:
    """What became of a date, as `announce` calls it; nothing where only its title is another."""
    if after.is_cancelled:
        return "" if before.is_cancelled else "cancelled"
    if before.is_cancelled:
        return "restored"
    return "moved" if before.starts_at != after.starts_at else ""


def decide(initiative: Initiative, series: Series, slot: Slot, one: ExceptionEntry) -> Occurrence:
    wall = datetime.combine(one.date, slot.start_time)
    is_all_day = series.is_all_day
    midnight = instants(datetime.combine(one.date, datetime.min.time()), slot.tzid, 1)[0]
    days = rule_dates(
        slot,
        series.duration_minutes,
        midnight - timedelta(days=1),
        midnight + timedelta(days=2),
        is_all_day=is_all_day,
    )
    if one.date not in {found.wall.date() for found in days}:
        refuse(initiative, one.line, "exceptions", f"{series.slug} does not meet on {one.date}.")
    to = one.start or wall
    if zones.resolve_wall(to, zones.zone(slot.tzid)).is_gap:
        refuse(initiative, one.line, "exceptions", f"Clocks in {slot.tzid} never show {to}.")
    known = Occurrence.objects.filter(series=series, original_date=one.date).first()
    minutes = (known.override_minutes if known else None) or series.duration_minutes
    starts_at, ends_at = instants(to, slot.tzid, minutes, is_all_day=is_all_day)
    is_retitled = one.status == Status.MOVED and one.start is None
    row, _is_new = Occurrence.objects.update_or_create(
        series=series,
        original_date=one.date,
        defaults={
            "slot": slot,
            "original_time": slot.start_time,
            "moved_date": one.start.date() if one.start else None,
            "moved_time": one.start.time() if one.start else None,
            "tzid": slot.tzid,
            "starts_at": starts_at,
            "ends_at": ends_at,
            "tz_version": zones.tzdata_version(),
            "status": Status.SCHEDULED if is_retitled else one.status,
            "override_title": one.title,
            **(NOT_HELD if one.status == Status.CANCELLED else {}),
        },
    )
    return row


def groups_by_slug(initiative: Initiative, entry: MeetingEntry) -> list[Initiative]:
    """By their slugs of today or of before."""
    former = Alias.objects.filter(slug__in=entry.serves).select_related("initiative")
    found = {one.slug: one.initiative for one in former}
    found |= {one.slug: one for one in Initiative.objects.filter(slug__in=entry.serves)}
    for slug in entry.serves:
        if slug not in found or found[slug] == initiative:
            refuse(initiative, entry.line, "serves", f"{slug!r} is no other group we know.")
    return list(found.values())


def refuse_unusable(
    initiative: Initiative, entry: MeetingEntry, slots: tuple[SlotEntry, ...], known: Series | None
) -> None:
    if known and known.initiative_id != initiative.pk:
        refuse(initiative, entry.line, "slug", f"{entry.slug!r} is another group's meeting.")
    if entry.slug in RESERVED_SLUGS:
        refuse(
            initiative, entry.line, "slug", f"“{entry.slug}” is an address of the calendar itself."
        )
    if entry.place_url and not entry.place_url.startswith("https://"):
        refuse(initiative, entry.line, "place_url", "A map's address starts with https://.")
    lasts_days = known and known.is_all_day and entry.all_day is None
    if lasts_days and (wrong := all_day_error(replace(entry, slots=slots))):
        refuse(initiative, entry.line, *wrong)
    if entry.join_url and not entry.join_url.startswith("https://"):
        refuse(initiative, entry.line, "join_url", "A join link starts with https://.")
    for slot in slots:
        if slot.tz not in zones.known():
            refuse(initiative, slot.line, "tz", f"{slot.tz!r} is not a time zone.")
        if problem := rule_error(slot.rrule, slot.until, slot.start):
            refuse(initiative, slot.line, "rrule", problem)


def refuse_two_on_a_day(
    initiative: Initiative, entry: MeetingEntry, series: Series, now: datetime
) -> None:
    """A date is the address of an occurrence: two of one series on a day are two series."""
    seen: dict[object, int] = {}
    for slot in series.slots.all() if len(entry.slots) > 1 else []:
        for one in rule_dates(slot, series.duration_minutes, now - AHEAD, now + AHEAD):
            if seen.setdefault(one.wall.date(), slot.position) != slot.position:
                message = f"Two slots meet on {one.wall.date()}: make them two meetings."
                refuse(initiative, entry.line, "slots", message)


def refuse(initiative: Initiative, line: int, field: str, message: str) -> NoReturn:
    raise FileRefused(FileError(where=initiative.slug, line=line, field=field, message=message))
