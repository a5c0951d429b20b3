"""Names of skills as people write them: many spellings, lists taken apart, typos forgiven."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from portal.core.typo_search import Doc, TypoIndex

Key = TypeVar("Key")

LONGEST_TEXT = 300
MOST_SUGGESTIONS = 5
# Shorter ones meet by chance: Q&A is not QA.
SHORTEST_GLUED = 4
# A sign that belongs to the name, written as a word before punctuation goes.
SIGNS = (
    (re.compile(r"(?<![\w.])\.net\b"), "dotnet"),
    (re.compile(r"(?<=\w)\.(?=\w)"), ""),
    (re.compile(r"(?<=\b[acfj])\s+(?=#|\+\+)"), ""),
)
WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
SEPARATOR = re.compile(
    r"[,;/|&:()\[\]\n•]|(?<![+\w])\+(?!\+)|\s\+\s|\band\b|\bor\b|\bwith\b|\bincluding\b",
    re.IGNORECASE,
)
MEANINGFUL = re.compile(r"\w")
# Words around a skill that say how much of it, not what.
# fmt: off
BEFORE = frozenset(
    {
        "a", "about", "advanced", "an", "any", "basic", "basics", "be", "beginner", "bonus",
        "comfort", "comfortable", "competency", "e", "eg", "experience", "experienced",
        "expertise", "familiar", "familiarity", "g", "good", "hands", "helpful", "ideally", "in",
        "interest", "interested", "know", "knowledge", "like", "moderate", "must", "of", "on",
        "optional", "or", "previous", "prior", "proficiency", "proficient", "required",
        "skilled", "skills", "solid", "some", "strong", "the", "to", "understand",
        "understanding", "use", "using", "very", "with", "work", "working",
    }
)
AFTER = frozenset(
    {
        "a", "are", "basics", "be", "big", "concepts", "dev", "developer", "development",
        "ecosystem", "essential", "experience", "expertise", "familiarity", "fundamentals",
        "helpful", "internals", "is", "knowledge", "language", "languages", "libraries",
        "needed", "nice", "optional", "plus", "preferred", "proficiency", "programming",
        "required", "skill", "skills", "too", "understanding", "would",
    }
)
# fmt: on


def folded(text: str) -> str:
    """Without case, accents and punctuation: `React.js` is `reactjs`, `CI/CD` is `ci cd`.

    `C++`, `C#` and `.NET` keep what tells them apart from `C` and `net`.
    """
    text = unicodedata.normalize("NFKD", text[:LONGEST_TEXT]).casefold()
    text = "".join(char for char in text if not unicodedata.combining(char)).replace("'", "")
    for pattern, word in SIGNS:
        text = pattern.sub(word, text)
    return " ".join(WORD.findall(text))


def glued(spelling: str) -> str:
    return spelling.replace(" ", "")


@dataclass(frozen=True)
class Entry(Generic[Key]):
    key: Key
    name: str
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading(Generic[Key]):
    """Skills in the order they were written, and the parts nobody knows."""

    known: tuple[Key, ...]
    unknown: tuple[str, ...]


class Vocabulary(Generic[Key]):
    def __init__(self, entries: Iterable[Entry[Key]]) -> None:
        entries = tuple(entries)
        self.names = {entry.key: entry.name for entry in entries}
        self.by_spelling: dict[str, Key] = {}
        self.by_glued: dict[str, Key | None] = {}
        for entry in entries:
            for text in (entry.name, *entry.synonyms):
                self.by_spelling.setdefault(folded(text), entry.key)
        for spelling, key in self.by_spelling.items():
            # Two skills that differ in a space only are told apart by it.
            known = self.by_glued.setdefault(glued(spelling), key)
            if known != key:
                self.by_glued[glued(spelling)] = None
        self.index = TypoIndex(
            Doc(entry.key, names=(entry.name,), words=entry.synonyms)
            for entry in sorted(entries, key=lambda entry: len(entry.name))
        )

    def find(self, text: str) -> Key | None:
        """The skill that is spelt like this; a space more or less does not matter."""
        spelling = folded(text)
        if spelling in self.by_spelling:
            return self.by_spelling[spelling]
        close = glued(spelling)
        return self.by_glued.get(close) if len(close) >= SHORTEST_GLUED else None

    def find_phrase(self, text: str) -> Key | None:
        """Also `basic knowledge of Rust` and `Go programming`."""
        words = folded(text).split()
        first, last = 0, len(words)
        while first < last and words[first] in BEFORE:
            first += 1
        while last > first and words[last - 1] in AFTER:
            last -= 1
        # The whole comes first: `Web development` is a skill of its own.
        for part in (words, words[first:], words[:last], words[first:last]):
            found = self.find(" ".join(part))
            if found is not None:
                return found
        return None

    def read(self, text: str) -> Reading[Key]:
        """One skill, or several in a list: `Python, Go and Docker`."""
        text = text[:LONGEST_TEXT]
        whole = self.find_phrase(text)
        if whole is not None:
            return Reading((whole,), ())
        known: dict[Key, None] = {}
        unknown: dict[str, None] = {}
        for part in SEPARATOR.split(text):
            found = self.find_phrase(part)
            if found is not None:
                known[found] = None
            elif MEANINGFUL.search(part):
                unknown[part.strip()] = None
        return Reading(tuple(known), tuple(unknown))

    def similar(self, text: str, *, limit: int = MOST_SUGGESTIONS) -> list[Key]:
        """What somebody may have meant, best first."""
        return [hit.key for hit in self.index.find(folded(text), limit=limit)]


def claimed_twice(entries: Iterable[Entry[Key]]) -> dict[str, set[Key]]:
    """Spellings that more than one skill answers to: a vocabulary may have none."""
    claims: dict[str, set[Key]] = {}
    for entry in entries:
        for text in (entry.name, *entry.synonyms):
            claims.setdefault(folded(text), set()).add(entry.key)
    return {spelling: keys for spelling, keys in claims.items() if len(keys) > 1}
