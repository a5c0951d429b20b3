"""Reads one mapping of a format that somebody else keeps, and may extend any day."""

import re
from collections import Counter
from typing import Self

from .contact_details import names_a_mailbox, without_contacts
from .yaml_section import Errors, Section
from .yaml_tree import Node

LONGEST_SUMMARY = 300
LONGEST_PROSE = 20_000
# Within bounds: a text of nothing but brackets is no work.
MARKDOWN_LINK = re.compile(r"\[([^\]]{0,300})\]\([^)\s]{0,2000}\)")
# Space of no width, which copying leaves behind; what joins signs into one is not among it.
INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
NO_LINK = frozenset({"", "tbd", "n/a", "none"})
PATH = re.compile(r"(?!https?\b)[\w.-]+(?:/[\w.-]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class PublishedSection(Section):
    """Keys we don't know are counted instead of refused. No mailbox and no telephone number
    leaves it, and a text is one line without markup."""

    def __init__(
        self, node: Node, errors: Errors, *, left_out: Counter[str], field: str = ""
    ) -> None:
        super().__init__(node, errors, field=field)
        self.left_out = left_out

    def within(self, node: Node, key: str) -> Self:
        return type(self)(node, self.errors, left_out=self.left_out, field=key)

    def leave_rest(self) -> None:
        """Instead of `finish`, where more keys than ours are welcome."""
        for key in self.items:
            if key not in self.asked:
                self.left_out[f"values of {key!r}, which the portal does not know"] += 1

    def words(self, key: str, *, longest: int, required: bool = False) -> str:
        node = self.scalar(key, required=required)
        if node is None:
            return ""
        text = node.text
        if len(text) <= LONGEST_PROSE:  # else it is refused for its length
            text = one_line(text)
        return self.checked_text(key, text, longest=longest, required=required)

    def summary(self, key: str, *, longest: int = LONGEST_SUMMARY) -> str | None:
        """The first sentences, as many as a summary may hold."""
        text = self.words(key, longest=LONGEST_PROSE)
        short = first_sentences(text, longest)
        if short != text:
            self.left_out[f"ends of texts of more than {longest} characters"] += 1
        return short or None

    def link(self, key: str, *, beside: str = "") -> str:
        """A web address; a path counts from `beside`, the folder the file's paths start at."""
        node = self.scalar(key)
        said = INVISIBLE.sub("", node.text).strip() if node else ""
        if said.lower() in NO_LINK:
            return ""
        if names_a_mailbox(said):
            self.left_out["mailboxes"] += 1
            return ""
        if PATH.fullmatch(said):
            if beside:
                return self.checked_url(key, f"{beside}/{said.removeprefix('./')}")
            self.left_out["links without a web address"] += 1
            return ""
        return self.checked_url(key, said)

    def link_under(self, base: str, key: str) -> str:
        """Of an id that its own pages make an address of; a whole address stays as it is."""
        name = self.words(key, longest=160)
        if not name:
            return ""
        return self.checked_url(key, name if name.startswith("https://") else f"{base}/{name}")

    def secure_link(self, key: str) -> str:
        """Where people are sent to join a call."""
        address = self.link(key)
        if address.startswith("http://"):
            self.left_out["join links that are not https"] += 1
            return ""
        return address


def one_line(text: str) -> str:
    plain = INVISIBLE.sub("", MARKDOWN_LINK.sub(r"\1", text))
    return without_contacts(" ".join(plain.split()))


def first_sentences(text: str, longest: int) -> str:
    """Whole sentences; of a first one that is too long, its beginning."""
    if len(text) <= longest:
        return text
    short = ""
    for sentence in SENTENCE_END.split(text):
        if len(short) + len(sentence) + 1 > longest:
            break
        short = f"{short} {sentence}".strip()
    return short or text[: longest - 1].rpartition(" ")[0] + "…"
