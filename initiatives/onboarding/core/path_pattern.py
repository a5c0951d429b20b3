"""Which files of a repository are meant: patterns a person can read, matched folder by folder.

`docs/` is everything below a folder, `*` any part of one name, `**` any folders, also none.
"""

from collections.abc import Collection, Iterable
from fnmatch import fnmatchcase

MOST_PATTERNS = 20
LONGEST_PATTERN = 200
# They would mean something elsewhere: not this one, one of these, the other spelling of “/”.
NOT_HERE = frozenset("[]{}!?\\")


def patterns_of(text: str) -> tuple[str, ...]:
    """One on a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def odd_lines(text: str) -> tuple[int, ...]:
    """Numbers of the lines that mean no files, counted as the writer sees them; what is more than
    enough is odd too."""
    lines = [(place, line.strip()) for place, line in enumerate(text.splitlines(), start=1)]
    said = [(place, line) for place, line in lines if line]
    odd = {place for place, line in said if not is_pattern(line)}
    return tuple(sorted(odd | {place for place, _line in said[MOST_PATTERNS:]}))


def is_pattern(line: str) -> bool:
    folders = parts_of(line)
    return (
        len(line) <= LONGEST_PATTERN
        and line.isprintable()
        and NOT_HERE.isdisjoint(line)
        and not any(part in {"", ".", ".."} or is_half(part) for part in folders)
        # All files of all folders would be no rule at all.
        and any(part.strip("*") for part in folders)
    )


def is_half(part: str) -> bool:
    """`**` is a whole name between two “/”."""
    return "**" in part and part != "**"


def parts_of(pattern: str) -> list[str]:
    return (f"{pattern}**/*" if pattern.endswith("/") else pattern).split("/")


def is_any_meant(paths: Iterable[str], patterns: Collection[str]) -> bool:
    parts = [parts_of(pattern) for pattern in patterns]
    return any(is_meant(path.split("/"), one) for path in paths for one in parts)


def is_meant(names: list[str], parts: list[str]) -> bool:
    """All places in the pattern that may come next are followed at once, so that no name of a file
    and no pattern makes it slow."""
    places = {0} | passed(0, parts)
    for name in names:
        following = set()
        for place in places:
            if place == len(parts):
                continue
            if parts[place] == "**":
                following |= {place} | passed(place, parts)
            elif fnmatchcase(name, parts[place]):
                following |= {place + 1} | passed(place + 1, parts)
        places = following
    return len(parts) in places


def passed(place: int, parts: list[str]) -> set[int]:
    """Places behind any number of `**`, which may mean no folder at all."""
    found = set()
    while place < len(parts) and parts[place] == "**":
        place += 1
        found.add(place)
    return found
