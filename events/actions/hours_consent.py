"""Who lets a group count their free hours. Nobody is counted without having said so."""

from collections.abc import Collection

from django.db import transaction

from events.models import HoursConsent
from initiatives.models import Initiative
from portal.kit import audit
from portal.people.models import User


@transaction.atomic
def set_hours_consents(*, person: User, initiatives: Collection[Initiative], by: User) -> None:
    """These groups may, all others may not. Repeating it changes nothing."""
    wanted = {one.pk for one in initiatives}
    kept = HoursConsent.objects.filter(person=person)
    had = set(kept.values_list("initiative", flat=True))
    if had == wanted:
        return
    kept.exclude(initiative__in=wanted).delete()
    HoursConsent.objects.bulk_create(
        (HoursConsent(person=person, initiative_id=pk) for pk in sorted(wanted - had)),
        ignore_conflicts=True,
    )
    audit.record(by=by, verb="hours.shared", on=person, is_on_pages=False)
