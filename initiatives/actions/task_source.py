"""Repositories whose issues a group offers: added by its lead, read politely again and again."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q

from initiatives.core.github_issues import Issue, NotIssues, read_text
from initiatives.models import Initiative, Task, TaskSource
from initiatives.queries.archived_groups import archived_groups
from initiatives.queries.tasks import fresh_since
from portal.kit import audit, jobs
from portal.kit.fetch import Fetched, fetch
from portal.people.models import User

from .github_api import API, NoAnswer, Read, ask_api
from .task import STILL_OFFERED, TaskReport, follow_issues, withdraw_missing

PAGE_SIZE = 100
MOST_PAGES = 10
MOST_SOURCES = 20
# One that is due is asked by one job only; a job that died is tried again after this.
LEASE = timedelta(minutes=30)
LONGEST_WAIT = timedelta(days=7)
MOST_AT_ONCE = 50


class RepositoryTaken(Exception):
    """Another group, or this one, offers its issues already."""


class TooManySources(Exception):
    """A group with so many repositories keeps its tasks somewhere else."""


@dataclass(frozen=True)
class Answer:
    """`reached` is how far back it goes: older issues are not in it."""

    issues: tuple[Issue, ...]
    etag: str
    reached: datetime
    is_unchanged: bool = False


@transaction.atomic
def add_source(*, initiative: Initiative, repository: str, by: User, now: datetime) -> TaskSource:
    """Raises RepositoryTaken, TooManySources. It is read within minutes."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    if initiative.task_sources.count() >= MOST_SOURCES:
        raise TooManySources
    if TaskSource.objects.filter(repository__iexact=repository).exists():
        raise RepositoryTaken
    try:
        with transaction.atomic():
            source = TaskSource.objects.create(
                initiative=initiative, repository=repository, next_at=now
            )
    except IntegrityError as error:
        raise RepositoryTaken from error
    audit.record(by=by, verb="task_source.added", on=source, reason=repository)
    return source


@transaction.atomic
def map_labels(*, source: TaskSource, labels: Mapping[str, str], by: User, now: datetime) -> None:
    """Read anew as a whole: what the labels meant stands in the tasks already."""
    source.labels, source.etag, source.next_at = dict(labels), "", now
    source.save(update_fields=["labels", "etag", "next_at"])
    audit.record(by=by, verb="task_source.mapped", on=source, reason=source.repository)


@transaction.atomic
def remove_source(*, source: TaskSource, by: User, now: datetime) -> None:
    """Its tasks go with it: nobody would hear any more when they are done."""
    withdraw_missing(
        source=source,
        since=datetime.min.replace(tzinfo=UTC),
        missing_since=now + timedelta(days=1),
        now=now,
    )
    audit.record(by=by, verb="task_source.removed", on=source, reason=source.repository)
    source.delete()


@transaction.atomic
def ask_due_sources(*, now: datetime) -> int:
    """Part of `tick`: one job for each, and none twice. Archived groups offer nothing."""
    due = (
        TaskSource.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(Q(next_at=None) | Q(next_at__lte=now), initiative__is_listed=True)
        .exclude(initiative__in=archived_groups(now.date()))
        .order_by(F("next_at").asc(nulls_first=True), "pk")[:MOST_AT_ONCE]
    )
    pks = [source.pk for source in due]
    TaskSource.objects.filter(pk__in=pks).update(next_at=now + LEASE)
    for pk in pks:
        jobs.enqueue("initiatives.tasks.refresh_source", pk)
    return len(pks)


def refresh_known_source(*, pk: int, now: datetime) -> None:
    """For the job: a repository that was removed since it was enqueued is left alone."""
    source = TaskSource.objects.select_related("initiative").filter(pk=pk).first()
    if source is not None:
        refresh_source(source=source, now=now)


def refresh_source(*, source: TaskSource, now: datetime, read: Read = fetch) -> TaskReport | None:
    """None where the tracker gave no good answer: then nothing changes but when we ask again."""
    try:
        answer = ask(source, now=now, read=read)
    except NoAnswer as silence:
        note_silence(source, silence, now=now)
        return None
    return take_answer(source=source, answer=answer, now=now)


@transaction.atomic
def take_answer(*, source: TaskSource, answer: Answer, now: datetime) -> TaskReport:
    """An unchanged answer says that everything that was in the last one still is."""
    before = source.read_at
    if answer.is_unchanged and before:
        offered = Task.objects.filter(repository=source.repository, state__in=STILL_OFFERED)
        offered.filter(seen_at=before).update(seen_at=now)
        report = TaskReport()
    else:
        report = follow_issues(initiative=source.initiative, issues=answer.issues, now=now, by=None)
    if before:
        report.withdrawn += withdraw_missing(
            source=source, since=answer.reached, missing_since=before, now=now
        )
    source.etag, source.read_at = answer.etag, now
    source.failed_since, source.failure = None, ""
    source.next_at = now + timedelta(hours=settings.TASK_READ_HOURS) + stagger(source)
    source.save(
        update_fields=["etag", "read_at", "failed_since", "failure", "next_at"],
    )
    return report


def stagger(source: TaskSource) -> timedelta:
    """Up to half an hour, always the same: sources added together are not asked together."""
    return timedelta(seconds=hashlib.sha256(source.repository.encode()).digest()[0] * 7)


@transaction.atomic
def note_silence(source: TaskSource, silence: NoAnswer, *, now: datetime) -> None:
    """The longer it is silent, the longer we wait; never sooner than the tracker asks for."""
    source.failed_since = source.failed_since or now
    source.failure = str(silence)[:300]
    wait = max(timedelta(hours=1), min(now - source.failed_since, LONGEST_WAIT))
    asked = min(silence.until or now, now + LONGEST_WAIT)
    source.next_at = max(now + wait, asked)
    source.save(update_fields=["failed_since", "failure", "next_at"])


def ask(source: TaskSource, *, now: datetime, read: Read) -> Answer:
    """All issues, last touched first, back to where tasks hide themselves anyway.

    Closing touches an issue, so an unchanged first page means that nothing changed behind it.
    """
    issues: list[Issue] = []
    limit, etag, reached = fresh_since(now), "", now
    for page in range(1, MOST_PAGES + 1):
        got = ask_page(source, page, etag=source.etag if page == 1 else "", now=now, read=read)
        if got.is_unchanged and page == 1:
            return Answer((), source.etag, limit, is_unchanged=True)
        try:
            reading = read_text(got.body, repository=source.repository)
        except NotIssues as error:
            raise NoAnswer(f"The answer of the tracker is no list of issues. {error}") from error
        issues += reading.issues
        etag = etag or got.etag
        size = len(reading.issues) + reading.pull_requests + len(reading.problems)
        reached = min((issue.changed_at for issue in reading.issues), default=reached)
        if size < PAGE_SIZE or reached < limit:
            # Nothing is left out, or only what is too old to be shown.
            return Answer(tuple(issues), etag, limit)
    return Answer(tuple(issues), etag, reached)


def ask_page(source: TaskSource, page: int, *, etag: str, now: datetime, read: Read) -> Fetched:
    url = (
        f"{API}/repos/{source.repository}/issues"
        f"?state=all&sort=updated&direction=desc&per_page={PAGE_SIZE}&page={page}"
    )
    return ask_api(url, etag=etag, now=now, read=read)
