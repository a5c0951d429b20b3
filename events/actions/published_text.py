from collections.abc import Set as AbstractSet

from events.models import Occurrence, Series
from initiatives.actions.published_text import redact_published_text
from portal.kit import clock

TEXTS = {
    Series: ("title", "region", "access_note", "source"),
    Occurrence: ("override_title", "override_location"),
}


def redact_meetings(*, fingerprints: AbstractSet[str]) -> None:
    """Take names out of what meetings say; subscribers hear of the change."""
    changed = redact_published_text(fingerprints=fingerprints, texts=TEXTS)
    series = {row.series_id if isinstance(row, Occurrence) else row.pk for row in changed}
    Series.objects.filter(pk__in=series).update(changed_at=clock.now())
