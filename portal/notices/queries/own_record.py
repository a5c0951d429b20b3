"""What this slice keeps about a person, for the copy they may take with them."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from portal.notices.models import Notice, Preference
from portal.people.models import User

Rows = list[dict[str, Any]]


def notices_about(*, person: User) -> Rows:
    told = Notice.objects.filter(person=person).order_by("created_at", "pk")
    fields = ("kind", "key", "context", "url", "created_at", "read_at", "mail")
    return [{field: getattr(notice, field) for field in fields} for notice in told]


def notices_to_guest(*, address: str, about: UUID) -> Rows:
    """What was written to somebody without an account about one thing, such as their seat."""
    told = letters_about(about).filter(address=address).order_by("created_at", "pk")
    fields = ("template", "context", "created_at", "mail")
    return [{field: getattr(notice, field) for field in fields} for notice in told]


def letters_about(public_id: UUID) -> QuerySet[Notice]:
    """Their key or the link made for their reader names it."""
    return Notice.objects.filter(Q(key__contains=public_id) | Q(url__contains=public_id.hex))


def preferences_of(*, person: User) -> Rows:
    rows = Preference.objects.filter(person=person)
    return [{"kind": row.kind, "in_app": row.in_app, "by_mail": row.by_mail} for row in rows]
