"""One date as a calendar takes it from a mail: REQUEST puts it in, CANCEL takes it out."""

from dataclasses import replace
from typing import Any

from django.conf import settings

from events.core.ics import write_message
from events.models import Occurrence, Series
from portal.kit import clock

from .feed import with_rules
from .feed_events import events_of, original, override, shared_words, wall_in


def invitation_to(row: Occurrence, method: str) -> str:
    """By the UID its feeds have and no more than they say: people share what is in their calendar.

    Empty for what no feed has.
    """
    series: Any = next(iter(with_rules(Series.objects.filter(pk=row.series_id))), None)
    if series is None or not series.rules:
        return ""
    said = shared_words()
    slot = next((each for each in series.rules if each.pk == row.slot_id), series.rules[-1])
    event = next(each for each in events_of(series, said) if each.uid == slot.uid)
    at = original(row) if row.slot_id else wall_in(slot, row)
    date = override(series, row, at, said)
    if method == "CANCEL":
        date = replace(date, status="cancelled")
    return write_message(
        method,
        replace(event, last_modified=clock.now()),
        date,
        organizer=series.initiative.name,
        address=settings.DEFAULT_FROM_EMAIL.rpartition("<")[2].rstrip(">"),
    )
