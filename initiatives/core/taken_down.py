"""Recognises a name that was taken down without keeping the name."""

import hashlib
import re
import unicodedata
from collections.abc import Set as AbstractSet

WITHDRAWN = "[name withdrawn]"
MOST_WORDS_IN_A_NAME = 5
JOINTS = ".'\u2019-"
# Shorter handles are words of a language too: in running text they need a sign before them.
SHORTEST_TELLING_HANDLE = 7
SIGNS_OF_A_HANDLE = "@(/"
POSSESSIVE = re.compile("['\u2019]s$", re.IGNORECASE)
WORD = re.compile(rf"[\w{re.escape(JOINTS)}]+")


def normalised(text: str) -> str:
    """Letters and digits only, without case and accents: `José  Díaz` and `jose diaz` are one."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    shown = "".join(char for char in plain if not is_invisible(char))
    return " ".join("".join(char if char.isalnum() else " " for char in shown).split())


def is_invisible(char: str) -> bool:
    """Accents, and characters such as the zero-width space that would split a word unseen."""
    return unicodedata.combining(char) != 0 or unicodedata.category(char) == "Cf"


def fingerprint(kind: str, text: str) -> str:
    """`kind` is name or handle. Equal for all spellings `normalised` makes equal, a name's words in
    any order and with or without initials between them; empty for text without a letter."""
    words = normalised(text).split()
    if kind == "name":
        words = sorted(w for i, w in enumerate(words) if len(w) > 1 or i in (0, len(words) - 1))
    plain = " ".join(words)
    return hashlib.sha256(f"{kind}:{plain}".encode()).hexdigest() if plain else ""


def fingerprints_of(*, name: str = "", handle: str = "") -> frozenset[str]:
    """A name may be written where a handle belongs, a handle where a name does or as an address."""
    handle = handle.rstrip("/").rsplit("/", 1)[-1]
    found = {fingerprint("name", name), fingerprint("handle", handle)}
    if len(normalised(name).split()) == 1:
        found.add(fingerprint("handle", name))
    if len(normalised(handle).split()) > 1:
        found.add(fingerprint("name", handle))
    return frozenset(found - {""})


def is_taken_down(fingerprints: AbstractSet[str], *, name: str = "", handle: str = "") -> bool:
    """Also with a title before the name or pronouns behind it."""
    if not fingerprints:
        return False
    if not fingerprints.isdisjoint(fingerprints_of(name=name, handle=handle)):
        return True
    return redact(name, fingerprints) != name


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
            said = POSSESSIVE.sub("", text[start:end].rstrip(JOINTS))
            found = {fingerprint("name", said)}
            if count == 1 and is_telling(text, start, said):
                found.add(fingerprint("handle", said))
            if not fingerprints.isdisjoint(found):
                kept += [text[position:start], WITHDRAWN]
                position = start + len(said)
                index += count
                break
        else:
            index += 1
    return "".join([*kept, text[position:]])


def is_telling(text: str, start: int, said: str) -> bool:
    is_marked = start > 0 and text[start - 1] in SIGNS_OF_A_HANDLE
    return is_marked or len(said) >= SHORTEST_TELLING_HANDLE
