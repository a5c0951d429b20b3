"""Recognises a name that was taken down without keeping the name."""

import hashlib
import re
import unicodedata
from collections.abc import Set as AbstractSet

WITHDRAWN = "[name withdrawn]"
MOST_WORDS_IN_A_NAME = 5
JOINTS = ".'\u2019-"
WORD = re.compile(rf"[\w{re.escape(JOINTS)}]+")


def normalised(text: str) -> str:
    """Letters and digits only, without case and accents: `José  Díaz` and `jose diaz` are one."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(
        "".join(char if char.isalnum() else " " for char in plain if not is_mark(char)).split()
    )


def is_mark(char: str) -> bool:
    return unicodedata.combining(char) != 0


def fingerprint(kind: str, text: str) -> str:
    """`kind` is name or handle. Equal for all spellings `normalised` makes equal; empty for text
    without a letter."""
    plain = normalised(text)
    return hashlib.sha256(f"{kind}:{plain}".encode()).hexdigest() if plain else ""


def is_taken_down(fingerprints: AbstractSet[str], *, name: str = "", handle: str = "") -> bool:
    return bool(
        fingerprints
        and not fingerprints.isdisjoint({fingerprint("name", name), fingerprint("handle", handle)})
    )


def redact(text: str, fingerprints: AbstractSet[str]) -> str:
    """`text` without the names and handles taken down, however they are written."""
    if not fingerprints:
        return text
    words = list(WORD.finditer(text))
    kept: list[str] = []
    position = index = 0
    while index < len(words):
        for count in range(min(MOST_WORDS_IN_A_NAME, len(words) - index), 0, -1):
            start, end = words[index].start(), words[index + count - 1].end()
            said = text[start:end].rstrip(JOINTS)
            if is_taken_down(fingerprints, name=said, handle=said if count == 1 else ""):
                kept += [text[position:start], WITHDRAWN]
                position = start + len(said)
                index += count
                break
        else:
            index += 1
    return "".join([*kept, text[position:]])
