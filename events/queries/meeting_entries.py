"""Series as the entries of a catalogue file: what importing them elsewhere makes again."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from events.models import AgendaItem, Occurrence, Series, Slot, Status
from initiatives.core.catalog_entry import ExceptionEntry, MeetingEntry, SlotEntry
from initiatives.models import Initiative


def meeting_entries(initiative_ids: Collection[int]) -> dict[int, tuple[MeetingEntry, ...]]:
    """Published series by the group that hosts them. Four queries for any number of groups."""
    rows = (
        Series.objects.published()
        .filter(initiative__in=initiative_ids)
        .prefetch_related(
            "slots",
            Prefetch("occurrences", decided()),
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
        serves=tuple(group.slug for group in series.also_for.all()),
        slots=tuple(slot_entry(slot) for slot in series.slots.all()),
        exceptions=tuple(exception_entry(row) for row in series.occurrences.all()),
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


def decided() -> QuerySet[Occurrence]:
    """What the file can say of a date: cancelled, moved, or by another title."""
    return (
        Occurrence.objects.filter(
            Q(status__in=[Status.CANCELLED, Status.MOVED])
            | ~Q(override_title="") & Q(status=Status.SCHEDULED),
            slot__isnull=False,
        )
        .select_related("slot")
        .order_by("original_date")
    )


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
