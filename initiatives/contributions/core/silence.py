"""Whether a rule is still kept by anybody: one that listens for what is never sent does no harm
that is seen, so it has to be looked for."""

from datetime import datetime, timedelta
from enum import StrEnum


class Life(StrEnum):
    """`YOUNG` is too new to tell; `UNKNOWN` where work was done that may be of this kind or not;
    `SILENT` although its repository is heard of; `UNHEARD` with nothing at all from there."""

    KEPT = "kept"
    YOUNG = "young"
    UNKNOWN = "unknown"
    SILENT = "silent"
    UNHEARD = "unheard"


DEAD = frozenset({Life.SILENT, Life.UNHEARD})


def life_of(
    *,
    since: datetime,
    last: datetime | None,
    heard: datetime | None,
    now: datetime,
    patience: timedelta,
    perhaps: datetime | None = None,
) -> Life:
    """`since` is when the rule was first published, `last` such work of anybody, `perhaps`
    work that may be such, `heard` the last word about the repository."""
    if last is not None and now - last <= patience:
        return Life.KEPT
    if now - since <= patience:
        return Life.YOUNG
    if perhaps is not None and now - perhaps <= patience:
        return Life.UNKNOWN
    return Life.UNHEARD if heard is None or now - heard > patience else Life.SILENT
