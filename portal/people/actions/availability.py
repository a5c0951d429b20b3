from collections.abc import Iterable
from datetime import time

from django.db import transaction

from portal.core.availability import Window, merged
from portal.kit import audit
from portal.people.models import AvailabilityWindow, User


@transaction.atomic
def set_availability(
    *, person: User, windows: Iterable[Window], by: User | None, timezone: str | None = None
) -> list[Window]:
    """Replace somebody's free hours by these, merged; with `timezone` on other clocks than before.

    The zone is the account's: without one given the hours are meant on its clocks.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    whole = merged(windows)
    person.availability.all().delete()
    AvailabilityWindow.objects.bulk_create(
        AvailabilityWindow(
            person=person,
            weekday=window.weekday,
            start=time(*divmod(window.start, 60)),
            minutes=window.minutes,
        )
        for window in whole
    )
    if timezone is not None and timezone != person.timezone:
        person.timezone = timezone
        person.save(update_fields=["timezone"])
    audit.record(by=by, verb="availability.set", on=person, is_on_pages=False)
    return whole
