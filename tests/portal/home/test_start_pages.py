"""`/me/` says what is next, `/desk/` what needs somebody; where a sign-in leads."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import TaskState

from events.actions.horizon import materialise
from initiatives.actions.follow import follow_initiative
from initiatives.actions.question import ask_question
from initiatives.models import InitiativePage
from portal.people.models import Profile
from tests.conftest import lead_of, signed_in
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.notices import NoticeFactory

pytestmark = pytest.mark.django_db
# Each of them at most twenty.
ME_QUERIES = 25
DESK_QUERIES = 36


@pytest.fixture
def bread(now):
    return InitiativeFactory(slug="bread", name="Bread")


def meets(group, now, **facts):
    series = SeriesFactory(initiative=group, changed_at=now, **facts)
    materialise(series=series, now=now)
    return series


def headings(response) -> list[str]:
    return re.findall(r"<h2[^>]*>(?:<a[^>]*>)?([^<]+)", response.text)


class TestMe:
    def test_who_is_signed_out_is_asked_to_sign_in(self, client):
        assert client.get("/me/").headers["Location"] == "/accounts/login/?next=/me/"

    def test_without_anything_planned_there_are_three_doors(self, as_member):
        page = as_member.get("/me/")

        assert headings(page)[:3] == ["Find your place", "Take a path", "Listen in"]
        assert [door in page.text for door in ('href="/fit/"', 'href="/paths/"')] == [True] * 2

    def test_the_next_thing_stands_large_and_the_others_below(self, member, as_member, bread, now):
        meets(bread, now, title="Bakers’ call")
        follow_initiative(person=member, initiative=bread)

        page = as_member.get("/me/")

        assert headings(page)[:2] == ["Bakers’ call", "After that"]
        assert "with Bread" in page.text

    def test_times_are_in_ones_own_zone(self, member, as_member, bread, now):
        member.timezone = "Asia/Kolkata"
        member.save()
        meets(bread, now)
        follow_initiative(person=member, initiative=bread)

        assert "Kolkata time" in as_member.get("/me/").text

    def test_what_is_new_is_told_there_and_what_was_read_is_not(self, member, as_member, now):
        NoticeFactory(person=member, context={"title": "Salt", "comment": ""})
        NoticeFactory(person=member, context={"title": "Old", "comment": ""}, read_at=now)

        text = as_member.get("/me/").text
        assert "“Salt” is out" in text
        assert "“Old” is out" not in text

    def test_the_profile_is_mentioned_until_it_is_told(self, member, as_member):
        assert "what to call you" in as_member.get("/me/").text

        Profile.objects.create(person=member, display_name="Maria")
        assert "what to call you" not in as_member.get("/me/").text

    @pytest.mark.parametrize("number", [1, 6])
    def test_it_asks_the_database_a_bounded_number_of_times(
        self, member, as_member, now, number, django_assert_num_queries
    ):
        for _ in range(number):
            group = InitiativeFactory()
            meets(group, now)
            follow_initiative(person=member, initiative=group)
            NoticeFactory(person=member)
        as_member.get("/me/")
        with django_assert_num_queries(ME_QUERIES):
            as_member.get("/me/")


class TestDesk:
    def test_who_has_no_duty_reads_what_it_is_for(self, as_member):
        page = as_member.get("/desk/")

        assert page.status_code == 200
        assert "You look after nothing here" in page.text
        assert headings(page) == []

    def test_it_is_three_lists_and_doors(self, lead, as_lead, bread):
        lead_of(lead, bread)

        page = as_lead.get("/desk/")

        assert headings(page) == ["Waiting for me", "Going stale", "Coming up"]
        assert 'href="/cms/"' in page.text

    def test_open_questions_wait_for_who_leads_the_group(self, lead, as_lead, as_editor, bread):
        lead_of(lead, bread)
        ask_question(initiative=bread, about="day", text="Mondays?", ask="Which day is it?")
        ask_question(initiative=InitiativeFactory(), about="day", text="?", ask="CANARY?")

        assert "Which day is it?" in as_lead.get("/desk/").text
        assert "CANARY" not in as_lead.get("/desk/").text
        assert "Which day is it?" not in as_editor.get("/desk/").text

    def test_a_text_that_was_handed_in_waits_for_editors_and_then_goes_stale(
        self, lead, as_lead, as_editor, bread
    ):
        lead_of(lead, bread)
        story = InitiativePage.objects.get(translation_key=bread.translation_key)
        story.save_revision(user=lead)
        story.get_workflow().start(story, lead)

        fresh = as_editor.get("/desk/").text
        assert fresh.index("Handed in for you") < fresh.index("Going stale")
        assert "Handed in" not in as_lead.get("/desk/").text

        TaskState.objects.update(started_at=timezone.now() - timedelta(days=8))
        late = as_editor.get("/desk/").text
        assert late.index("Going stale") < late.index("Handed in more than a week ago")

    @pytest.mark.parametrize("number", [1, 6])
    def test_it_asks_the_database_a_bounded_number_of_times(
        self, lead, as_lead, now, number, django_assert_num_queries
    ):
        for _ in range(number):
            group = InitiativeFactory()
            lead_of(lead, group)
            meets(group, now)
            ask_question(initiative=group, about="day", text="?", ask="Which day?")
        as_lead.get("/desk/")
        with django_assert_num_queries(DESK_QUERIES):
            as_lead.get("/desk/")


class TestSignedIn:
    def leads_to(self, browser) -> str:
        return browser.get("/signed-in/").headers["Location"]

    def test_who_is_new_is_welcomed(self, as_member):
        assert self.leads_to(as_member) == "/me/welcome/"

    def test_a_member_comes_to_their_page(self, member, as_member):
        Profile.objects.create(person=member)

        assert self.leads_to(as_member) == "/me/"

    def test_who_has_a_duty_comes_to_the_desk(self, as_editor):
        assert self.leads_to(as_editor) == "/desk/"

    def test_without_a_second_factor_it_is_their_page(self, editor):
        Profile.objects.create(person=editor)
        browser = Client()
        browser.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")

        assert self.leads_to(browser) == "/me/"


class TestHeader:
    def test_the_desk_is_offered_to_who_has_one(self, lead, as_member, bread):
        lead_of(lead, bread)

        assert 'href="/desk/"' in signed_in(lead).get("/about/").text
        assert 'href="/desk/"' not in as_member.get("/about/").text

    def test_who_was_given_a_duty_meanwhile_sees_it_after_visiting_their_page(
        self, member, as_member, bread
    ):
        """Whose duty brings no right to write: an organizer before any page of theirs stands."""
        as_member.get("/me/")
        assert "has_desk" not in as_member.session
        lead_of(member, bread)
        as_member.get("/me/")

        assert as_member.session["has_desk"] is True
