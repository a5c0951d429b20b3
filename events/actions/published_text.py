from collections.abc import Set as AbstractSet

from django.db import transaction

from events.core.foreign_calendar import (
    AS_JSON,
    MEETING_AS_JSON,
    meeting_without_names,
    without_names,
)
from events.models import (
    ActionItem,
    AgendaItem,
    CalendarSource,
    Decision,
    Minutes,
    Occurrence,
    Rsvp,
    Series,
    Visitor,
)
from events.queries.told_meeting import told_of
from initiatives.actions.published_text import redact_published_text
from initiatives.core.taken_down import redact
from portal.kit import clock

from .minutes_search import keep_findable

TEXTS = {
    Series: ("title", "region", "access_note", "source"),
    Occurrence: ("override_title", "override_location", "change_note"),
    AgendaItem: ("title", "drop_reason"),
    Minutes: ("text",),
    Decision: ("text",),
    ActionItem: ("text", "name"),
    Visitor: ("name", "organisation"),
    Rsvp: ("organisation",),
}


@transaction.atomic
def redact_meetings(*, fingerprints: AbstractSet[str]) -> None:
    """Take names out of what meetings say; subscribers hear of the change. Sources first: a reading
    locks them before their meetings too."""
    redact_told(fingerprints)
    changed = redact_published_text(fingerprints=fingerprints, texts=TEXTS)
    said = {row.pk for row in changed if isinstance(row, Minutes)}
    said |= {row.minutes_id for row in changed if isinstance(row, Decision)}
    for minutes in Minutes.objects.filter(pk__in=said):
        keep_findable(minutes)
    series = {row.series_id for row in changed if isinstance(row, Occurrence)}
    series |= {row.pk for row in changed if isinstance(row, Series)}
    Series.objects.filter(pk__in=series).update(changed_at=clock.now())


def redact_told(fingerprints: AbstractSet[str]) -> None:
    """What calendars elsewhere said last is kept too; theirs is not changed by that."""
    for source in CalendarSource.objects.select_for_update().order_by("pk"):
        was = source.name, source.reading
        source.name = redact(source.name, fingerprints)[:200]
        if source.reading is not None:
            reading = without_names(AS_JSON.validate_python(source.reading), fingerprints)
            source.reading = AS_JSON.dump_python(reading, mode="json")
        if (source.name, source.reading) != was:
            source.save(update_fields=["name", "reading"])
        for row in source.meetings.iterator():
            fresh = meeting_without_names(told_of(row), fingerprints)
            if fresh != told_of(row):
                row.told = MEETING_AS_JSON.dump_python(fresh, mode="json")
                row.save(update_fields=["told"])
