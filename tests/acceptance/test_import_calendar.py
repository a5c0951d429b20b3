"""Every calendar of the collected ones comes into a group and goes out again with the same instants,
or is refused with a reason; and a server that means harm changes nothing."""

import json
import socket
import subprocess
import sys
import time as stdlib_time
import tracemalloc
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from events.actions.calendar_source import (
    Copy,
    NotRead,
    import_calendar,
    read_address,
    refresh_calendar,
)
from events.core.content_lines import CalendarRefused
from events.core.expand import expand
from events.core.foreign_calendar import read_foreign
from events.core.ics import read_calendar, write_calendar
from events.models import CalendarSource, Occurrence, Series
from events.queries.feed import feed_of_initiative
from portal.core.zones import zone
from portal.kit.fetch import fetch
from tests.factories.initiatives import InitiativeFactory
from tests.quick import within

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
FOLDERS = (
    "ics/foundation",
    "ics/icalendar-7.3.0",
    "ics/recurring-ical-events-3.8.2",
    "ics/pythondotorg",
    "ics/vtimezone-ical4j",
    "ics/yaml2ical-0.15.0",
    "ics/malformed",
    "badinput/ics",
)
AHEAD = timedelta(days=500)


def files_in(folder):
    return sorted(one for one in folder.iterdir() if one.suffix in {".ics", ".yaml"})


def refusal(raw: bytes) -> str:
    try:
        read_foreign(raw)
    except CalendarRefused as refused:
        return str(refused)
    return ""


def begin_of(reading) -> datetime:
    """The evening before its first meeting: then everything in it is still to come."""
    first = min((one.first for one in reading.meetings), default=datetime(2026, 1, 1).date())
    return datetime.combine(first, time(), UTC) - timedelta(days=2)


def of_file(raw: bytes, reading, now: datetime) -> list[tuple]:
    """What the calendar itself says, of the meetings that were taken over whole."""
    whole = {one.uid for one in reading.meetings if not one.notes and not one.is_cancelled}
    return sorted(
        (*told(each.start, each.end, event.schedule), each.status == "cancelled")
        for event in read_calendar(raw).events
        if event.uid in whole
        for each in expand(event.schedule, start=now, end=now + AHEAD, status=event.status)
    )


def told(starts_at: datetime, ends_at: datetime, clock) -> tuple[datetime, datetime]:
    """Instants; of whole days the days by the clock they are on, which no calendar file names."""
    if not clock.is_all_day:
        return starts_at, ends_at
    home = zone(clock.tzid)
    return tuple(at.astimezone(home).replace(tzinfo=UTC) for at in (starts_at, ends_at))


def of_group(group, now: datetime, uids=None) -> list[tuple]:
    rows = Occurrence.objects.filter(
        series__initiative=group, ends_at__gt=now, starts_at__lt=now + AHEAD
    )
    if uids is not None:
        rows = rows.filter(series__imported__uid__in=uids)
    return sorted(
        (*told(row.starts_at, row.ends_at, clock_of(row)), row.is_cancelled)
        for row in rows.select_related("series")
    )


def clock_of(row: Occurrence) -> SimpleNamespace:
    return SimpleNamespace(tzid=row.tzid, is_all_day=row.series.is_all_day)


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_file_comes_in_or_is_refused_with_a_reason(acceptance_data, at, folder):
    for number, file in enumerate(files_in(acceptance_data / folder)):
        raw = file.read_bytes()
        if refusal(raw):
            continue
        reading = read_foreign(raw)
        now = begin_of(reading)
        at(now)
        group = InitiativeFactory(slug=f"in-{number}")
        report = import_calendar(initiative=group, copy=Copy(reading), name=file.name, now=now)
        whole = [one.uid for one in reading.meetings if not one.notes]
        assert report.created + report.skipped == len(reading.meetings), file.name
        assert reading.left_out <= {one.uid for one in reading.problems}, file.name
        assert of_group(group, now, whole) == of_file(raw, reading, now), file.name
        before = list(Occurrence.objects.filter(series__initiative=group).values())
        again = import_calendar(initiative=group, copy=Copy(reading), name=file.name, now=now)
        assert (again.created, again.updated) == (0, 0), file.name
        assert list(Occurrence.objects.filter(series__initiative=group).values()) == before

        other = InitiativeFactory(slug=f"out-{number}")
        feed = feed_of_initiative(group)
        copy = Copy(read_foreign(write_calendar(feed.name, feed.events())))
        import_calendar(initiative=other, copy=copy, name=file.name, now=now)
        assert of_group(other, now) == of_group(group, now), file.name
        again = import_calendar(initiative=other, copy=copy, name=file.name, now=now)
        assert (again.created, again.updated) == (0, 0), file.name


def test_what_is_refused_whole_says_why(acceptance_data):
    why = {
        file.name: refusal(file.read_bytes())
        for folder in FOLDERS
        for file in files_in(acceptance_data / folder)
    }
    assert {name: reason for name, reason in why.items() if reason} == {
        "fuzz_testcase_0_char_in_component_name.ics": "This is not a calendar.",
        "fuzz_testcase_vtimezone_lone_cr.ics": "This is not a calendar.",
        "issue_178_custom_component_contains_other.ics": "This is not a calendar.",
        "issue_201_test_matrix.ics": "The calendar is broken at line 11.",
        "example1.yaml": "This is not a calendar.",
        "example2.yaml": "This is not a calendar.",
        "example3.yaml": "This is not a calendar.",
        "empty.ics": "This is not a calendar.",
        "html-login-page.ics": "This is not a calendar.",
        "html.ics": "This is not a calendar.",
        "truncated.ics": "The calendar is cut off: its end is missing.",
    }


def test_bombs_are_answered_at_once_and_in_little_memory(acceptance_data):
    bombs = [
        *(acceptance_data / "ics/malformed").glob("bomb-*.ics"),
        *(acceptance_data / "badinput/ics").glob("rrule_*.ics"),
    ]
    for file in bombs:
        raw = file.read_bytes()
        assert within(0.1, lambda raw=raw: read_foreign(raw)), file.name
        tracemalloc.start()
        read_foreign(raw)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 50 << 20, file.name
    assert len(bombs) == 5


def imported(capsys, *arguments: str) -> tuple[int, dict]:
    """Exit code and report of the real command."""
    code = 0
    try:
        call_command("import_calendar", *arguments, "--initiative", "led", "--report", "json")
    except SystemExit as left:
        code = left.code
    return code, json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("file", "code", "created", "errors"),
    [
        ("badinput/ics/ok.ics", 0, 1, 0),
        ("badinput/ics/xss.ics", 0, 1, 0),
        ("badinput/ics/attach_ssrf.ics", 0, 1, 0),
        ("badinput/ics/dup_uid.ics", 0, 1, 0),
        ("badinput/ics/injection_org.ics", 0, 1, 0),
        ("badinput/ics/empty_calendar.ics", 0, 0, 0),
        ("badinput/ics/badtz.ics", 0, 0, 0),
        ("badinput/ics/baddate.ics", 1, 0, 1),
        ("badinput/ics/rrule_secondly.ics", 1, 0, 1),
        ("badinput/ics/html.ics", 1, 0, 1),
        ("badinput/ics/truncated.ics", 1, 0, 1),
        ("ics/malformed/bad-dtstart-one-of-two.ics", 0, 1, 1),
        ("ics/malformed/windows-tzid.ics", 0, 1, 0),
    ],
)
def test_the_command_on_bad_files(acceptance_data, at, capsys, file, code, created, errors):
    at("2026-06-01T00:00Z")
    InitiativeFactory(slug="led")
    left, report = imported(capsys, str(acceptance_data / file))
    assert (left, report["created"], len(report["errors"])) == (code, created, errors)
    assert Series.objects.count() == created


def test_scripts_in_titles_are_text_and_their_links_are_dropped(acceptance_data, at, capsys):
    at("2026-05-01T00:00Z")
    InitiativeFactory(slug="led")
    imported(capsys, str(acceptance_data / "badinput/ics/xss.ics"))
    series = Series.objects.get()
    assert (series.title, series.join_url, series.source_url) == (
        "<img src=x onerror=alert(1)>",
        "",
        "",
    )
    assert "<script>" not in str(CalendarSource.objects.get().reading)


@pytest.fixture(scope="module")
def evil(acceptance_data):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = acceptance_data / "badinput/gen/evil_server.py"
    server = subprocess.Popen([sys.executable, str(script), "--port", str(port)])
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        stdlib_time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


def allowed(url: str, **how):
    """The fetcher itself, let through to this one server, and less patient."""
    port = int(url.split(":")[2].split("/", maxsplit=1)[0])
    return fetch(url, allow=[("127.0.0.1", port)], **how | {"deadline": 0.8})


FAILURES = (
    *("/2gb", "/never", "/drip", "/hang", "/slowheaders", "/html", "/empty", "/half"),
    *("/lie-long", "/lie-short", "/gzipbomb", "/badgzip", "/meta", "/file", "/downgrade", "/loop"),
    *("/headers", "/hugeheader", "/badchunk", "/500", "/429", "/vcard", "/close", "/chain/9"),
)


@pytest.mark.parametrize("path", FAILURES)
def test_the_last_good_copy_stays_whatever_the_server_does(evil, at, path):
    at("2026-05-01T00:00Z")
    group = InitiativeFactory(slug="led")
    now = datetime(2026, 5, 1, tzinfo=UTC)
    copy = read_address(url=f"{evil}/ok.ics", read=allowed)
    import_calendar(initiative=group, copy=copy, url=f"{evil}/ok.ics", now=now)
    source = CalendarSource.objects.get()
    rows, reading = list(Occurrence.objects.values()), source.reading
    source.url = evil + path
    assert refresh_calendar(source=source, now=now + timedelta(hours=6), read=allowed) is None
    source.refresh_from_db()
    assert list(Occurrence.objects.values()) == rows
    assert (source.reading, source.failed_since, source.read_at) == (
        reading,
        now + timedelta(hours=6),
        now,
    )
    assert source.failure != ""


def test_good_then_empty_then_good(evil, at):
    """A calendar does not lose everything at once: nothing is missing by that."""
    at("2026-05-01T00:00Z")
    now = datetime(2026, 5, 1, tzinfo=UTC)
    copy = read_address(url=f"{evil}/swap", read=allowed)
    import_calendar(
        initiative=InitiativeFactory(slug="led"), copy=copy, url=f"{evil}/swap", now=now
    )
    source = CalendarSource.objects.get()
    told = []
    for _ in range(2):
        done = refresh_calendar(source=source, now=now, read=allowed)
        source.refresh_from_db()
        told.append((done is not None, source.failure))
    assert told == [
        (False, "The calendar is empty now. What came from it before stays as it was."),
        (True, ""),
    ]


def test_unchanged_is_a_good_reading(evil, at):
    at("2026-05-01T00:00Z")
    now = datetime(2026, 5, 1, tzinfo=UTC)
    copy = read_address(url=f"{evil}/etag", read=allowed)
    import_calendar(
        initiative=InitiativeFactory(slug="led"), copy=copy, url=f"{evil}/etag", now=now
    )
    done = refresh_calendar(source=CalendarSource.objects.get(), now=now, read=allowed)
    assert (done.created, done.updated, done.unchanged) == (0, 0, 1)


@pytest.mark.parametrize("path", ["/meta", "/redir?to=http://[::1]/x.ics"])
def test_an_address_of_the_own_network_is_not_gone_to(evil, path):
    with pytest.raises(NotRead) as refused:
        read_address(url=evil + path, read=allowed)
    assert str(refused.value) == "This address could not be read."
