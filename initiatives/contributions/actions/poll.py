"""Asking GitHub for what its deliveries may have missed: it sends none twice.

What it answers goes the way of a delivery, so that a thing both told of is one thing.
"""

import logging
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from initiatives.actions.github_api import API, NoAnswer, Read, ask_api, share_begins_anew
from initiatives.contributions.core.answer import (
    Page,
    Pull,
    next_page,
    read_files,
    read_page,
    read_pull,
    read_repository,
    read_reviews,
)
from initiatives.contributions.core.delivery import Unreadable, believed
from initiatives.contributions.core.fact import Fact, Kind
from initiatives.contributions.core.revert import Revert
from initiatives.contributions.models import Contribution, Poll, Repository
from initiatives.contributions.queries.watched import (
    are_files_wanted,
    are_reviews_wanted,
    to_be_read_anew,
    watched_steps,
)
from portal.kit import jobs
from portal.kit.fetch import Fetched, fetch
from portal.people.queries.github import people_by_number

from .delivery import take_word

# One that is due is asked by one job only; a job that died is tried again after this.
LEASE = timedelta(minutes=30)
FIRST_LOOK = timedelta(days=90)
OVERLAP = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=7)
AN_HOUR = timedelta(hours=1)
A_MOMENT = timedelta(seconds=1)
MOST_REPOSITORIES = 200
PAGE_SIZE = 50
MOST_PAGES = 4
MOST_QUESTIONS = 300
MOST_REVIEW_PAGES = 5
MOST_SKIPPED = 3
MOST_FILES_PAGES = 3
MOST_MERGES = 50
# Of the hour's share so many are left for whoever else asks as the portal.
LEFT_TO_OTHERS = 100

log = logging.getLogger(__name__)


@dataclass
class Asking:
    """The questions of one run, one after the other. `until` is set once there may be no more of
    them; the page at hand is still read to its end."""

    now: datetime
    read: Read
    left: int
    until: datetime | None = None

    def ask(self, url: str, *, etag: str = "") -> Fetched:
        self.left -= 1
        got = ask_api(url, now=self.now, read=self.read, etag=etag)
        remaining = got.headers.get("x-ratelimit-remaining", "")
        if remaining.isdecimal() and int(remaining) < LEFT_TO_OTHERS:
            self.until = share_begins_anew(got.headers, self.now)
        elif self.left <= 0:
            self.until = self.now
        return got


@transaction.atomic
def ask_due_repositories(*, now: datetime) -> int:
    """Part of `tick`: one job for all that are due, as GitHub wants one question at a time. Without
    a token nothing is asked."""
    if not settings.GITHUB_TOKEN:
        return 0
    names = frozenset(watched_steps().order_by().values_list("repository", flat=True).distinct())
    watch(names, now)
    due = (
        Poll.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(next_at__lte=now, repository__name__in=names)
        .order_by("next_at", "pk")[:MOST_REPOSITORIES]
    )
    pks = [poll.pk for poll in due]
    Poll.objects.filter(pk__in=pks).update(next_at=now + LEASE)
    to_be_read_anew(now).filter(pk__in=pks).update(seen_to=None, etag="", begun_at=now)
    if pks:
        jobs.enqueue("initiatives.contributions.tasks.poll_repositories", pks)
    return len(pks)


def watch(names: frozenset[str], now: datetime) -> None:
    known = set(Poll.objects.filter(repository__name__in=names).values_list("repository__name"))
    for name in sorted(names - {name for (name,) in known}):
        repository, _is_first = Repository.objects.get_or_create(name=name)
        first = {"next_at": now, "begun_at": now}
        Poll.objects.get_or_create(repository=repository, defaults=first)


def poll_repositories(*, pks: Collection[int], now: datetime, read: Read = fetch) -> None:
    """For the job. What goes wrong with one is noted there; the others are asked all the same,
    unless GitHub wants nobody to ask."""
    asking = Asking(now, read, MOST_QUESTIONS)
    polls = Poll.objects.select_related("repository").in_bulk(pks)
    for poll in [polls[pk] for pk in pks if pk in polls]:
        if asking.until:
            poll.next_at = max(now, asking.until)
            poll.save(update_fields=["next_at"])
            continue
        try:
            poll_repository(poll, asking)
        except NoAnswer as silence:
            note_silence(poll, silence, now=now)
            asking.until = silence.until or asking.until
        except Unreadable as error:
            note_silence(poll, NoAnswer(f"The answer could not be read ({error})."), now=now)
        except Exception:  # one odd repository must not keep back the others
            log.exception("asking about %s", poll.repository)
            note_silence(poll, NoAnswer("The answer could not be used."), now=now)


def poll_repository(poll: Poll, asking: Asking) -> None:
    """Raises NoAnswer, Unreadable."""
    number = poll.repository.github_id or learn(poll, asking)
    read_list(poll, number, asking)
    if not asking.until and are_files_wanted(name=poll.repository.name):
        hear(poll, number, facts_with_files(poll, number, asking), asking.now)


def read_list(poll: Poll, number: int, asking: Asking) -> None:
    """Back to what was seen before, last touched first.

    What is touched meanwhile moves to the front and all before it one place back: who goes on where
    they stopped reads something twice, and misses nothing.
    """
    for _page in range(MOST_PAGES):
        is_first = not poll.next_url
        got = asking.ask(poll.next_url or list_of(number), etag=poll.etag if is_first else "")
        if got.is_unchanged:
            hear(poll, number, (), asking.now)
            return
        page = read_page(got.body, repository=number)
        if page.unreadable:
            log.warning("%s: %s entries that cannot be read", poll.repository, page.unreadable)
        if is_first:
            poll.etag = got.etag[: Poll.etag.field.max_length]
            poll.reading_to = max((one.touched_at for one in page.pulls), default=asking.now)
        facts = facts_of_page(poll, page, number, asking)
        if page.called:
            poll.called = other_name(poll, page.called)
        onward = next_page(got.headers.get("link", ""), within=API)
        poll.next_url = "" if is_seen(poll, page, asking.now) else onward[:500]
        if not poll.next_url:
            poll.seen_to = max(poll.reading_to or asking.now, asking.now - FIRST_LOOK)
            poll.reading_to = None
        reverts = [revert for pull in page.pulls for revert in pull.reverts]
        hear(poll, number, facts, asking.now, reverts)
        if not poll.next_url or asking.until:
            return


def list_of(number: int) -> str:
    """By its number, under which it is found whatever it is called and whoever has its name now."""
    how = f"state=all&sort=updated&direction=desc&per_page={PAGE_SIZE}"
    return f"{API}/repositories/{number}/pulls?{how}"


def learn(poll: Poll, asking: Asking) -> int:
    number, called = read_repository(asking.ask(f"{API}/repos/{poll.repository.name}").body)
    poll.called = other_name(poll, called)
    return number


def other_name(poll: Poll, called: str) -> str:
    return called if called != poll.repository.name else ""


def seen_before(poll: Poll, now: datetime) -> datetime:
    return (poll.seen_to or now - FIRST_LOOK) - OVERLAP


def is_seen(poll: Poll, page: Page, now: datetime) -> bool:
    """Whether all that comes after this page was read before."""
    return any(pull.touched_at < seen_before(poll, now) for pull in page.pulls)


@transaction.atomic
def hear(
    poll: Poll,
    number: int,
    facts: Collection[Fact],
    now: datetime,
    reverts: Collection[Revert] = (),
) -> None:
    """One transaction for what was told and how far that was read."""
    take_word(believed(number, poll.repository.name, facts, reverts, now), now)
    poll.asked_at, poll.failed_since, poll.failure = now, None, ""
    is_over = not poll.next_url
    # One that is not over goes on at the next run, behind those that did not come to be asked.
    poll.next_at = now + (timedelta(minutes=settings.GITHUB_POLL_MINUTES) if is_over else A_MOMENT)
    poll.save()


def facts_of_page(poll: Poll, page: Page, number: int, asking: Asking) -> list[Fact]:
    """A pull request that gives no answer of its own is passed by, and the next reading goes back
    to it; after a few of them it is no longer those that are at fault."""
    since = seen_before(poll, asking.now)
    pulls = [pull for pull in page.pulls if pull.touched_at >= since]
    unsure = merges_to_ask(pulls, number)
    is_reviews = are_reviews_wanted(name=poll.repository.name)
    facts: list[Fact] = []
    skipped = 0
    for pull in pulls:
        try:
            told = read_one(pull, number, asking) if pull.subject in unsure else pull.facts
            facts += [*told, *(reviews(pull, number, asking) if is_reviews else ())]
        except (NoAnswer, Unreadable) as error:
            skipped += 1
            if getattr(error, "until", None) or skipped > MOST_SKIPPED:
                raise
            log.warning("%s#%s: %s", poll.repository, pull.number, error)
            poll.etag, poll.reading_to = "", min(pull.touched_at, poll.reading_to or asking.now)
    return facts


def merges_to_ask(pulls: Collection[Pull], number: int) -> set[int]:
    """Who merged it is asked only of the work of people who connected their account, and once."""
    merged = [pull for pull in pulls if pull.is_merged]
    people = people_by_number(numbers={pull.author for pull in merged if pull.author})
    asked = {pull.subject for pull in merged if pull.author in people}
    known = Contribution.objects.filter(repository_id=number, kind=Kind.MERGED, subject__in=asked)
    return asked - set(known.values_list("subject", flat=True))


def read_one(pull: Pull, number: int, asking: Asking) -> tuple[Fact, ...]:
    address = f"{API}/repositories/{number}/pulls/{pull.number}"
    return read_pull(asking.ask(address).body, repository=number)


def reviews(pull: Pull, number: int, asking: Asking) -> list[Fact]:
    address = f"{API}/repositories/{number}/pulls/{pull.number}/reviews?per_page=100"
    found: list[Fact] = []
    for _page in range(MOST_REVIEW_PAGES):
        got = asking.ask(address)
        found += read_reviews(got.body, pull=pull, repository=number)
        address = next_page(got.headers.get("link", ""), within=API)
        if not address:
            break
    return found


def facts_with_files(poll: Poll, number: int, asking: Asking) -> list[Fact]:
    """Of merges that are kept already, the newest first: no delivery says what they changed. One
    that gives no answer stays as it is, neither of the docs nor not, and is asked again."""
    since = asking.now - FIRST_LOOK
    rows = Contribution.objects.filter(repository_id=number, kind=Kind.MERGED, files__isnull=True)
    facts: list[Fact] = []
    skipped = 0
    for row in rows.filter(at__gte=since).order_by("-at", "-pk")[:MOST_MERGES]:
        if asking.until or skipped > MOST_SKIPPED:
            break
        try:
            facts.append(with_files(row.fact, asking))
        except (NoAnswer, Unreadable) as error:
            skipped += 1
            asking.until = getattr(error, "until", None) or asking.until
            log.warning("files of %s#%s: %s", poll.repository, row.number, error)
    return facts


def with_files(fact: Fact, asking: Asking) -> Fact:
    address = f"{API}/repositories/{fact.repository}/pulls/{fact.number}/files?per_page=100"
    files: list[str] = []
    for _page in range(MOST_FILES_PAGES):
        got = asking.ask(address)
        files += read_files(got.body)
        address = next_page(got.headers.get("link", ""), within=API)
        if not address:
            break
    return replace(fact, files=tuple(files), are_all_files=not address)


@transaction.atomic
def note_silence(poll: Poll, silence: NoAnswer, *, now: datetime) -> None:
    """The longer it is silent, the longer we wait; never sooner than GitHub asks for. Nothing that
    was not read to its end counts as read."""
    poll.refresh_from_db(fields=["next_url", "etag", "seen_to", "reading_to"])
    if not silence.until:
        # Perhaps the address to go on at is the trouble: the reading begins anew.
        poll.etag = "" if poll.next_url else poll.etag
        poll.next_url, poll.reading_to = "", None
    poll.asked_at = now
    poll.failed_since = poll.failed_since or now
    poll.failure = str(silence)[:300]
    wait = max(AN_HOUR, min(now - poll.failed_since, LONGEST_WAIT))
    asked = min(silence.until or now, now + LONGEST_WAIT)
    poll.next_at = max(now + wait, asked)
    poll.save()
