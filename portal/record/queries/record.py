"""The record as it is read again: whole to prove it, page by page to publish it."""

from collections.abc import Iterator

from django.db.models import QuerySet

from portal.core.record_chain import Sealed
from portal.people.models import User
from portal.record.models import Entry, Head, Salt

AT_ONCE = 2_000


def sealed_entries() -> Iterator[Sealed]:
    """All of them from the first; never more than AT_ONCE in memory."""
    for entry in Entry.objects.order_by("number").iterator(chunk_size=AT_ONCE):
        yield entry.sealed


def entries_after(number: int, *, bound: int) -> list[Sealed]:
    found = Entry.objects.filter(number__gt=number).order_by("number")[:bound]
    return [entry.sealed for entry in found]


def heads() -> QuerySet[Head]:
    return Head.objects.order_by("-day")


def newest_head() -> Head | None:
    return heads().first()


def how_many() -> int:
    last = Entry.objects.order_by("number").last()
    return last.number if last else 0


def salts_of_person(*, person: User) -> list[dict[str, object]]:
    """With these they can show anybody which entries are about them, and in what role."""
    return [
        {"entry": one.entry_id, "role": one.role, "salt": bytes(one.salt).hex()}
        for one in Salt.objects.filter(person=person).order_by("entry_id", "role")
    ]
