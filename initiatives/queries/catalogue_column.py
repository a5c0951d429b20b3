"""One source of what groups are found by, and the cheap sign that it has changed."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BigIntegerField,
    Count,
    DateTimeField,
    Func,
    Max,
    QuerySet,
    Sum,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

# The largest prime below 2³¹, so that a product of two rests still fits in 64 bits.
PRIME = 2_147_483_647
KEY = f"((CAST(%(expressions)s AS BIGINT) * 1103515245 + 12345) %%%% {PRIME})"
# A group's id and one value it has.
Pairs = Iterable[tuple[int, Any]]
# A name and the query that `stamp_of` made for it; and what that query answered.
Stamped = tuple[str, QuerySet[Any]]
Stamp = tuple[Hashable, ...]


@dataclass(frozen=True)
class Column:
    """Facets that are read together, and read again when one of `stamps` answers anew.

    An archived group keeps none of a column that `is_offered`: it wants nobody any more.
    """

    name: str
    stamps: tuple[Stamped, ...]
    load: Callable[[], dict[str, Pairs]]
    is_offered: bool = False


def stamp_of(
    name: str,
    rows: QuerySet[Any],
    *,
    value: Combinable | None = None,
    changed_at: str | Combinable = "",
) -> Stamped:
    """Its one row is another one when `rows` are others.

    Count and greatest id tell of rows that came or went, the sum of each `value` of rows that were
    changed in place, and `changed_at` is where rows say so themselves.
    """
    nothing = Value(None, output_field=DateTimeField())
    weighed: Combinable = Weight("pk")
    if value is not None:
        weighed = weighed * Cast(value, BigIntegerField()) % PRIME
    return name, (
        rows.order_by()
        .values(column_name=Value(name))
        .annotate(
            column_rows=Count("pk"),
            column_last=Max("pk"),
            column_sum=Sum(weighed, output_field=BigIntegerField()),
            column_changed=Max(changed_at) if changed_at else nothing,
        )
        .values_list("column_name", "column_rows", "column_last", "column_sum", "column_changed")
    )


class Weight(Func):
    """Of a row by its key: a number that is its own and far larger than any value.

    The key itself is too regular for that: where one row's value rises by two and that of the row
    with the double key falls by one, a sum of plain products stays as it was. One expression of
    three factors: as a tree of Django's it took longer to write than the database to answer.
    """

    template = f"({KEY} * {KEY} %%%% {PRIME} * {KEY} %%%% {PRIME})"
    output_field = BigIntegerField()


def ask_stamps(stamps: Iterable[Stamped]) -> dict[str, Stamp]:
    """By name, all of them in one query."""
    first, *others = (query for _name, query in stamps)
    return {name: tuple(told) for name, *told in first.union(*others, all=True)}
