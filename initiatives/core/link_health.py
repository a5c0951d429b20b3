"""What to think of an address that answered or did not, and when to ask it again.

One bad answer says little: an address is dead once it failed three times over three days or more,
and alive again with its first good answer. Who forbids looking is never called dead.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from urllib.parse import urlsplit

ENOUGH_FAILURES = 3
ENOUGH_TIME = timedelta(days=3)
FIRST_WAIT = timedelta(days=1)
LONGEST_WAIT = timedelta(days=32)
FINE_AGAIN = timedelta(days=7)
# Robots hear nothing true from them: a login, a number of their own, or always the same page.
WALLED = (
    *("linkedin.com", "slack.com", "facebook.com", "instagram.com", "x.com", "twitter.com"),
    *("discord.com", "discord.gg", "meetup.com", "zoom.us", "docs.google.com"),
)
NOT_FOR_ROBOTS = frozenset({401, 402, 403, 407, 418, 429, 451, 999})
# Servers that know no HEAD say so in many ways: before a failure counts, GET is asked too.
ASK_IN_FULL = frozenset({400, 403, 404, 405, 406, 410, 500, 501, 502, 503})


class Answer(StrEnum):
    FINE = "fine"
    FAILED = "failed"
    WALLED = "walled"


class LinkHealth(StrEnum):
    FINE = "fine"
    FAILING = "failing"
    DEAD = "dead"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Standing:
    health: LinkHealth
    next_at: datetime
    failures: int = 0
    first_failed_at: datetime | None = None


def is_walled(url: str) -> bool:
    """Asked of the host alone, so that nothing is fetched to know it."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return False
    return any(host == one or host.endswith(f".{one}") for one in WALLED)


def answer_of(status: int) -> Answer:
    if 200 <= status < 400:
        return Answer.FINE
    return Answer.WALLED if status in NOT_FOR_ROBOTS else Answer.FAILED


def standing(
    answer: Answer,
    *,
    now: datetime,
    failures: int = 0,
    first_failed_at: datetime | None = None,
    wait: timedelta | None = None,
) -> Standing:
    """After one more answer; `failures` and `first_failed_at` are those of the row so far, `wait`
    what the host asked for."""
    asked = min(wait or timedelta(), LONGEST_WAIT)
    if answer is Answer.FINE:
        return Standing(LinkHealth.FINE, now + max(FINE_AGAIN, asked))
    if answer is Answer.WALLED:
        return Standing(LinkHealth.SKIPPED, now + max(FINE_AGAIN, asked))
    began = first_failed_at or now
    count = failures + 1
    is_dead = count >= ENOUGH_FAILURES and now - began >= ENOUGH_TIME
    backed_off = min(FIRST_WAIT * 2 ** min(failures, 10), LONGEST_WAIT)
    return Standing(
        LinkHealth.DEAD if is_dead else LinkHealth.FAILING,
        now + max(backed_off, asked),
        count,
        began,
    )


def asked_to_wait(retry_after: str, *, now: datetime) -> timedelta | None:
    """`Retry-After` as seconds or as a date; None when it says nothing that can be read."""
    said = retry_after.strip()
    if said.isascii() and said.isdigit():
        return min(timedelta(seconds=int(said[:9])), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(until - now, timedelta()), LONGEST_WAIT)
