"""Keyset pages: stable while rows come and go, and as fast on the last page as on the first.

A cursor holds the natural key of the row at the edge, never a primary key.
"""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from ninja import Field, Schema
from ninja.errors import ValidationError

from portal.core.years import YEARS

DEFAULT_SIZE = 50
MAX_SIZE = 200
MAX_CURSOR = 600

# Lookup name → type, in the order of the list; together they name one row.
Order = Mapping[str, type]


class BadCursor(ValueError):
    """The cursor was not made here, or for another list."""


class PageQuery(Schema):
    """Base of every list's query; a name it does not know is refused by `paged`, not ignored."""

    cursor: str = Field("", max_length=MAX_CURSOR, description="From `next` or `previous`.")
    page_size: int = Field(
        DEFAULT_SIZE, ge=1, le=MAX_SIZE, description=f"At most {MAX_SIZE}; else {DEFAULT_SIZE}."
    )


@dataclass(frozen=True)
class KeysetPage:
    rows: list[Any]
    next: str | None
    previous: str | None


def keyset_page(
    rows: QuerySet[Any], *, order: Order, cursor: str, size: int = DEFAULT_SIZE
) -> KeysetPage:
    """One page in ascending `order`; `next` and `previous` are cursors. One query."""
    direction, edge = decode(cursor, order) if cursor else ("n", None)
    backwards = direction == "p"
    names = list(order)
    if edge is not None:
        rows = rows.filter(beyond(names, edge, "lt" if backwards else "gt"))
    rows = rows.order_by(*(f"-{name}" if backwards else name for name in names))
    found = list(rows[: size + 1])
    has_more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    if not found:
        return KeysetPage([], None, None)
    return KeysetPage(
        rows=found,
        next=encode("n", found[-1], names) if has_more or backwards else None,
        previous=encode("p", found[0], names) if (has_more if backwards else edge) else None,
    )


def paged(
    request: HttpRequest,
    rows: QuerySet[Any],
    *,
    order: Order,
    query: PageQuery,
    show: Callable[[Any], dict[str, Any]],
) -> dict[str, Any]:
    """The API's page: rows as `show` says, and absolute addresses of the pages beside it."""
    refuse_strangers(request, query)
    page = keyset_page(rows, order=order, cursor=query.cursor, size=query.page_size)
    return {
        "results": [show(row) for row in page.rows],
        "next": page_url(request, page.next),
        "previous": page_url(request, page.previous),
    }


def refuse_strangers(request: HttpRequest, query: PageQuery) -> None:
    """ninja drops parameters it does not know: a misspelt filter would answer with everything."""
    strangers = [name for name in request.GET if name not in type(query).model_fields]
    if strangers:
        said = {"type": "extra_forbidden", "msg": "There is no such parameter."}
        raise ValidationError([said | {"loc": ["query", name]} for name in strangers])


def page_url(request: HttpRequest, cursor: str | None) -> str | None:
    """The asked address with another cursor, absolute under the portal's own name."""
    if cursor is None:
        return None
    query = [(k, v) for k, values in request.GET.lists() if k != "cursor" for v in values]
    return f"{settings.PORTAL_BASE_URL}{request.path}?{urlencode([*query, ('cursor', cursor)])}"


def beyond(names: list[str], edge: list[Any], way: str) -> Q:
    """Rows after (`gt`) or before (`lt`) the edge; the first term alone lets an index help."""
    condition = Q()
    for i, name in enumerate(names):
        same = dict(zip(names[:i], edge[:i], strict=True))
        condition |= Q(**same, **{f"{name}__{way}": edge[i]})
    return condition & Q(**{f"{names[0]}__{way}e": edge[0]})


def encode(direction: str, row: Model, names: list[str]) -> str:
    values = [attribute(row, name) for name in names]
    text = json.dumps([direction, *(written(value) for value in values)])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def written(value: str | date | UUID) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def decode(cursor: str, order: Order) -> tuple[str, list[Any]]:
    if len(cursor) > MAX_CURSOR:
        raise BadCursor
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        direction, *values = json.loads(raw)
        edge = [read(kind, v) for kind, v in zip(order.values(), values, strict=True)]
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise BadCursor from error
    if direction not in ("n", "p"):
        raise BadCursor
    return direction, edge


def read(kind: type, value: Any) -> Any:
    if not isinstance(value, str) or "\x00" in value:
        raise BadCursor
    value.encode()  # a lone surrogate is no text a database takes
    if kind is str:
        return value
    if kind is UUID:
        return UUID(value)
    parsed = datetime.fromisoformat(value) if kind is datetime else date.fromisoformat(value)
    if parsed.year not in YEARS or (isinstance(parsed, datetime) and not parsed.tzinfo):
        raise BadCursor
    return parsed


def attribute(row: Model, path: str) -> str | date | UUID:
    value: Any = row
    for step in path.split("__"):
        value = getattr(value, step)
    return value
