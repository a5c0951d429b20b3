"""Dates in addresses: exactly as ISO writes them, and only ones that exist."""

from datetime import date

from portal.core.years import YEARS


class IsoDay:
    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return in_range(date.fromisoformat(value))

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else value.isoformat()


class IsoMonth:
    """The first day of a month."""

    regex = r"[0-9]{4}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return in_range(date.fromisoformat(f"{value}-01"))

    def to_url(self, value: date | str) -> str:
        return value if isinstance(value, str) else f"{value:%Y-%m}"


class MeetKey:
    """A series (`bear-wg`) or one date of it (`bear-wg.2026-03-05`)."""

    regex = r"[-a-zA-Z0-9_]+(?:\.[0-9]{4}-[0-9]{2}-[0-9]{2})?"

    def to_python(self, value: str) -> tuple[str, date | None]:
        slug, _, day = value.partition(".")
        return slug, in_range(date.fromisoformat(day)) if day else None

    def to_url(self, value: str) -> str:
        return value


def in_range(day: date) -> date:
    if day.year not in YEARS:
        raise ValueError(day)
    return day
