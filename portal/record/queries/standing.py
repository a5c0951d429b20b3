"""What the tables say now, held against the record."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from portal.core.record_account import Account, Standing, account
from portal.record.models import Salt
from portal.record.signals import gather_standing

from .record import sealed_entries


@dataclass(frozen=True)
class Kept:
    """`fact` is what the entries call such a thing; `problems` what does not follow from the rows
    that are in the record, although it was made of nothing else."""

    fact: str
    rows: Iterable[Standing]
    problems: Iterable[str] = ()


def account_of_tables() -> Account:
    """Under the lock of the record, so that nothing is said meanwhile."""
    answers: list[tuple[Any, Any]] = gather_standing.send(sender=None)
    kept: list[Kept] = [answer for _receiver, answer in answers]
    salts = Salt.objects.filter(role="holder").values_list("entry", "salt")
    told = account(
        sealed_entries(),
        {one.fact: one.rows for one in kept},
        {entry: bytes(salt) for entry, salt in salts.iterator()},
    )
    return replace(told, problems=(*told.problems, *(why for one in kept for why in one.problems)))
