"""What this slice keeps about a person, for the copy they may take with them."""

from typing import Any

from portal.notices.models import Notice, Preference
from portal.people.models import User

Rows = list[dict[str, Any]]


def notices_about(*, person: User) -> Rows:
    told = Notice.objects.filter(person=person).order_by("created_at", "pk")
    fields = ("kind", "key", "context", "url", "created_at", "read_at", "mail")
    return [{field: getattr(notice, field) for field in fields} for notice in told]


def notices_to_guest(*, address: str) -> Rows:
    """What was written to somebody without an account."""
    told = Notice.objects.filter(address=address).order_by("created_at", "pk")
    fields = ("template", "context", "created_at", "mail")
    return [{field: getattr(notice, field) for field in fields} for notice in told]


def preferences_of(*, person: User) -> Rows:
    rows = Preference.objects.filter(person=person)
    return [{"kind": row.kind, "in_app": row.in_app, "by_mail": row.by_mail} for row in rows]
