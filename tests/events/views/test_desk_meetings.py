"""From "New meeting" at the desk to the calendar, and another schedule later."""

import json
import re
from datetime import date, datetime

import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from events.actions.event_page import start_event_page
from events.models import EventPage, Series
from initiatives.models import Follow
from portal.notices.models import Notice
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory, RoleFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

TYPED = {
    "initiative": "bear",
    "title": "Newcomers’ hour",
    "kind": "welcome-call",
    "first_date": "2026-02-11",
    "time": "16:00",
    "timezone": "Europe/Berlin",
    "duration_minutes": "60",
    "repeat": "weekday",
    "is_open_to_newcomers": "on",
    "join_url": "https://call.example.org/secret",
    "capacity": "30",
}
NEW = "/desk/meetings/new/"


@pytest.fixture
def bear(lead, now):
    bear = InitiativeFactory(slug="bear", name="BEAR")
    lead_of(lead, bear)
    return bear


@pytest.fixture
def desk(bear, lead):
    return signed_in(lead)


def save(desk, **typed):
    return desk.post(NEW, {**TYPED, **typed, "save": "1"})


def errors(answer) -> list[str]:
    return re.findall(r'<li><a href="#id_\w+">(.+?)</a></li>', answer.text)


def dates(answer) -> list[str]:
    return re.findall(r"<li><b>(.+?)</b>", answer.text)


class TestNew:
    def test_saving_makes_a_draft_and_leads_to_its_words(self, client, desk, lead):
        answer = save(desk)

        series = Series.objects.get()
        page = EventPage.objects.get()
        assert answer.headers["Location"] == f"/cms/pages/{page.pk}/edit/"
        assert (series.slug, series.title, series.kind, series.is_published) == (
            "newcomers-hour",
            "Newcomers’ hour",
            "welcome-call",
            False,
        )
        assert (series.is_open_to_newcomers, series.capacity, series.join_url) == (
            True,
            30,
            "https://call.example.org/secret",
        )
        assert series.slots.get().rrule == "FREQ=MONTHLY;BYDAY=2WE"
        assert page.owner == lead
        assert client.get("/events/newcomers-hour/").status_code == 404

    def test_the_form_knows_the_group_one_came_from(self, desk, bear, lead):
        other = InitiativeFactory(slug="other", name="Other")
        RoleFactory(initiative=other, role="organizer", person=lead)
        page = desk.get(NEW, {"initiative": "bear"}).text
        assert '<option value="bear" selected>BEAR</option>' in page
        assert '<option value="other">Other</option>' in page

    @pytest.mark.parametrize("group", ["nobody", "", "\x00", "not-mine"])
    def test_only_for_ones_own_groups(self, desk, group):
        InitiativeFactory(slug="not-mine")
        assert save(desk, initiative=group).status_code == 200
        assert not Series.objects.exists()

    def test_a_title_keeps_its_text_and_loses_its_teeth(self, desk):
        save(desk, title="<script>alert(1)</script>")
        page = desk.get("/desk/meetings/").text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
        assert "<script>alert" not in page
        assert Series.objects.get().slug == "script-alert-1-script"

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"title": ""}, "Title"),
            ({"title": "x" * 201}, "Title"),
            ({"title": "a\x00b"}, "Title"),
            ({"first_date": "9999-12-31"}, "First date"),
            ({"repeat": "weeks", "weeks": "9" * 400}, "Every how many weeks"),
            ({"timezone": "EST"}, "Whose clock it keeps"),
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_is_made(self, desk, typed, field):
        answer = save(desk, **typed)
        assert {words.split(":")[0] for words in errors(answer)} == {field}
        assert not Series.objects.exists()

    def test_a_preview_makes_nothing(self, desk):
        answer = desk.post(NEW, {**TYPED, "title": "", "preview": "1"})
        assert dates(answer)[:2] == ["Wed 11 Feb 2026, 16:00", "Wed 11 Mar 2026, 16:00"]
        assert errors(answer) == []
        assert not Series.objects.exists()

    def test_the_date_that_would_fit_is_one_button_away(self, desk):
        refused = desk.post(NEW, {**TYPED, "first_date": "2026-02-12", "weekday": "2"})
        [offered] = re.findall(r'name="begin" value="(.+?)"', refused.text)
        answer = desk.post(
            NEW, {**TYPED, "first_date": "2026-02-12", "weekday": "2", "begin": offered}
        )
        assert offered == "2026-03-11"
        assert 'value="2026-03-11"' in answer.text
        assert dates(answer)[0] == "Wed 11 Mar 2026, 16:00"

    def test_who_has_no_right_to_the_cms_yet_stays_at_the_desk(self, bear, now):
        person = UserFactory()
        RoleFactory(initiative=bear, role="organizer", person=person)
        assert save(signed_in(person)).headers["Location"] == "/desk/meetings/"


class TestPreview:
    def ask(self, desk, address="/desk/meetings/preview/", **typed):
        return desk.post(address, {**TYPED, **typed})

    def test_it_is_a_piece_of_a_page(self, desk):
        answer = self.ask(desk)
        assert "<html" not in answer.text
        assert "On the second Wednesday of the month at 16:00, Berlin time" in answer.text
        assert "From 8 April 2026 on, 1 hour earlier:" in answer.text

    def test_it_says_what_is_wrong_and_not_what_is_missing(self, desk):
        assert "means different times" in self.ask(desk, timezone="CST").text
        empty = desk.post("/desk/meetings/preview/", {}).text
        assert "Choose a first date, an hour and a place" in empty
        assert "required" not in empty

    def test_it_asks_who_one_is_and_nothing_about_meetings(self, desk, django_assert_num_queries):
        self.ask(desk)
        with django_assert_num_queries(3):
            self.ask(desk)

    def test_of_a_meeting_there_is(self, desk, bear, make_series):
        make_series(slug="call", initiative=bear, slots=[{"rrule": "FREQ=WEEKLY;BYDAY=TU,TH"}])
        answer = self.ask(
            desk,
            "/desk/meetings/preview/?series=call",
            repeat="keep",
            first_date="2026-02-05",
        )
        assert "Every Tuesday and Thursday at 16:00, Berlin time" in answer.text

    @pytest.mark.parametrize(("slug", "status"), [("nobody", 404), ("%00", 400)])
    def test_of_none(self, desk, slug, status):
        assert self.ask(desk, f"/desk/meetings/preview/?series={slug}").status_code == status


class TestSchedule:
    @pytest.fixture
    def call(self, bear, make_series):
        return make_series(slug="call", title="Call", initiative=bear)

    def form(self, desk, **typed) -> dict:
        """What a browser would send back unchanged."""
        shown = desk.get("/desk/meetings/call/schedule/").context["form"]
        sent = {
            name: shown[name].value()
            for name in shown.fields
            if shown[name].value() not in {None, False}
        }
        sent["time"] = f"{sent['time']:%H:%M}"
        return {**sent, **typed, "save": "1"}

    def test_sent_back_as_it_is_it_changes_nothing(self, desk, call):
        desk.post("/desk/meetings/call/schedule/", self.form(desk))
        assert Series.objects.get().changed_at == call.changed_at

    def test_a_new_hour_is_public_at_once_and_told(self, client, desk, call, bear):
        follower = UserFactory()
        Follow.objects.create(person=follower, initiative=bear)

        answer = desk.post("/desk/meetings/call/schedule/", self.form(desk, time="12:30"))

        assert answer.headers["Location"] == "/desk/meetings/call/schedule/"
        assert "Every Tuesday at 12:30, New York time" in client.get("/events/call/").text
        assert call.slots.get().start_date == date(2026, 2, 3)
        assert Notice.objects.get(person=follower).url == "/events/call/"

    def test_its_last_date_may_be_over(self, desk, call, now):
        form = self.form(desk, until="2026-01-27")
        answer = desk.post("/desk/meetings/call/schedule/", form)
        assert answer.status_code == 302
        assert not call.occurrences.upcoming(now).exists()
        again = desk.post("/desk/meetings/call/schedule/", self.form(desk))
        assert again.status_code == 302

    def test_it_opens_with_the_dates_there_are(self, desk, call):
        answer = desk.get("/desk/meetings/call/schedule/")
        assert dates(answer)[0] == "Tue 3 Feb 2026, 11:00"

    @pytest.mark.parametrize(("is_listed", "links"), [(True, 1), (False, 0)])
    def test_a_page_that_nobody_finds_is_not_linked(self, desk, call, bear, is_listed, links):
        bear.is_listed = is_listed
        bear.save()
        for address in ("/desk/meetings/call/schedule/", "/desk/meetings/call/2026-02-03/"):
            words = re.findall(r">(See its page|Its public page)<", desk.get(address).text)
            assert len(words) == links

    def test_dates_lead_to_where_one_of_them_is_moved(self, desk, call):
        page = desk.get("/desk/meetings/call/schedule/").text
        assert 'href="/desk/meetings/call/2026-02-03/"' in page

    def test_a_meeting_of_several_slots_keeps_them(self, desk, bear, make_series):
        series = make_series(
            slug="call",
            initiative=bear,
            slots=[{}, {"start_date": date(2026, 1, 8), "rrule": "FREQ=WEEKLY;BYDAY=TH"}],
        )
        answer = desk.post(
            "/desk/meetings/call/schedule/",
            {"kind": "meeting", "duration_minutes": "30", "save": "1"},
        )
        assert answer.status_code == 302
        assert (series.slots.count(), Series.objects.get().duration_minutes) == (2, 30)

    def test_an_imported_meeting_gets_words_when_somebody_wants_to_write_them(self, desk, call):
        answer = desk.post("/desk/meetings/call/write/")
        assert answer.headers["Location"] == f"/cms/pages/{EventPage.objects.get().pk}/edit/"
        assert Series.objects.get().is_published


class TestDiscard:
    def test_a_draft_goes_for_good(self, desk):
        save(desk)
        answer = desk.post("/desk/meetings/newcomers-hour/discard/")
        assert answer.headers["Location"] == "/desk/meetings/"
        assert not Series.objects.exists()

    def test_what_is_public_stays(self, desk, bear, make_series):
        make_series(slug="call", initiative=bear)
        answer = desk.post("/desk/meetings/call/discard/", follow=True)
        assert "It has been public." in answer.text
        assert Series.objects.exists()

    def test_a_get_discards_nothing(self, desk):
        save(desk)
        assert desk.get("/desk/meetings/newcomers-hour/discard/").status_code == 405


class TestWords:
    """The text in the CMS: written by organizers, read and published by editors."""

    @pytest.fixture
    def page(self, desk) -> EventPage:
        save(desk)
        return EventPage.objects.get()

    def form(self, **action) -> dict:
        return nested_form_data(
            {
                "title": "Newcomers’ hour",
                "summary": "Ask what you always wanted to know.",
                "body": streamfield([("text", rich_text("<p>We go round once.</p>"))]),
                "comments": inline_formset([]),
                **action,
            }
        )

    def test_an_organizer_hands_in_an_editor_approves_everyone_reads(
        self, client, desk, as_editor, page
    ):
        edit = f"/cms/pages/{page.pk}/edit/"
        desk.post(edit, self.form(**{"action-submit": "1"}))
        assert client.get("/events/newcomers-hour/").status_code == 404
        assert "Waiting for an editor" in desk.get("/desk/meetings/").text

        state = page.current_workflow_task_state
        as_editor.post(f"/cms/pages/workflow/action/{page.pk}/approve/{state.pk}/")

        assert "We go round once." in client.get("/events/newcomers-hour/").text
        assert "newcomers-hour" in client.get("/calendar/initiatives/bear.ics").text
        assert "Newcomers’ hour" in client.get("/initiatives/bear/").text
        assert client.get("/api/v1/events/newcomers-hour/").status_code == 200
        assert (
            client.get("/search/?q=newcomers+hour").text.count('href="/events/newcomers-hour/"')
            == 1
        )
        assert client.get("/sitemap.xml").text.count("/events/newcomers-hour/") == 1

    def test_an_organizer_cannot_publish_past_the_editors(self, client, desk, page):
        desk.post(f"/cms/pages/{page.pk}/edit/", self.form(**{"action-publish": "1"}))
        assert client.get("/events/newcomers-hour/").status_code == 404

    def test_a_preview_is_the_meetings_page_with_the_draft_in_it(self, desk, page):
        preview = f"/cms/pages/{page.pk}/edit/preview/"
        assert json.loads(desk.post(preview, self.form(title="Better name")).content)["is_valid"]

        shown = desk.get(preview).text

        assert "<h1>Better name</h1>" in shown
        assert "We go round once." in shown
        assert "On the second Wednesday of the month at 16:00, Berlin time" in shown

    def test_the_editor_sees_the_schedule_and_no_way_to_change_it(self, desk, as_editor, page):
        edit = f"/cms/pages/{page.pk}/edit/"
        for browser in (desk, as_editor):
            assert "On the second Wednesday of the month" in browser.get(edit).text
        assert 'href="/desk/meetings/newcomers-hour/schedule/"' in desk.get(edit).text
        assert 'href="/desk/meetings/newcomers-hour/schedule/"' not in as_editor.get(edit).text

    def test_it_has_no_other_address_and_is_not_copied(self, client, desk, superuser, page):
        assert client.get("/initiatives/bear/events/newcomers-hour/").status_code == 404
        assert not page.permissions_for_user(superuser).can_copy_to(page.get_parent())

    def test_a_title_too_long_for_the_calendar_is_refused(self, desk, page):
        answer = desk.post(
            f"/cms/pages/{page.pk}/edit/", self.form(title="x" * 201, **{"action-submit": "1"})
        )
        assert "Use at most 200 characters." in answer.text


class TestLinks:
    def test_only_who_arranges_meetings_finds_the_way_to_them(self, client, desk, as_member, bear):
        new = 'href="/desk/meetings/new/?initiative=bear"'
        assert new in desk.get("/initiatives/bear/").text
        assert new not in as_member.get("/initiatives/bear/").text
        assert new not in client.get("/initiatives/bear/").text

    def test_the_first_screen_of_the_cms_leads_back_to_the_desk(self, desk, as_editor):
        assert 'href="/desk/meetings/">Begin or change a meeting' in desk.get("/cms/").text
        assert "Begin or change a meeting" not in as_editor.get("/cms/").text

    def test_a_lead_of_another_group_does_not(self, desk):
        InitiativeFactory(slug="other")
        assert "/desk/meetings/new/" not in desk.get("/initiatives/other/").text

    def test_from_a_meeting_to_its_schedule(self, client, desk, bear, make_series):
        make_series(slug="call", initiative=bear)
        there = 'href="/desk/meetings/call/schedule/"'
        assert there in desk.get("/events/call/").text
        assert there not in client.get("/events/call/").text


class TestList:
    def test_it_is_empty_and_says_how_to_begin(self, desk):
        assert "No meeting yet" in desk.get("/desk/meetings/").text

    def test_what_needs_somebody_stands_first(self, desk, bear, make_series):
        make_series(slug="call", initiative=bear, slots=[{"until_date": date(2026, 2, 17)}])
        html = desk.get("/desk/meetings/").text
        assert html.index("What needs you") < html.index("All of them")
        assert "Nobody has said when it meets after its last date." in html
        assert "Change its schedule" in html

    def test_nothing_that_needs_somebody_is_no_heading(self, desk, bear, make_series):
        make_series(initiative=bear).occurrences.update(took_place=False)
        assert "What needs you" not in desk.get("/desk/meetings/").text

    @pytest.mark.parametrize("number", [1, 6])
    def test_its_queries(self, desk, bear, lead, make_series, number, django_assert_num_queries):
        for each in range(number):
            start_event_page(series=make_series(slug=f"call-{each}", initiative=bear), by=lead)
        desk.get("/desk/meetings/")
        with django_assert_num_queries(25):
            desk.get("/desk/meetings/")

    @pytest.mark.parametrize("page", ["0", "-1", "9" * 30, "x"])
    def test_any_page_number_shows_a_page(self, desk, page):
        assert desk.get("/desk/meetings/", {"page": page}).status_code == 200

    def test_longest_names_and_times_in_ones_own_zone(self, desk, bear, lead, make_series):
        lead.timezone = "Asia/Kolkata"
        lead.save()
        make_series(slug="call", title="Call " * 39, initiative=bear)
        page = desk.get("/desk/meetings/").text
        assert "21:30" in page
        assert datetime(2026, 2, 3).strftime("%a") in page
