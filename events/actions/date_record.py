"""What is written down of one date: whether it took place, and where it can be watched."""

from django.db import transaction

from events.models import Occurrence, Series
from portal.kit import audit, clock
from portal.people.models import User

from .occurrence import hold_date


class NotBegun(Exception):
    """Nothing can be known of it yet."""


class WasCancelled(Exception):
    """It did not take place, as its organizers decided."""


@transaction.atomic
def confirm_date(*, occurrence: Occurrence, by: User, took_place: bool) -> None:
    """Somebody says that it was held, or that nobody came. Raises NotBegun, WasCancelled."""
    row = begun(occurrence)
    if row.took_place is took_place:
        return
    row.took_place = took_place
    row.save(update_fields=["took_place"])
    audit.record(by=by, verb="occurrence.held" if took_place else "occurrence.missed", on=row)


@transaction.atomic
def set_recording(*, occurrence: Occurrence, by: User, url: str) -> None:
    """ "" takes it away again. Calendars hear of it. Raises NotBegun, WasCancelled."""
    row = begun(occurrence)
    if row.recording_url == url:
        return
    row.recording_url = url
    row.save(update_fields=["recording_url"])
    tell_calendars(row)
    audit.record(by=by, verb="occurrence.recorded", on=row)


def begun(occurrence: Occurrence) -> Occurrence:
    row = hold_date(occurrence)
    if row.is_cancelled:
        raise WasCancelled
    if row.starts_at > clock.now():
        raise NotBegun
    return row


def note_held(row: Occurrence) -> None:
    """What could only be written of a date that was held; who said otherwise is not overruled."""
    if row.took_place is None:
        row.took_place = True
        row.save(update_fields=["took_place"])


def tell_calendars(row: Occurrence) -> None:
    """The date itself stays as it was: a newer date of the series, no higher number."""
    Series.objects.filter(pk=row.series_id).update(changed_at=clock.now())
