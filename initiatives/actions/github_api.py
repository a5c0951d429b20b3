"""Asking GitHub's API: as whom, how much of an answer, and how long to wait when it says so."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from django.conf import settings

from initiatives.core import link_health
from portal.kit.fetch import Fetched, FetchFailed, FetchRefused

API = "https://api.github.com"
MAX_BYTES = 8 << 20
AN_HOUR = timedelta(hours=1)
SECONDARY_LIMIT = (403, 429)

log = logging.getLogger(__name__)
Read = Callable[..., Fetched]


class NoAnswer(Exception):
    """`until` is the moment before which nothing may be asked, if there is one."""

    def __init__(self, why: str, until: datetime | None = None) -> None:
        super().__init__(why)
        self.until = until


def ask_api(url: str, *, now: datetime, read: Read, etag: str = "") -> Fetched:
    """A good answer, or that nothing changed since `etag`. Raises NoAnswer."""
    headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
    if settings.GITHUB_TOKEN:
        headers["Authorization"] = f"Bearer {settings.GITHUB_TOKEN}"
    try:
        got = read(url, etag=etag, headers=headers, max_bytes=MAX_BYTES)
    except (FetchRefused, FetchFailed) as error:
        log.warning("%s: %s", url.partition("?")[0], error.detail)
        raise NoAnswer(str(error)) from error
    if got.is_ok or got.is_unchanged:
        return got
    raise refusal(got, now)


def refusal(got: Fetched, now: datetime) -> NoAnswer:
    until = asked_to_wait(got.headers, now) if got.status in SECONDARY_LIMIT else None
    if until:
        return NoAnswer("The tracker asks us to wait.", until)
    if got.status in (404, 410):
        return NoAnswer("There is no such repository, or it is not public.")
    if got.status == 401:
        why = "The tracker refuses the token of this portal. Please tell who runs it."
        return NoAnswer(why, now + AN_HOUR)
    return NoAnswer(f"The tracker answered with an error ({got.status}).")


def asked_to_wait(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """`Retry-After`; else the moment the hour's share begins anew, or an hour where that is odd."""
    wait = link_health.asked_to_wait(headers.get("retry-after", ""), now=now)
    if wait is not None:
        return now + wait
    if headers.get("x-ratelimit-remaining") != "0":
        return now + AN_HOUR if "retry-after" in headers else None
    return share_begins_anew(headers, now)


def share_begins_anew(headers: Mapping[str, str], now: datetime) -> datetime:
    try:
        return datetime.fromtimestamp(int(headers["x-ratelimit-reset"]), UTC)
    except (KeyError, ValueError, OverflowError, OSError):
        return now + AN_HOUR
