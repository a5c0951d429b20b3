from collections.abc import Set as AbstractSet

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
    ImportedMeeting,
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

TEXTS = {
    Series: ("title", "region", "access_note", "source"),
    Occurrence: ("override_title", "override_location"),
    AgendaItem: ("title", "drop_reason"),
    Minutes: ("text",),
    Decision: ("text",),
    ActionItem: ("text", "name"),
    Visitor: ("name", "organisation"),
    Rsvp: ("organisation",),
}


def redact_meetings(*, fingerprints: AbstractSet[str]) -> None:
    """Take names out of what meetings say; subscribers hear of the change."""
    changed = redact_published_text(fingerprints=fingerprints, texts=TEXTS)
    series = {row.series_id for row in changed if isinstance(row, Occurrence)}
    series |= {row.pk for row in changed if isinstance(row, Series)}
    Series.objects.filter(pk__in=series).update(changed_at=clock.now())
    redact_told(fingerprints)


def redact_told(fingerprints: AbstractSet[str]) -> None:
    """What calendars elsewhere said last is kept too; theirs is not changed by that."""
    for row in ImportedMeeting.objects.iterator():
        fresh = meeting_without_names(told_of(row), fingerprints)
        if fresh != told_of(row):
            row.told = MEETING_AS_JSON.dump_python(fresh, mode="json")
            row.save()
    for source in CalendarSource.objects.exclude(reading=None).iterator():
        reading = AS_JSON.validate_python(source.reading)
        source.name = redact(source.name, fingerprints)[:200]
        source.reading = AS_JSON.dump_python(without_names(reading, fingerprints), mode="json")
        source.save(update_fields=["name", "reading"])
