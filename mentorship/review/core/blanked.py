"""A text without the words by which its writer would be known at once.

Their names, handles and addresses go, every link and every address. What stays may still tell who
it is: where they work on what, how they write. Pages say so.
"""

import re
from collections.abc import Iterable

LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*", re.IGNORECASE)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*")
HANDLE = re.compile(r"(?<![\w@])@[\w.-]*\w(?:@[\w.-]*\w)?")
# A short name such as Will or Mark is a word too: it goes where it stands like a name.
LONG = 5
# Scripts that put no space between words, and a name into the middle of them.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0eff]")


def blanked(text: str, *, names: Iterable[str], whole: Iterable[str] = (), mark: str) -> str:
    """Each word of `names` goes by itself too. Handles and employers go as a `whole` alone: people
    need words such as rust and foundation."""
    for known in (LINK, HANDLE, ADDRESS):
        text = known.sub(lambda _found: mark, text)
    for name in by_length(names, whole):
        text = pattern_of(name).sub(lambda _found: mark, text)
    return text


def by_length(names: Iterable[str], whole: Iterable[str]) -> list[str]:
    """The longest first, so that no half of one is left standing."""
    words = {name.strip() for name in names}
    words |= {part for name in words for part in re.split(r"[\s,]+", name)}
    words |= {name.strip() for name in whole}
    return sorted({word for word in words if len(word) > 1}, key=lambda one: (-len(one), one))


def pattern_of(name: str) -> re.Pattern[str]:
    if UNSPACED.search(name):
        return re.compile(re.escape(name))
    if len(name) >= LONG:
        return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    spellings = {name, name.capitalize(), name.upper()} - {name.lower()}
    either = "|".join(re.escape(one) for one in sorted(spellings))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")
