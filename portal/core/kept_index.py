"""An index that outlives the request: made again when what it was made from has changed."""

from collections.abc import Callable, Iterable
from typing import Generic

from .typo_search import Doc, Hit, Key, TypoIndex


class KeptIndex(Generic[Key]):
    """One per process. `stamp` is asked each time and has to be cheap; `docs` only when it moved.

    The stamp is asked first: rows that change in between are read now and once more next time.
    """

    def __init__(
        self, *, stamp: Callable[[], object], docs: Callable[[], Iterable[Doc[Key]]]
    ) -> None:
        self.stamp, self.docs = stamp, docs
        self._kept: tuple[object, TypoIndex[Key]] | None = None

    def find(self, text: str, *, limit: int | None = None) -> list[Hit[Key]]:
        return self.current(self.stamp()).find(text, limit=limit)

    def current(self, stamp: object) -> TypoIndex[Key]:
        kept = self._kept
        if kept is None or kept[0] != stamp:
            kept = self._kept = (stamp, TypoIndex(self.docs()))
        return kept[1]
