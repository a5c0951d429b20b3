"""Names and short texts as people type them, without what only machines see."""

import re
import unicodedata

# Joiners that Persian, Indic scripts and emoji are written with.
JOINERS = {"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"}
INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
SEEN = ("L", "N", "P", "S")


def readable(text: str) -> str:
    """One line without control characters, turned writing directions and needless space.

    Empty when nothing of it can be seen.
    """
    kept = "".join(
        letter if is_kept(letter) else " " if letter.isspace() else "" for letter in text
    )
    kept = " ".join(kept.split())
    return kept if any(unicodedata.category(letter)[0] in SEEN for letter in kept) else ""


def readable_lines(text: str) -> str:
    """The same for a text of several lines; between paragraphs stands one empty line."""
    lines = "\n".join(readable(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def is_kept(letter: str) -> bool:
    return letter in JOINERS or unicodedata.category(letter) not in INVISIBLE
