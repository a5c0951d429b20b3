"""A JSON object read key by key, and everything that is wrong with it on the way."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from .instance import Scalar, scalar_key
from .json_reading import is_unicode, shown

MAX_ITEMS = 200  # in a list of one person
MAX_ERRORS = 100
LONGEST = 200

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class InstanceError:
    """`where` is like "mentees[3]", with the id when it has one; `field` may be empty."""

    where: str
    field: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.where, self.field, self.message) if part)


class InstanceRefused(ValueError):
    """Carries every error found, at most a hundred."""

    def __init__(self, errors: Iterable[InstanceError]):
        self.errors = tuple(errors)
        super().__init__("\n".join(map(str, self.errors)))


class Enough(Exception):
    """The list of errors is long enough to see what is wrong."""


class JsonObject:
    """A JSON object of which each key is asked for once; what is left over is unknown.

    Whatever is wrong is noted and something harmless is returned in its place.
    """

    def __init__(self, tree: Any, where: str, errors: list[InstanceError]):
        self.where, self.errors = where, errors
        if not isinstance(tree, dict):
            self.refuse("", f"must be an object, not {shown(tree)}")
        self.left = dict(tree) if isinstance(tree, dict) else {}

    def refuse(self, name: str, message: str) -> None:
        self.errors.append(InstanceError(self.where, name, message))
        if len(self.errors) >= MAX_ERRORS:
            raise Enough

    def finish(self) -> None:
        for name in self.left:
            self.refuse(shown(name)[1:-1], "is not a key we know")

    def text(self, name: str) -> str:
        if name not in self.left:
            self.refuse(name, "is missing")
            return ""
        value = self.left.pop(name)
        return value if self.is_text(name, value) else ""

    def is_text(self, name: str, value: Any) -> bool:
        if not isinstance(value, str):
            self.refuse(name, f"must be a text, not {shown(value)}")
        elif not value.strip():
            self.refuse(name, "is empty")
        elif len(value) > LONGEST:
            self.refuse(name, f"is longer than {LONGEST} characters")
        elif not is_unicode(value):
            self.refuse(name, "holds half a character")
        else:
            return True
        return False

    def whole(self, name: str, least: int, most: int) -> int:
        if name not in self.left:
            self.refuse(name, "is missing")
            return least
        value = self.left.pop(name)
        return value if self.is_whole(name, value, least, most) else least

    def is_whole(self, name: str, value: Any, least: int, most: int) -> bool:
        if type(value) is not int or not least <= value <= most:
            self.refuse(
                name, f"must be a whole number from {least:,} to {most:,}, not {shown(value)}"
            )
            return False
        return True

    def flag(self, name: str) -> bool:
        value = self.left.pop(name, True)
        if not isinstance(value, bool):
            self.refuse(name, f"must be true or false, not {shown(value)}")
        return value is True

    def scalar(self, name: str) -> Scalar:
        value = self.left.pop(name, None)
        return value if self.is_scalar(name, value) else None

    def is_scalar(self, name: str, value: Any) -> bool:
        if isinstance(value, str):
            return self.is_text(name, value)
        is_number = isinstance(value, int | float) and math.isfinite(value)
        if value is not None and not is_number:
            self.refuse(name, f"must be a text, a number, true, false or null, not {shown(value)}")
        return value is None or is_number

    def items(self, name: str, most: int, *, is_required: bool = False) -> list[Any]:
        if is_required and name not in self.left:
            self.refuse(name, "is missing")
        value = self.left.pop(name, [])
        if not isinstance(value, list):
            self.refuse(name, f"must be a list, not {shown(value)}")
            return []
        if len(value) > most:
            self.refuse(name, f"has {len(value):,} entries, at most {most:,} are read")
            return []
        return value

    def scalars(self, name: str) -> tuple[Scalar, ...]:
        """Each once: a goal said twice is one goal."""
        values = [value for value in self.items(name, MAX_ITEMS) if self.is_scalar(name, value)]
        return tuple({scalar_key(value): value for value in values}.values())

    def texts(self, name: str) -> tuple[str, ...]:
        values = (value for value in self.items(name, MAX_ITEMS) if self.is_text(name, value))
        return tuple(dict.fromkeys(values))

    def objects(
        self,
        name: str,
        read: Callable[["JsonObject"], Read],
        most: int = MAX_ITEMS,
        *,
        is_required: bool = False,
    ) -> tuple[Read, ...]:
        rows = self.items(name, most, is_required=is_required)
        prefix = f"{self.where} " if self.where else ""
        return tuple(
            read(JsonObject(row, f"{prefix}{name}[{at}]{_told_id(row)}", self.errors))
            for at, row in enumerate(rows)
        )

    def object(self, name: str) -> "JsonObject":
        where = f"{self.where} {name}".lstrip()
        return JsonObject(self.left.pop(name, {}), where, self.errors)


def _told_id(row: Any) -> str:
    told = row.get("id") if isinstance(row, dict) else None
    return f" ({shown(told)[1:-1]})" if isinstance(told, str) else ""
