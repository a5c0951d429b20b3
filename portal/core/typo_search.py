"""Finds names although they are misspelt, without accents, glued together or cut short.

A small index in memory for some thousand documents: no server, no database, no waiting.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

Key = TypeVar("Key")

LONGEST_QUERY = 200
MOST_TOKENS = 8
LONGEST_TOKEN = 40
# Letters and digits of any script; + and # belong to C++ and C#.
TOKEN = re.compile(r"[^\W_]+(?:[+#]+)?")
# How well a word of the query meets a word of a document.
SAME, STARTS, INSIDE = 1.0, 0.9, 0.6
MISSPELT = {1: 0.75, 2: 0.55}
NAME, WORD = 1.0, 0.45
GLUED = 0.7


def plain(text: str) -> str:
    """Without case and accents, so that `Müller` and `MULLER` are one."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def tokens(text: str) -> list[str]:
    return TOKEN.findall(plain(text))


def typos_allowed(token: str) -> int:
    """None in words of one or two letters, two in long ones."""
    if len(token) < 3:
        return 0
    return 1 if len(token) < 8 else 2


@dataclass(frozen=True)
class Doc(Generic[Key]):
    """`names` are what it is called; `words` is text about it, found but ranked lower."""

    key: Key
    names: tuple[str, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hit(Generic[Key]):
    key: Key
    score: float


class TypoIndex(Generic[Key]):
    def __init__(self, docs: Iterable[Doc[Key]]) -> None:
        self.docs = tuple(docs)
        self.weights: dict[str, dict[int, float]] = defaultdict(dict)
        self.glued: list[tuple[str, int]] = []
        for number, doc in enumerate(self.docs):
            for text in doc.words:
                for token in tokens(text):
                    self.weights[token].setdefault(number, WORD)
            for text in doc.names:
                for token in tokens(text):
                    self.weights[token][number] = NAME
                self.glued.append(("".join(tokens(text)), number))

    @cached_property
    def vocabulary(self) -> list[str]:
        return list(self.weights)

    def find(self, text: str, *, limit: int | None = None) -> list[Hit[Key]]:
        """Best first, equal ones in the order given. Documents that meet every word, or else some.

        Only the first LONGEST_QUERY characters and MOST_TOKENS words are read.
        """
        asked = list(dict.fromkeys(tokens(text[:LONGEST_QUERY])))[:MOST_TOKENS]
        asked = [token[:LONGEST_TOKEN] for token in asked]
        if not asked:
            return []
        met = [self.meet(token) for token in asked]
        everyone = set().union(*met)
        complete = {doc for doc in everyone if all(doc in found for found in met)}
        scores = {
            doc: sum(found.get(doc, 0.0) for found in met) / len(asked)
            for doc in complete or everyone
        }
        for doc, score in self.meet_glued("".join(asked)).items():
            scores[doc] = max(scores.get(doc, 0.0), score)
        ranked = sorted(scores.items(), key=lambda item: (-round(item[1], 4), item[0]))
        return [Hit(self.docs[doc].key, score) for doc, score in ranked[:limit]]

    def meet(self, token: str) -> dict[int, float]:
        """Each document's best score for one word of the query."""
        found: dict[int, float] = {}
        for word, quality in self.similar(token).items():
            for doc, weight in self.weights[word].items():
                found[doc] = max(found.get(doc, 0.0), quality * weight)
        return found

    def similar(self, token: str) -> dict[str, float]:
        near: dict[str, float] = {}
        if allowed := typos_allowed(token):
            for word, distance, _ in process.extract(
                token, self.vocabulary, scorer=OSA.distance, score_cutoff=allowed, limit=None
            ):
                if distance and len(word) > distance + 1:
                    near[word] = MISSPELT[distance]
        for word in self.vocabulary:
            if word == token:
                near[word] = SAME
            elif len(token) > 1 and word.startswith(token):
                near[word] = STARTS
            elif len(token) > 3 and token in word:
                near[word] = max(near.get(word, 0.0), INSIDE)
        return near

    def meet_glued(self, query: str) -> dict[int, float]:
        """Names written with a space too many or too few."""
        found: dict[int, float] = {}
        allowed = typos_allowed(query)
        if len(query) > 4:
            for name, distance, position in process.extract(
                query,
                [name for name, _doc in self.glued],
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=None,
            ):
                doc = self.glued[position][1]
                score = NAME if not distance else GLUED * MISSPELT[distance]
                if len(name) > distance + 1:
                    found[doc] = max(found.get(doc, 0.0), score)
        return found
