"""Mailboxes and telephone numbers in published text: they are never taken over."""

import re
from urllib.parse import unquote

# From the beginning of a word alone, so that a long one is gone through once.
MAILBOX = re.compile(r"(?<![\w.+-])(?:mailto:)?[\w.+-]+@(?:[\w-]+\.)+[A-Za-z]{2,}")
# With its country: without a plus, digits may be anything.
TELEPHONE = re.compile(r"(?<!\w)\+\d(?:[ ().\-/]{0,2}\d){7,}")
# The id of a public calendar only looks like a mailbox.
CALENDAR_ID = re.compile(r"(?<![\w.+-])[\w.+-]+@group\.calendar\.google\.com")
PUT_INSTEAD = "[…]"


def without_contacts(text: str) -> str:
    return TELEPHONE.sub(PUT_INSTEAD, MAILBOX.sub(PUT_INSTEAD, text))


def names_a_mailbox(address: str) -> bool:
    """Whether a link, or what stands where a link should, is of somebody's mailbox."""
    return bool(MAILBOX.search(CALENDAR_ID.sub("", unquote(address))))
