"""Series as the entries of a catalogue file: what importing them elsewhere makes again."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from events.models import AgendaItem, Occurrence, Series, Slot, Status
from initiatives.core.catalog_entry import AddedEntry, ExceptionEntry, MeetingEntry, SlotEntry
from initiatives.models import Initiative


def meeting_entries(initiative_ids: Collection[int]) -> dict[int, tuple[MeetingEntry, ...]]:
    """Published series by the group that hosts them. Five queries for any number of groups."""
    rows = (
        Series.objects.published()
        .filter(initiative__in=initiative_ids)
        .prefetch_related(
            "slots",
            Prefetch("occurrences", told()),
            Prefetch("yields_to", Series.objects.published().only("slug").order_by("slug")),
            Prefetch("also_for", Initiative.objects.listed().only("slug").order_by("slug")),
        )
        .order_by("slug")
    )
    found: dict[int, tuple[MeetingEntry, ...]] = {}
    for series in rows:
        if series.slots.all():
            mine = found.get(series.initiative_id, ())
            found[series.initiative_id] = (*mine, entry(series))
    return found


def entry(series: Series) -> MeetingEntry:
    return MeetingEntry(
        slug=series.slug,
        title=series.title,
        kind=series.kind,
        duration_minutes=series.duration_minutes,
        region=series.region,
        join_url=series.join_url,
        notes_url=series.notes_url,
        recordings_url=series.recordings_url,
        access_note=series.access_note,
        newcomers=series.is_open_to_newcomers,
        introductions=series.has_introductions or None,
        capacity=series.capacity,
        all_day=series.is_all_day or None,
        place=series.place or None,
        place_url=series.place_url or None,
        serves=tuple(group.slug for group in series.also_for.all()),
        yields_to=tuple(other.slug for other in series.yields_to.all()) or None,
        slots=tuple(slot_entry(slot) for slot in series.slots.all()),
        exceptions=tuple(
            exception_entry(row) for row in series.occurrences.all() if not row.is_extra
        ),
        added=tuple(added_entry(row) for row in series.occurrences.all() if row.is_extra),
        source=series.source,
        source_url=series.source_url,
        seen_on=series.seen_on,
    )


def slot_entry(slot: Slot) -> SlotEntry:
    return SlotEntry(
        start=datetime.combine(slot.start_date, slot.start_time),
        tz=slot.tzid,
        rrule=slot.rrule,
        until=slot.until_date,
    )


def exception_entries(series: Series) -> list[ExceptionEntry]:
    return [exception_entry(row) for row in decided().filter(series=series)]


def told() -> QuerySet[Occurrence]:
    """Dates a file has to name: decided about, or beside the rules."""
    rows = Occurrence.objects.filter(is_decided() | Q(is_extra=True))
    return rows.select_related("slot").order_by("original_date")


def decided() -> QuerySet[Occurrence]:
    rows = Occurrence.objects.filter(is_decided(), is_extra=False)
    return rows.select_related("slot").order_by("original_date")


def is_decided() -> Q:
    """What the file can say of a rule's date: cancelled, moved, or by another title."""
    is_changed = Q(status__in=[Status.CANCELLED, Status.MOVED]) | ~Q(override_title="")
    return is_changed & Q(slot__isnull=False)


def is_elsewhere_or_longer() -> Q:
    """What no catalogue file says of a date, and calendars do."""
    return ~Q(override_location="") | Q(override_minutes__isnull=False)


def beside_rules() -> QuerySet[Occurrence]:
    """Dates no rule gives: added by hand, or kept when their rule went because of a decision, of
    people who come or of what they want to talk about."""
    is_kept = Q(status__in=[Status.CANCELLED, Status.MOVED]) | ~Q(override_title="")
    is_kept |= is_elsewhere_or_longer()
    is_kept |= Q(Exists(AgendaItem.objects.filter(occurrence=OuterRef("pk"))))
    return (
        Occurrence.objects.filter(Q(is_extra=True) | is_kept | Q(seats_taken__gt=0), slot=None)
        .select_related("slot")
        .order_by("original_date")
    )


def exception_entry(row: Occurrence) -> ExceptionEntry:
    """A date that only has a title of its own is written as moved to its own time."""
    return ExceptionEntry(
        slot=row.slot.position if row.slot else 1,
        date=row.original_date,
        status=Status.MOVED if row.status == Status.SCHEDULED else row.status,
        start=row.moved_to,
        title=row.override_title,
    )


def added_entry(row: Occurrence) -> AddedEntry:
    return AddedEntry(
        start=datetime.combine(row.original_date, row.original_time),
        tz=row.tzid,
        title=row.override_title,
        moved_to=row.moved_to,
        cancelled=row.is_cancelled,
    )
