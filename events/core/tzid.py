"""Which zone another program's TZID means."""

from functools import cache

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from portal.core import zones

# Labels of a fixed offset; the zone data now follows a whole country under these names.
FIXED = {"EST": "Etc/GMT+5", "MST": "Etc/GMT+7", "HST": "Etc/GMT+10"}


def read_tzid(tzid: str) -> str:
    """The IANA name, also from a Windows name or a path like /tzurl.org/2025a/Europe/Berlin.

    Raises UnknownZone: an event is never put at a guessed time.
    """
    tzid = tzid.strip().strip('"')
    if tzid.upper() in FIXED:
        return FIXED[tzid.upper()]
    steps = tzid.split("/")
    for name in (tzid, "/".join(steps[-3:]), "/".join(steps[-2:])):
        known = _by_lower_case().get(name.lower())
        if known:
            return zones.canonical(known)
    raise zones.UnknownZone(tzid)


@cache
def _by_lower_case() -> dict[str, str]:
    windows = {name.lower(): iana for name, iana in WINDOWS_TO_OLSON.items()}
    return windows | {name.lower(): name for name in zones.known()}
