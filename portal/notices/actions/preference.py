from collections.abc import Collection

from portal.notices.models import NEVER_STOPPED, Kind, Preference
from portal.people.models import User


class NeverStopped(Exception):
    """What happens to an account is always told to its owner."""


def stop_mail(*, person: User, kind: str) -> None:
    """No more mail of one kind; the list in the app stays as it is. Raises NeverStopped."""
    if kind in NEVER_STOPPED:
        raise NeverStopped
    Preference.objects.update_or_create(person=person, kind=kind, defaults={"by_mail": False})


def choose_notices(*, person: User, in_app: Collection[str], by_mail: Collection[str]) -> None:
    """Exactly these kinds from now on, and what can't be stopped. One statement."""
    Preference.objects.bulk_create(
        [
            Preference(person=person, kind=kind, in_app=kind in in_app, by_mail=kind in by_mail)
            for kind in Kind
            if kind not in NEVER_STOPPED
        ],
        update_conflicts=True,
        unique_fields=["person", "kind"],
        update_fields=["in_app", "by_mail"],
    )
