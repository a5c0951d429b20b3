from collections.abc import Iterable, Mapping
from typing import Any

from portal.core.availability import Window


def windows_of(entries: Iterable[Mapping[str, Any]]) -> list[Window]:
    """Free hours of the matching file as windows of a week."""
    return [
        Window(day, int(entry["start"][:2]) * 60 + int(entry["start"][3:]), entry["minutes"])
        for entry in entries
        for day in entry["days"]
    ]
