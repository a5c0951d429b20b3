"""What this slice keeps about a person, for the copy they may take with them."""

from typing import Any

from portal.notices.models import Notice, Preference
from portal.people.models import User

Rows = list[dict[str, Any]]


def notices_about(*, person: User) -> Rows:
    told = Notice.objects.filter(person=person).order_by("created_at", "pk")
    return list(told.values("kind", "key", "context", "url", "created_at", "read_at", "mail"))


def preferences_of(*, person: User) -> Rows:
    return list(Preference.objects.filter(person=person).values("kind", "in_app", "by_mail"))
