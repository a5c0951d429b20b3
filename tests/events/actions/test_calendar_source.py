"""When a calendar kept elsewhere is read, and what becomes of one that cannot be."""

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from events.actions import calendar_source
from events.actions.calendar_source import (
    NOT_THEIRS,
    Copy,
    NotRead,
    SourceTaken,
    TooManySources,
    accept_source,
    add_source,
    ask_due_calendars,
    import_calendar,
    put_zone,
    read_address,
    refresh_calendar,
    refresh_known_calendar,
    take_kept_copy,
)
from events.core.foreign_calendar import read_foreign
from events.models import CalendarSource, Series
from initiatives.models import RoleHolding
from portal.kit.fetch import Fetched, FetchRefused
from tests.conftest import lead_of
from tests.events.core.calendar_text import vcalendar, vevent
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db
URL = "https://calendar.example.org/key/calls.ics"
CALL = vevent("DTSTART:20260303T100000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", "SUMMARY:Call")
FLOATING = vevent("DTSTART:20260303T100000", "DURATION:PT1H", "SUMMARY:Somewhere", uid="b")


class Server:
    """What stands at the address; it knows its last version and answers 304 to who has it."""

    def __init__(self, *events: str):
        self.say(*events)
        self.asked = []

    def say(self, *events: str, status: int = 200):
        self.body, self.status = vcalendar(*events), status
        self.etag = f'"{hash(self.body)}"'

    def read(self, url, *, etag="", modified="", **how):
        self.asked.append(etag)
        is_known = etag == self.etag and self.status == 200
        headers = {"etag": self.etag}
        body = b"" if is_known else self.body
        return Fetched(304 if is_known else self.status, url, headers, body)


@pytest.fixture
def server():
    return Server(CALL)


@pytest.fixture
def source(now, server, lead):
    copy = read_address(url=URL, read=server.read)
    source = add_source(initiative=InitiativeFactory(), copy=copy, url=URL, by=lead)
    accept_source(source=source, now=now, by=lead)
    source.refresh_from_db()
    return source


def jobs() -> list[list]:
    found = DBTaskResult.objects.filter(task_path="events.tasks.refresh_calendar")
    return [job.args_kwargs["args"] for job in found]


def test_it_is_read_every_six_hours_and_once_however_often_we_look(source, now, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    assert ask_due_calendars(now=now) == 0
    later = now + timedelta(hours=7)
    assert (ask_due_calendars(now=later), ask_due_calendars(now=later)) == (1, 0)
    assert jobs() == [[source.pk]]


@pytest.mark.parametrize("facts", [{"accepted_at": None}, {"url": ""}])
def test_a_file_and_what_nobody_accepted_are_not_read_by_themselves(source, now, facts):
    CalendarSource.objects.update(**facts)
    assert ask_due_calendars(now=now + timedelta(days=1)) == 0


def test_of_a_group_that_is_not_listed_nothing_is_read(source, now):
    source.initiative.is_listed = False
    source.initiative.save()
    assert ask_due_calendars(now=now + timedelta(days=1)) == 0


def test_the_next_question_is_conditional(source, server, now):
    done = refresh_calendar(source=source, now=now, read=server.read)
    assert (server.asked, done.unchanged) == (["", server.etag], 1)


def test_what_changed_there_changes_here(source, server, now):
    server.say(CALL.replace("SUMMARY:Call", "SUMMARY:Another name"))
    assert refresh_calendar(source=source, now=now, read=server.read).updated == 1
    assert Series.objects.get().title == "Another name"


def test_the_longer_it_fails_the_longer_we_wait_and_a_good_reading_ends_it(source, server, now):
    server.say(CALL, status=500)
    waits = []
    for hours in (0, 1, 10, 24 * 30):
        at = now + timedelta(hours=hours)
        assert refresh_calendar(source=source, now=at, read=server.read) is None
        source.refresh_from_db()
        waits.append(source.next_at - at)
    assert waits == [
        timedelta(hours=1),
        timedelta(hours=1),
        timedelta(hours=10),
        timedelta(days=7),
    ]
    server.say(CALL)
    refresh_calendar(source=source, now=now, read=server.read)
    source.refresh_from_db()
    assert (source.failure, source.failed_since) == ("", None)


def test_why_we_do_not_go_somewhere_is_told_to_the_log_alone(caplog):
    def refuse(url, **how):
        raise FetchRefused("addresses ['10.0.0.1']")

    with pytest.raises(NotRead) as refused:
        read_address(url=URL, read=refuse)
    assert str(refused.value) == "This address could not be read."
    assert "10.0.0.1" in caplog.text
    assert "/key/" not in caplog.text


def test_a_place_for_times_without_a_zone_has_the_calendar_read_as_a_whole(
    source, server, now, lead
):
    server.say(CALL, FLOATING)
    refresh_calendar(source=source, now=now, read=server.read)
    assert Series.objects.count() == 1
    put_zone(source=source, zone="Europe/Berlin", by=lead)
    refresh_calendar(source=source, now=now, read=server.read)
    assert Series.objects.filter(title="Somewhere").exists()


def test_a_group_has_a_calendar_once_and_not_too_many(source, lead):
    copy = Copy(read_foreign(vcalendar(CALL)))
    with pytest.raises(SourceTaken):
        add_source(initiative=source.initiative, copy=copy, url=URL, by=lead)
    for number in range(9):
        add_source(initiative=source.initiative, copy=copy, name=f"{number}.ics", by=lead)
    with pytest.raises(TooManySources):
        add_source(initiative=source.initiative, copy=copy, name="more.ics", by=lead)


def test_one_that_was_removed_meanwhile_is_left_alone(source, now):
    pk = source.pk
    source.delete()
    refresh_known_calendar(pk=pk, now=now)
    assert CalendarSource.objects.count() == 0


def test_one_that_is_removed_while_it_is_fetched_is_left_alone(source, server, now):
    def read(url, **how):
        CalendarSource.objects.all().delete()
        return server.read(url)

    assert refresh_calendar(source=source, now=now, read=read) is None
    server.say(status=500)
    assert refresh_calendar(source=source, now=now, read=server.read) is None
    assert CalendarSource.objects.count() == 0


def test_a_copy_read_before_another_zone_was_named_is_not_the_last(source, server, now, lead):
    server.say(CALL, FLOATING)

    def read(url, **how):
        put_zone(source=CalendarSource.objects.get(), zone="Europe/Berlin", by=lead)
        return server.read(url)

    refresh_calendar(source=source, now=now, read=read)
    source.refresh_from_db()
    assert (source.etag, source.default_tzid) == ("", "Europe/Berlin")
    refresh_calendar(source=source, now=now, read=server.read)
    assert Series.objects.filter(title="Somewhere").exists()


def test_what_nobody_foresaw_is_noted_with_the_source(source, now):
    def unchanged(url, **how):
        return Fetched(304, url, {}, b"")

    CalendarSource.objects.update(reading={"meetings": "none"})
    with pytest.raises(ValueError, match="ForeignCalendar"):
        refresh_known_calendar(pk=source.pk, now=now, read=unchanged)
    source.refresh_from_db()
    assert source.failure == "Something went wrong with this calendar here."
    assert source.next_at == now + timedelta(hours=1)


def test_the_command_accepts_what_waits_at_the_desk(now, lead):
    group, copy = InitiativeFactory(), Copy(read_foreign(vcalendar(CALL)))
    source = add_source(initiative=group, copy=copy, name="calls.ics", by=lead)
    import_calendar(initiative=group, copy=copy, name="calls.ics", now=now)
    source.refresh_from_db()
    assert (source.accepted_at, source.is_trusted) == (now, True)
    assert Series.objects.get().is_published


class TestManyMeetings:
    """More than a person at the desk can wait for come in by a job."""

    MANY = (CALL, CALL.replace("UID:one", "UID:two"))

    @pytest.fixture
    def waiting(self, now, lead, settings, monkeypatch):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        monkeypatch.setattr(calendar_source, "MOST_MEETINGS_AT_ONCE", 1)
        copy, group = Copy(read_foreign(vcalendar(*self.MANY))), InitiativeFactory()
        lead_of(lead, group)
        return add_source(initiative=group, copy=copy, url=URL, by=lead)

    def test_they_wait_for_a_job_once(self, waiting, now, lead):
        report = accept_source(source=waiting, now=now, by=lead)
        assert (report.put_off, Series.objects.count(), ask_due_calendars(now=now)) == (2, 0, 0)
        (job,) = DBTaskResult.objects.filter(task_path="events.tasks.take_calendar")
        assert job.args_kwargs["args"] == [waiting.pk, lead.pk]
        take_kept_copy(pk=waiting.pk, by=lead.pk, now=now)
        waiting.refresh_from_db()
        assert (Series.objects.count(), waiting.read_at) == (2, now)

    @pytest.mark.parametrize("lost", ["account", "seat"])
    def test_nothing_comes_in_for_who_may_not_any_more_and_the_desk_says_so(
        self, waiting, now, lead, lost
    ):
        accept_source(source=waiting, now=now, by=lead)
        take_kept_copy(pk=waiting.pk + 1, by=lead.pk, now=now)
        if lost == "account":
            lead.is_active = False
            lead.save()
        else:
            RoleHolding.objects.filter(person=lead).delete()
        take_kept_copy(pk=waiting.pk, by=lead.pk, now=now)
        waiting.refresh_from_db()
        assert (Series.objects.count(), waiting.failure) == (0, NOT_THEIRS)

    def test_a_newer_reading_waits_too_and_the_next_one_is_whole(self, waiting, now, lead, server):
        accept_source(source=waiting, now=now, by=lead)
        take_kept_copy(pk=waiting.pk, by=lead.pk, now=now)
        server.say(*(one.replace("SUMMARY:Call", "SUMMARY:New name") for one in self.MANY))
        done = refresh_calendar(source=waiting, now=now, by=lead, read=server.read)
        assert (done.put_off, set(Series.objects.values_list("title", flat=True))) == (2, {"Call"})
        refresh_known_calendar(pk=waiting.pk, now=now, read=server.read)
        assert (server.asked[-1], Series.objects.filter(title="New name").count()) == ("", 2)

    def test_many_dates_are_as_much_work_as_many_meetings(self, now, lead, monkeypatch, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        monkeypatch.setattr(calendar_source, "MOST_DATES_AT_ONCE", 50)
        copy = Copy(read_foreign(vcalendar(CALL)))
        source = add_source(initiative=InitiativeFactory(), copy=copy, name="a.ics", by=lead)
        assert accept_source(source=source, now=now, by=lead).put_off == 1
