"""A calendar at the desk: a look at it first, then its meetings, then a way back from every change."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile

from events.actions import calendar_source
from events.actions.calendar_source import Copy, import_calendar, refresh_calendar, take_copy
from events.actions.event_page import start_event_page
from events.actions.occurrence import cancel_occurrence
from events.actions.series import Facts, change_series, discard_series
from events.core.foreign_calendar import read_foreign
from events.models import CalendarSource, ImportedMeeting, Occurrence, Series
from initiatives.actions.role import take_down_name
from portal.kit.fetch import Fetched
from tests.conftest import lead_of
from tests.events.core.calendar_text import vcalendar, vevent
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db
INDEX = "/desk/meetings/sources/"
WEEKLY = ("DURATION:PT1H", "RRULE:FREQ=WEEKLY;BYDAY=TU")
CALL = vevent("DTSTART;TZID=Europe/Berlin:20260106T170000", *WEEKLY, "SUMMARY:Kept call", uid="a")
FLOATING = vevent("DTSTART:20260305T100000", "DURATION:PT1H", "SUMMARY:Somewhere", uid="b")
REST = vevent("DTSTART:20260302T100000Z", "DURATION:PT1H", "RRULE:FREQ=WEEKLY", uid="rest")


@pytest.fixture
def group(now, lead):
    cache.clear()
    group = InitiativeFactory(slug="led", name="Led group")
    lead_of(lead, group)
    yield group
    cache.clear()


@pytest.fixture
def bring(group, now):
    """As the server's command does: public at once."""

    def bring(*events: str, at=now):
        copy = Copy(read_foreign(vcalendar(*events)))
        return import_calendar(initiative=group, copy=copy, name="calls.ics", now=at)

    return bring


def upload(*events: str, **fields):
    file = SimpleUploadedFile("calls.ics", vcalendar(*events), "text/calendar")
    return {"initiative": "led", "file": file} | fields


def shown(response) -> str:
    return " ".join(response.content.decode().split())


def test_first_what_it_would_bring_then_drafts(as_lead, group):
    added = as_lead.post(INDEX, upload(CALL, FLOATING))
    source = CalendarSource.objects.get()
    assert (added["Location"], Series.objects.count()) == (f"{INDEX}{source.pk}/", 0)
    page = shown(as_lead.get(added["Location"]))
    assert "Every Tuesday at 17:00, Berlin time" in page
    assert "Its start has no time zone. Which place’s time is it?".replace("’", "&#x27;") in page
    as_lead.post(added["Location"], {"do": "accept"})
    assert list(Series.objects.values_list("title", "is_published")) == [("Kept call", False)]


def test_whole_days_are_days_wherever_somebody_looks(as_lead, group):
    days = ("DTSTART;VALUE=DATE:20260328", "DTEND;VALUE=DATE:20260331")
    added = as_lead.post(INDEX, upload(vevent(*days, "SUMMARY:Summit")))
    page = shown(as_lead.get(f"{added['Location']}?tz=America/New_York"))
    assert "Next: <span" in page
    assert "<b>Sat 28 Mar – Mon 30 Mar 2026</b>" in page
    assert "00:00<" not in page


def test_the_answer_to_its_question_is_a_place_and_a_newer_export(as_lead, group):
    as_lead.post(INDEX, upload(FLOATING))
    there = f"{INDEX}{CalendarSource.objects.get().pk}/"
    fresh = upload(FLOATING, zone="Europe/Berlin", do="copy")
    as_lead.post(there, fresh)
    as_lead.post(there, {"do": "accept"})
    assert Occurrence.objects.get().starts_at.hour == 9


def test_a_file_that_is_no_calendar_says_so_at_its_field(as_lead, group):
    file = SimpleUploadedFile("login.ics", b"<html>Please sign in", "text/calendar")
    page = shown(as_lead.post(INDEX, {"initiative": "led", "file": file}))
    assert ("This is not a calendar." in page, CalendarSource.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/x.ics", "https://localhost/", "ftp://a.example/"]
)
def test_an_address_of_the_own_network_is_not_gone_to(as_lead, group, url):
    as_lead.post(INDEX, {"initiative": "led", "url": url})
    assert CalendarSource.objects.count() == 0


def test_only_a_superuser_lets_it_publish_by_itself(as_lead, as_superuser, group):
    as_lead.post(INDEX, upload(CALL))
    there = f"{INDEX}{CalendarSource.objects.get().pk}/"
    as_lead.post(there, {"do": "accept", "trusted": "on"})
    assert Series.objects.get().is_published is False
    as_lead.post(f"{there}remove/")
    Series.objects.all().delete()
    as_superuser.post(INDEX, upload(CALL))
    there = f"{INDEX}{CalendarSource.objects.get().pk}/"
    as_superuser.post(there, {"do": "accept", "trusted": "on"})
    assert Series.objects.get().is_published is True


def test_a_trusted_file_is_trusted_as_far_as_whoever_brings_it(as_lead, as_superuser, group, bring):
    bring(CALL)
    there = f"{INDEX}{CalendarSource.objects.get().pk}/"
    as_lead.post(there, upload(CALL, REST, do="copy"))
    by_lead = Series.objects.order_by("pk").values_list("title", "is_published")
    assert list(by_lead) == [("Kept call", True), ("Led group", False)]
    late = vevent("DTSTART:20260304T100000Z", "DURATION:PT1H", "SUMMARY:Late", uid="late")
    as_superuser.post(there, upload(CALL, REST, late, do="copy"))
    assert Series.objects.get(title="Late").is_published is True


def test_what_was_changed_here_is_named_with_a_way_back(as_lead, group, bring, lead):
    bring(CALL)
    series = Series.objects.get()
    change_series(series=series, facts=Facts(duration_minutes=90), when=None, by=lead)
    call = series.occurrences.get(original_date=date(2026, 2, 10))
    cancel_occurrence(occurrence=call, by=lead)
    schedule = f"/desk/meetings/{series.slug}/schedule/"
    page = shown(as_lead.get(schedule))
    assert "<td>60 minutes</td> <td>90 minutes</td>" in page
    assert "<td>as planned</td> <td>cancelled</td>" in page
    for part in ("length", "2026-02-10"):
        as_lead.post(f"/desk/meetings/{series.slug}/as-told/", {"part": part})
    series.refresh_from_db()
    call.refresh_from_db()
    assert (series.duration_minutes, call.status) == (60, "scheduled")
    assert "What you changed" not in shown(as_lead.get(schedule))


def test_a_schedule_changed_here_goes_back_too(as_lead, group, bring, lead):
    bring(CALL)
    series = Series.objects.get()
    slot = series.slots.get()
    slot.rrule = "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    slot.save()
    as_lead.post(f"/desk/meetings/{series.slug}/as-told/", {"part": "schedule"})
    assert series.slots.get().rrule == "FREQ=WEEKLY;BYDAY=TU"


def test_an_unknown_part_changes_nothing(as_lead, group, bring):
    bring(CALL)
    series = Series.objects.get()
    gone = as_lead.post(f"/desk/meetings/{series.slug}/as-told/", {"part": "2030-01-01"})
    assert gone["Location"] == f"/desk/meetings/{series.slug}/schedule/"


def test_a_discarded_meeting_may_come_in_again(as_lead, group, now, lead):
    as_lead.post(INDEX, upload(CALL))
    source = CalendarSource.objects.get()
    as_lead.post(f"{INDEX}{source.pk}/", {"do": "accept"})
    discard_series(series=Series.objects.get(), by=lead)
    assert "You discarded it" in shown(as_lead.get(f"{INDEX}{source.pk}/"))
    as_lead.post(f"{INDEX}{source.pk}/", {"do": "want", "uid": "a"})
    take_copy(source=source, copy=Copy(read_foreign(vcalendar(CALL))), now=now, by=lead)
    assert Series.objects.get().title == "Kept call"


def test_what_is_gone_is_marked_everywhere_and_stays(as_lead, client, group, bring, now):
    bring(CALL, REST)
    for days in (1, 2):
        bring(REST, at=now + timedelta(days=days))
    source, series = CalendarSource.objects.get(), Series.objects.get(title="Kept call")
    assert "1 meeting is no longer in it." in shown(as_lead.get(INDEX))
    assert "No longer in the calendar" in shown(as_lead.get(f"{INDEX}{source.pk}/"))
    assert "No longer in its calendar" in shown(
        as_lead.get(f"/desk/meetings/{series.slug}/schedule/")
    )
    public = shown(client.get(series.get_absolute_url()))
    assert "The calendar this came from no longer has it, since 4 February 2026." in public


def test_a_failure_is_told_and_the_address_to_nobody_else(as_lead, client, group, now, lead):
    copy = Copy(read_foreign(vcalendar(CALL)))
    url = "https://calendar.example.org/private-key/basic.ics"
    import_calendar(initiative=group, copy=copy, url=url, now=now)
    source = CalendarSource.objects.get()
    refresh_calendar(source=source, now=now, read=lambda url, **how: Fetched(500, url, {}, b"oops"))
    page = shown(as_lead.get(f"{INDEX}{source.pk}/"))
    assert "The address answered with an error (500)." in page
    assert "private-key" in page
    assert "private-key" not in shown(client.get(Series.objects.get().get_absolute_url()))
    assert "private-key" not in shown(as_lead.get(INDEX))


def test_its_description_begins_the_text_an_editor_reads(group, bring, lead):
    bring(
        vevent("DTSTART:20260305T100000Z", "DURATION:PT1H", "DESCRIPTION:We <b>meet</b>.\\nCome!")
    )
    page = start_event_page(series=Series.objects.get(), by=lead)
    assert [str(block.value) for block in page.body] == ["<p>We meet.</p><p>Come!</p>"]


def test_a_name_taken_down_leaves_what_the_calendar_said_too(group, bring):
    bring(vevent("DTSTART:20260305T100000Z", "DURATION:PT1H", "SUMMARY:Call of Jo Doe", uid="a"))
    take_down_name(name="Jo Doe", by=None, reason="asked")
    kept = f"{ImportedMeeting.objects.values()} {CalendarSource.objects.values()}"
    assert ("Jo Doe" in kept, Series.objects.get().title) == (False, "Call of [name withdrawn]")


def test_lists_ask_as_often_for_many_as_for_one(as_lead, group, bring, django_assert_num_queries):
    bring(CALL)
    there = f"{INDEX}{CalendarSource.objects.get().pk}/"
    as_lead.get(INDEX), as_lead.get(there)
    for _ in range(2):
        with django_assert_num_queries(7):
            as_lead.get(INDEX)
        with django_assert_num_queries(8):
            as_lead.get(there)
        many = [CALL.replace("UID:a", f"UID:{number}") for number in range(5)]
        bring(CALL, *many)


def test_one_who_has_calendars_read_too_often_has_to_wait(as_lead, group):
    asked = {"initiative": "led", "url": "https://localhost/"}
    answers = [as_lead.post(INDEX, asked).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_whose_mailbox_it_is_stands_nowhere(as_lead, group):
    unread = vevent("RRULE:FREQ=WEEKLY", uid="jo@example.org")
    sent = upload("X-WR-CALNAME:jo@example.org", CALL, unread)
    sent["file"].name = "jo@example.org.ics"
    there = as_lead.post(INDEX, sent)["Location"]
    again = as_lead.post(INDEX, upload(CALL) | {"file": renamed("jo@example.org.ics")})
    pages = shown(as_lead.get(INDEX)) + shown(as_lead.get(there)) + shown(again)
    assert ("jo@example" in pages, "An event without a title" in pages) == (False, True)
    assert "The group has this calendar already." in shown(again)


def renamed(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, vcalendar(CALL), "text/calendar")


def test_what_is_public_by_itself_is_said_before_anybody_says_yes(as_lead, group):
    as_lead.post(INDEX, upload(CALL))
    there = f"{INDEX}{CalendarSource.objects.get().pk}/"
    assert "A new meeting waits" in shown(as_lead.get(there))
    CalendarSource.objects.update(is_trusted=True)
    assert "public at once, without anybody reading it" in shown(as_lead.get(there))


def test_many_meetings_come_in_by_a_job_and_the_page_says_so(as_lead, group, settings, monkeypatch):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(calendar_source, "MOST_MEETINGS_AT_ONCE", 1)
    as_lead.post(INDEX, upload(CALL, REST))
    there = f"{INDEX}{CalendarSource.objects.get().pk}/"
    page = shown(as_lead.post(there, {"do": "accept"}, follow=True))
    assert "2 meetings are coming in. Look here again in a few minutes." in page
    assert "Its meetings are coming in" in page
    assert Series.objects.count() == 0
