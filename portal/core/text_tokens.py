"""A published sentence cut into tokens.

One regular expression, no nested repetition and a bounded text: the work grows with the length of
the text, whatever somebody pastes into a README.
"""

import html
import re
import unicodedata
from dataclasses import dataclass

LONGEST = 2000  # characters; a schedule is a sentence or two

_LINK = re.compile(r"\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_OUTLOOK = re.compile(r"\(UTC(?:[+-][0-9]{2}:[0-9]{2})?\) (?=[A-Z][a-z])")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_QUOTES = dict.fromkeys(map(ord, "\u2018\u2019\u201b\u2032`\u00b4"), "'")
_TOKEN = re.compile(
    r"""
    (?P<noise>https?://\S+ | www\.\S+ | \#[\w/-]+ | </?[a-z][^<>]{0,200}>
      | [\w.+-]{1,64}@[a-z][\w-]{0,62}\.[a-z]\S* )
  | (?P<date>(?:19|20)[0-9]{2}(?P<a>[-/.])[0-9]{1,2}(?P=a)[0-9]{1,2}(?![0-9])(?:T[0-9:.]+Z?)?
      | [0-9]{1,2}(?P<b>[-/.])[0-9]{1,2}(?P=b)(?:19|20)[0-9]{2}(?![0-9])
      | (?:19|20)[0-9]{6}(?![0-9]) | (?:19|20)[0-9]{2}-[01][0-9](?![0-9-]) )
  | (?P<offset>(?:UTC|GMT)\s?[+-][0-9]{1,2}(?::?[0-9]{2})?
      (?![0-9]|:[0-9]|\s{0,2}(?:UTC|GMT|[ap]\.?m)))
  | (?P<clock>[0-9]{1,2}(?:[:.h][0-9]{2}){1,2}\s{0,2}(?:[ap]\.?\s?m\b\.?|[ap]\b)
      | [0-9]{1,4}\s{0,2}[ap]\.?\s?m\b\.? | [0-9]{1,4}[ap]\b
      | [0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2})?(?![0-9]) )
  | (?P<ordinal>[0-9]{1,2}(?:st|nd|rd|th)\b)
  | (?P<number>[0-9]+(?:\.[0-9]+)*)
  | (?P<zone>(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc
      |Europe|Indian|Mexico|Pacific|US)/[a-z_]+(?:[/-][a-z_]+)*(?:[+-][0-9]{1,2})?)
  | (?P<word>(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|weds?|thur?s?|fri)\.
      | [^\W\d_][\w']*(?:\.\w+)*)
  | (?P<mark>[-/(),;.=&@|~:+])
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question, and what it makes of the text: stretches of it (start, end) are
    replaced, `more` is said behind it."""

    words: str
    edits: tuple[tuple[int, int, str], ...] = ()
    more: str = ""

    def applied(self, text: str) -> str:
        """`text` is tidy: stretches are counted in it."""
        for start, end, instead in sorted(self.edits, reverse=True):
            text = text[:start] + instead + text[end:]
        return f"{text}, {self.more}" if self.more else text


class NotClear(Exception):
    """The text leaves something open; the message is the one question to the organizer.

    Where its answers can be counted, they come with it.
    """

    def __init__(self, question: str, *answers: Answer):
        super().__init__(question)
        self.answers = answers


class NeverTrue(NotClear):
    """The text says what cannot be: worse than any gap in it, so it is asked about first."""


@dataclass(frozen=True, slots=True)
class Token:
    kind: str  # date offset clock ordinal number zone word mark end
    text: str
    low: str
    start: int = 0

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def is_mark(self, marks: str) -> bool:
        return self.kind == "mark" and self.text in marks


END = Token("end", "", "")


def tidy(text: str) -> str:
    """Plain characters only: links by their words, one kind of dash, nothing invisible.

    Outlook writes the winter offset before a zone's name: "(UTC-05:00) Eastern Time".
    """
    text = html.unescape(text)
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFKC", text.translate(_DASHES).translate(_QUOTES))
        text = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text)
    return _OUTLOOK.sub("", _LINK.sub(r"\1", text))


def cut(text: str) -> list[Token]:
    """The tokens, followed by a few `END`s so that looking ahead never runs off the list."""
    found = [
        Token(m.lastgroup or "", m[0].strip("_'"), m[0].lower().strip("_'."), m.start())
        for m in _TOKEN.finditer(text)
        if m.lastgroup != "noise"
    ]
    return [*found, *[END] * 8]
