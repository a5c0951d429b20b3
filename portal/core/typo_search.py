"""Finds names although they are misspelt, without accents, glued together or cut short.

A small index in memory for some ten thousand documents: no server, no database, no waiting.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Generic, TypeVar

import numpy as np
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
# How well the query meets a whole name, spaces aside: better than one word of a longer name.
WHOLE = {0: 1.0, 1: 0.8, 2: 0.6}
NAME, WORD = 1.0, 0.45


def plain(text: str) -> str:
    """Without case and accents, so that `Müller` and `MULLER` are one."""
    if text.isascii():
        return text.lower()
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
        weights: dict[str, dict[int, float]] = defaultdict(dict)
        glued: dict[str, dict[int, float]] = defaultdict(dict)
        for number, doc in enumerate(self.docs):
            for text in doc.words:
                for token in tokens(text):
                    weights[token].setdefault(number, WORD)
            for text in doc.names:
                called = tokens(text)
                for token in called:
                    weights[token][number] = NAME
                glued["".join(called)][number] = NAME
        self.words, self.glued = Postings(weights), Postings(glued)

    def find(self, text: str, *, limit: int | None = None) -> list[Hit[Key]]:
        """Best first, equal ones in the order given. Documents that meet every word, or else some.

        Only the first LONGEST_QUERY characters and MOST_TOKENS words are read.
        """
        asked = list(dict.fromkeys(tokens(text[:LONGEST_QUERY])))[:MOST_TOKENS]
        asked = [token[:LONGEST_TOKEN] for token in asked]
        if not asked:
            return []
        met = np.array([self.meet(self.words, similar(token, self.words)) for token in asked])
        scores = met.sum(axis=0) / len(asked)
        complete = met.all(axis=0)
        if complete.any():
            scores[~complete] = 0.0
        near = misspelt_whole("".join(asked), self.glued)
        scores = np.maximum(scores, self.meet(self.glued, near))
        found = np.flatnonzero(scores)
        ranked = found[np.argsort(-scores[found].round(4), kind="stable")][:limit]
        return [Hit(self.docs[doc].key, float(scores[doc])) for doc in ranked]

    def meet(self, postings: "Postings", near: dict[str, float]) -> np.ndarray:
        """Each document's best score for one word of the query."""
        best = np.zeros(len(self.docs))
        for word, quality in near.items():
            docs, weights = postings.arrays(word)
            best[docs] = np.maximum(best[docs], quality * weights)
        return best


class Postings:
    """Words and the documents they stand in, laid out so that few words are looked at."""

    def __init__(self, weights: dict[str, dict[int, float]]) -> None:
        self.weights = weights
        self._arrays: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def arrays(self, word: str) -> tuple[np.ndarray, np.ndarray]:
        if word not in self._arrays:
            told = self.weights[word]
            self._arrays[word] = (
                np.fromiter(told.keys(), np.intp, len(told)),
                np.fromiter(told.values(), np.float64, len(told)),
            )
        return self._arrays[word]

    @cached_property
    def by_length(self) -> dict[int, list[str]]:
        words = defaultdict(list)
        for word in self.weights:
            words[len(word)].append(word)
        return words

    @cached_property
    def vocabulary(self) -> list[str]:
        return list(self.weights)

    @cached_property
    def starts(self) -> list[int]:
        """Where each word of the vocabulary begins in `text`."""
        return list(accumulate((len(word) + 1 for word in self.vocabulary[:-1]), initial=1))

    @cached_property
    def text(self) -> str:
        """All words in one string: looking through it is one call and no loop."""
        return "\n" + "\n".join(self.vocabulary) + "\n"

    def containing(self, piece: str, *, only_at_start: bool) -> Iterator[str]:
        wanted = "\n" + piece if only_at_start else piece
        at = self.text.find(wanted)
        while at >= 0:
            yield self.vocabulary[bisect_right(self.starts, at + only_at_start) - 1]
            at = self.text.find(wanted, at + 1)

    def misspelt(self, token: str) -> Iterator[tuple[str, int]]:
        """Words a slip or two away; shorter than the slips they would be met by anything."""
        allowed = typos_allowed(token)
        for length in range(len(token) - allowed, len(token) + allowed + 1):
            for word, distance, _ in process.extract(
                token,
                self.by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=allowed,
                limit=None,
            ):
                if length > distance + 1:
                    yield word, distance


def similar(token: str, words: Postings) -> dict[str, float]:
    near: dict[str, float] = {}
    if typos_allowed(token):
        near = {word: MISSPELT[slips] for word, slips in words.misspelt(token) if slips}
    if len(token) > 1:
        for word in words.containing(token, only_at_start=len(token) < 4):
            met = STARTS if word.startswith(token) else INSIDE
            near[word] = max(near.get(word, 0.0), met)
    if token in words.weights:
        near[token] = SAME
    return near


def misspelt_whole(query: str, names: Postings) -> dict[str, float]:
    """Names written with a space too many or too few."""
    return {name: WHOLE[slips] for name, slips in names.misspelt(query)}
