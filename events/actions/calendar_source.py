"""Calendars kept elsewhere that a group's meetings come from: brought by its organizers, read again
and again. Whatever goes wrong, the last good copy stays."""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q

from events.core.calendar_report import CalendarReport
from events.core.content_lines import MAX_BYTES, CalendarRefused
from events.core.date_budget import dates_near
from events.core.foreign_calendar import AS_JSON, ForeignCalendar
from events.models import CalendarSource
from events.queries.desk_meetings import organized_groups
from events.queries.told_meeting import told_of
from initiatives.core.contact_details import names_a_mailbox
from initiatives.models import Initiative
from initiatives.queries.archived_groups import archived_groups
from portal.kit import audit, jobs
from portal.kit.fetch import Fetched, FetchFailed, FetchRefused, fetch
from portal.people.models import User

from .calendar_reading import read_apart
from .calendar_sync import take_reading

MOST_SOURCES = 10
MOST_AT_ONCE = 50
EVERY = timedelta(hours=6)
AN_HOUR = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=7)
# One that is due is read by one job only; a job that died is tried again after this.
LEASE = timedelta(minutes=30)
DEADLINE = 10.0
# What comes in while somebody waits at the desk, within about two seconds; more is for a job.
MOST_MEETINGS_AT_ONCE, MOST_DATES_AT_ONCE = 25, 2_500

UNFORESEEN = "Something went wrong with this calendar here."
NOT_THEIRS = "Who brought this copy does not arrange the group's meetings any more."

log = logging.getLogger(__name__)
Read = Callable[..., Fetched]


class SourceTaken(Exception):
    """The group has this calendar already."""


class TooManySources(Exception):
    """Nobody keeps an eye on so many calendars."""


class NotRead(Exception):
    """No good copy could be had now; the text says why and may be shown."""


@dataclass(frozen=True)
class Copy:
    """A good reading. Of a calendar that says it is unchanged, the last one. `zone` is where times
    without one were taken to be meant."""

    reading: ForeignCalendar
    etag: str = ""
    modified: str = ""
    zone: str = ""


def read_address(
    *, url: str, known: CalendarSource | None = None, zone: str = "", read: Read = fetch
) -> Copy:
    """Within ten seconds, at most two megabytes, past no guard. Raises NotRead."""
    last = known.reading if known else None
    asked = {"etag": known.etag, "modified": known.modified} if known and last else {}
    try:
        got = read(url, max_bytes=MAX_BYTES, deadline=DEADLINE, **asked)
    except (FetchRefused, FetchFailed) as error:
        log.warning("calendar at %s: %s", host_of(url=url), error.detail)
        raise NotRead(str(error)) from error
    if got.is_unchanged and known and last:
        return Copy(AS_JSON.validate_python(last), known.etag, known.modified, zone)
    if not got.is_ok:
        raise NotRead(f"The address answered with an error ({got.status}).")
    copy = read_bytes(raw=got.body, zone=zone)
    return replace(copy, etag=got.etag[:500], modified=got.modified[:100])


def read_bytes(*, raw: bytes, zone: str = "") -> Copy:
    """Raises NotRead."""
    try:
        return Copy(read_apart(raw, default_zone=zone), zone=zone)
    except CalendarRefused as refused:
        raise NotRead(str(refused)) from refused


def host_of(*, url: str) -> str:
    """All of an address that may be written down: the rest is often a key to a private calendar."""
    try:
        return (urlsplit(url).hostname or "")[:100]
    except ValueError:
        return ""


def file_name(name: str) -> str:
    """A file is known by its name, and often called by the mailbox it was exported of."""
    if not names_a_mailbox(name):
        return name[:200]
    return f"calendar-{hashlib.sha256(name.encode()).hexdigest()[:8]}.ics"


@transaction.atomic
def add_source(
    *,
    initiative: Initiative,
    copy: Copy,
    url: str = "",
    name: str = "",
    zone: str = "",
    by: AbstractBaseUser,
) -> CalendarSource:
    """Kept with its first copy; none of it is a meeting yet. `name` is a file's own. Raises
    SourceTaken, TooManySources."""
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    name = file_name(name)
    mine = CalendarSource.objects.filter(initiative=initiative)
    if mine.filter(url=url, **({} if url else {"name": name})).exists():
        raise SourceTaken
    if mine.count() >= MOST_SOURCES:
        raise TooManySources
    source = CalendarSource.objects.create(
        initiative=initiative,
        url=url,
        name=name or copy.reading.name or host_of(url=url) or "calendar",
        default_tzid=zone,
        reading=AS_JSON.dump_python(copy.reading, mode="json"),
        etag=copy.etag,
        modified=copy.modified,
    )
    audit.record(by=by, verb="calendar_source.added", on=source, reason=source.name)
    return source


@transaction.atomic
def accept_source(
    *, source: CalendarSource, now: datetime, by: AbstractBaseUser, is_trusted: bool = False
) -> CalendarReport:
    """Its meetings come in, from the copy people looked at: by a job where they are many."""
    source = CalendarSource.objects.select_for_update().get(pk=source.pk)
    source.accepted_at, source.is_trusted = source.accepted_at or now, is_trusted
    source.save()
    audit.record(by=by, verb="calendar_source.accepted", on=source, reason=source.name)
    reading = AS_JSON.validate_python(source.reading)
    copy = Copy(reading, source.etag, source.modified, source.default_tzid)
    return take_or_put_off(source=source, copy=copy, now=now, by=by)


@transaction.atomic
def put_zone(*, source: CalendarSource, zone: str, by: AbstractBaseUser) -> None:
    """Where times without a zone are meant: an answer to the question its reading asks. The next
    reading is of the whole calendar."""
    source.default_tzid, source.etag, source.modified = zone, "", ""
    source.save(update_fields=["default_tzid", "etag", "modified"])
    audit.record(by=by, verb="calendar_source.zone", on=source, reason=zone)


@transaction.atomic
def bring_back(*, source: CalendarSource, uid: str, by: AbstractBaseUser) -> None:
    """A meeting that somebody discarded here comes in again with the next reading."""
    source.meetings.filter(uid=uid, series=None).delete()
    audit.record(by=by, verb="calendar_source.wanted", on=source, reason=source.name)


@transaction.atomic
def take_copy(
    *, source: CalendarSource, copy: Copy, now: datetime, by: AbstractBaseUser | None
) -> CalendarReport:
    """A copy read before somebody named another zone is followed by one of the whole calendar.
    Raises NotRead."""
    refuse_emptied(source, copy.reading)
    report = take_reading(source=source, reading=copy.reading, now=now, by=by)
    source.refresh_from_db()
    is_current = copy.zone == source.default_tzid
    source.etag, source.modified = (copy.etag, copy.modified) if is_current else ("", "")
    source.read_at = now
    source.failed_since, source.failure = None, ""
    source.next_at = now + EVERY + stagger(source) if source.url else None
    source.save()
    return report


def held_source(source: CalendarSource) -> CalendarSource:
    """Read again under its lock. Raises NotRead where somebody removed it meanwhile."""
    row = CalendarSource.objects.select_for_update(of=("self",)).filter(pk=source.pk).first()
    if row is None:
        raise NotRead("This calendar was removed meanwhile.")
    return row


@transaction.atomic
def take_newer(
    *, source: CalendarSource, copy: Copy, now: datetime, by: AbstractBaseUser | None
) -> CalendarReport:
    """A newer copy somebody brings. Before the source was accepted it only takes the place of the
    first. Raises NotRead."""
    source = held_source(source)
    if source.accepted_at:
        return take_copy(source=source, copy=copy, now=now, by=by)
    source.reading = AS_JSON.dump_python(copy.reading, mode="json")
    source.save(update_fields=["reading"])
    return CalendarReport()


@transaction.atomic
def take_or_put_off(
    *, source: CalendarSource, copy: Copy, now: datetime, by: AbstractBaseUser
) -> CalendarReport:
    """`take_newer` for who waits at the desk: a reading that means much work is kept, and a job
    takes it. Raises NotRead."""
    source = held_source(source)
    much = work_of(source, copy.reading, now=now)
    if not (source.accepted_at and much):
        return take_newer(source=source, copy=copy, now=now, by=by)
    source.reading = AS_JSON.dump_python(copy.reading, mode="json")
    source.etag, source.modified = "", ""
    source.next_at = now + LEASE
    source.save(update_fields=["reading", "etag", "modified", "next_at"])
    jobs.enqueue("events.tasks.take_calendar", source.pk, by.pk)
    return CalendarReport(put_off=much)


def work_of(source: CalendarSource, reading: ForeignCalendar, *, now: datetime) -> int:
    """How many meetings are new or others than before; 0 where they can come in at once."""
    told = {row.uid: told_of(row) for row in source.meetings.all()}
    fresh = [one for one in reading.meetings if one != told.get(one.uid)]
    dates = sum(dates_near(one, today=now.date()) for one in fresh)
    is_much = len(fresh) > MOST_MEETINGS_AT_ONCE or dates > MOST_DATES_AT_ONCE
    return len(fresh) if is_much else 0


def take_kept_copy(*, pk: int, by: int, now: datetime) -> None:
    """For the job: the copy that was put off, as whoever brought it may. One that does not come in
    says why with the source; one whose source is gone meanwhile is nothing to tell."""
    source = CalendarSource.objects.filter(pk=pk).exclude(accepted_at=None).first()
    if source is None:
        return
    person = User.objects.filter(pk=by, is_active=True).first()
    if person is None or not arranges(person, source, now):
        note_failure(source=source, why=NOT_THEIRS, now=now)
        return
    copy = Copy(AS_JSON.validate_python(source.reading), zone=source.default_tzid)
    try:
        take_newer(source=source, copy=copy, now=now, by=person)
    except NotRead as silence:
        note_failure(source=source, why=str(silence), now=now)
    except Exception:
        note_failure(source=source, why=UNFORESEEN, now=now)
        raise


def arranges(person: User, source: CalendarSource, now: datetime) -> bool:
    groups = organized_groups(person=person, on=now.date())
    return groups.filter(pk=source.initiative_id).exists()


@transaction.atomic
def remove_source(*, source: CalendarSource, by: AbstractBaseUser) -> None:
    """Its meetings stay, and are the group's own from now on."""
    audit.record(by=by, verb="calendar_source.removed", on=source, reason=source.name)
    source.delete()


@transaction.atomic
def ask_due_calendars(*, now: datetime) -> int:
    """Part of `tick`: one job for each, and none twice."""
    due = (
        CalendarSource.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(initiative__is_listed=True, accepted_at__isnull=False)
        .filter(Q(next_at=None) | Q(next_at__lte=now))
        .exclude(url="")
        .exclude(initiative__in=archived_groups(now.date()))
        .order_by(F("next_at").asc(nulls_first=True), "pk")[:MOST_AT_ONCE]
    )
    pks = [source.pk for source in due]
    CalendarSource.objects.filter(pk__in=pks).update(next_at=now + LEASE)
    for pk in pks:
        jobs.enqueue("events.tasks.refresh_calendar", pk)
    return len(pks)


def refresh_known_calendar(*, pk: int, now: datetime, read: Read = fetch) -> None:
    """For the job: one that was removed since it was enqueued is left alone. What nobody foresaw
    is noted with the source too, and fails this job alone."""
    source = CalendarSource.objects.filter(pk=pk).exclude(accepted_at=None).first()
    if source is None:
        return
    try:
        refresh_calendar(source=source, now=now, read=read)
    except Exception:
        note_failure(source=source, why=UNFORESEEN, now=now)
        raise


def refresh_calendar(
    *,
    source: CalendarSource,
    now: datetime,
    by: AbstractBaseUser | None = None,
    read: Read = fetch,
) -> CalendarReport | None:
    """None where no good copy could be had: then nothing changes but what the source says of
    itself, and when it is read again."""
    try:
        copy = read_address(url=source.url, known=source, zone=source.default_tzid, read=read)
        if by:
            return take_or_put_off(source=source, copy=copy, now=now, by=by)
        return take_newer(source=source, copy=copy, now=now, by=None)
    except NotRead as silence:
        note_failure(source=source, why=str(silence), now=now)
        return None


def refuse_emptied(source: CalendarSource, reading: ForeignCalendar) -> None:
    """Raises NotRead. A calendar does not lose everything at once, its program does."""
    if not reading.meetings and not reading.problems and source.meetings.exists():
        raise NotRead("The calendar is empty now. What came from it before stays as it was.")


@transaction.atomic
def note_failure(*, source: CalendarSource, why: str, now: datetime) -> None:
    """The longer it fails, the longer we wait. One that was removed meanwhile is left alone."""
    source.failure = why[:300]
    row = CalendarSource.objects.select_for_update(of=("self",)).filter(pk=source.pk).first()
    if row is None:
        return
    row.failed_since = row.failed_since or now
    row.failure = source.failure
    row.next_at = now + max(AN_HOUR, min(now - row.failed_since, LONGEST_WAIT))
    row.save(update_fields=["failed_since", "failure", "next_at"])


def stagger(source: CalendarSource) -> timedelta:
    """Up to half an hour, always the same: sources added together are not read together."""
    return timedelta(seconds=hashlib.sha256(str(source.pk).encode()).digest()[0] * 7)


@transaction.atomic
def import_calendar(
    *,
    initiative: Initiative,
    copy: Copy,
    url: str = "",
    name: str = "",
    now: datetime,
    dry_run: bool = False,
) -> CalendarReport:
    """For the command: whoever runs it on the server answers for the calendar, so what it brings is
    public at once. The same address or file name again is the same source; one that somebody
    accepted at the desk stays as trusted as it is. Raises NotRead."""
    name = file_name(name)
    key = {"initiative": initiative, "url": url} | ({} if url else {"name": name})
    source, is_new = CalendarSource.objects.select_for_update().get_or_create(
        **key,
        defaults={
            "name": name or copy.reading.name or host_of(url=url) or "calendar",
            "is_trusted": True,
            "accepted_at": now,
        },
    )
    if not is_new and source.accepted_at is None:
        source.accepted_at, source.is_trusted = now, True
        source.save(update_fields=["accepted_at", "is_trusted"])
    report = take_copy(source=source, copy=copy, now=now, by=None)
    if dry_run:
        transaction.set_rollback(True)
    return report
