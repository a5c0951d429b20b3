"""A group's page lends its prose to the group's row, and knows it without a foreign key."""

import json

import pytest
from wagtail.models import Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from initiatives.actions.project_rights import project_rights
from initiatives.actions.start_story import start_story
from initiatives.models import Initiative, InitiativeIndexPage, InitiativePage
from initiatives.queries.story import published_story
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory, RoleFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bear(db):
    return InitiativeFactory(slug="bear", name="BEAR Working Group", summary="Facts.")


def told(initiative, *, summary="", text="We look after bears.") -> InitiativePage:
    page = start_story(initiative=initiative)
    page.summary = summary
    page.body = [{"type": "text", "value": f"<p>{text}</p>"}]
    page.save_revision().publish()
    return page


class TestAddress:
    def test_it_is_the_groups(self, bear):
        assert told(bear).url == "/initiatives/bear/"

    def test_it_follows_the_group_to_a_new_slug(self, bear):
        page = told(bear)
        Initiative.objects.filter(pk=bear.pk).update(slug="polar-bear")

        assert InitiativePage.objects.get(pk=page.pk).url == "/initiatives/polar-bear/"

    def test_without_its_group_it_has_none(self, bear):
        page = told(bear)
        bear.delete()

        assert InitiativePage.objects.get(pk=page.pk).url is None


class TestStory:
    def test_a_published_one_stands_on_the_groups_page(self, client, bear):
        told(bear, summary="We keep bears safe.")

        page = client.get("/initiatives/bear/").text

        assert "We look after bears." in page
        assert "We keep bears safe." in page

    def test_its_headings_stand_below_the_pages_own(self, client, bear):
        page = told(bear)
        page.body = [{"type": "heading", "value": "What we made"}]
        page.save_revision().publish()

        assert "<h3>What we made</h3>" in client.get("/initiatives/bear/").text

    def test_a_draft_stands_nowhere(self, client, bear):
        start_story(initiative=bear)

        assert published_story(initiative_key=bear.translation_key) is None
        assert client.get("/initiatives/bear/").status_code == 200

    def test_the_shelf_of_stories_is_no_page_of_its_own(self, rf):
        assert InitiativeIndexPage.objects.get().get_url() == "/initiatives/"


class TestWriting:
    """From the first word of a lead to the group's public page."""

    @pytest.fixture
    def lead(self, bear, member):
        RoleFactory(initiative=bear, role="lead", person=member)
        project_rights(initiative=bear)
        return signed_in(member)

    @pytest.fixture
    def draft(self, lead, bear):
        return InitiativePage.objects.get(translation_key=bear.translation_key)

    def form(self, text: str, **action) -> dict:
        return nested_form_data(
            {
                "summary": "We keep bears safe.",
                "body": streamfield([("text", rich_text(f"<p>{text}</p>"))]),
                "comments": inline_formset([]),
                **action,
            }
        )

    def test_a_lead_writes_an_editor_approves_everyone_reads(
        self, client, lead, draft, as_editor, bear
    ):
        edit = f"/cms/pages/{draft.pk}/edit/"

        lead.post(edit, self.form("We look after bears.", **{"action-submit": "1"}))
        assert "We look after bears." not in client.get("/initiatives/bear/").text

        task = Workflow.objects.get(name="Moderation").workflow_tasks.get().task
        state = draft.current_workflow_task_state
        assert state.task_id == task.pk
        as_editor.post(f"/cms/pages/workflow/action/{draft.pk}/approve/{state.pk}/")

        assert "We look after bears." in client.get("/initiatives/bear/").text

    def test_a_lead_cannot_publish_past_the_editors(self, client, lead, draft, bear):
        lead.post(f"/cms/pages/{draft.pk}/edit/", self.form("At once!", **{"action-publish": "1"}))

        assert "At once!" not in client.get("/initiatives/bear/").text

    def test_a_lead_cannot_open_the_page_of_another_group(self, lead):
        other = start_story(initiative=InitiativeFactory())

        assert lead.get(f"/cms/pages/{other.pk}/edit/").status_code == 302
        assert lead.get(f"/cms/pages/{other.pk}/view_draft/").status_code in {302, 403}
        assert lead.get(f"/cms/pages/{other.pk}/revisions/compare/live...latest/").status_code in {
            302,
            404,
        }

    def test_a_lead_cannot_touch_topics(self, lead):
        assert lead.get("/cms/snippets/initiatives/topic/").status_code == 302

    def test_a_preview_is_the_groups_page_with_the_draft_in_it(self, lead, draft):
        preview = f"/cms/pages/{draft.pk}/edit/preview/"
        answer = lead.post(preview, self.form("Not for everybody yet."))
        assert json.loads(answer.content)["is_valid"]

        response = lead.get(preview)

        assert "<h1>BEAR Working Group</h1>" in response.text
        assert "Not for everybody yet." in response.text
        assert "frame-ancestors 'self'" in response.headers["Content-Security-Policy"]

    def test_hostile_text_loses_its_teeth_on_the_way_in(self, lead, draft):
        draft.body = [{"type": "text", "value": '<p onclick="x()">Hi<script>x()</script></p>'}]
        draft.save()

        stored = InitiativePage.objects.get(pk=draft.pk).body

        assert str(stored[0].value.source) == "<p>Hi</p>"


class TestStarting:
    def test_an_editor_chooses_the_group_once(self, as_editor, bear):
        shelf = InitiativeIndexPage.objects.get()
        form = nested_form_data(
            {
                "initiative": bear.pk,
                "summary": "",
                "body": streamfield([]),
                "comments": inline_formset([]),
            }
        )

        as_editor.post(f"/cms/pages/add/initiatives/initiativepage/{shelf.pk}/", form)

        page = InitiativePage.objects.get()
        assert (page.initiative, page.title, page.slug, page.live) == (
            bear,
            "BEAR Working Group",
            "bear",
            False,
        )

    def test_a_group_that_has_a_page_is_not_offered_again(self, as_editor, bear):
        start_story(initiative=bear)
        shelf = InitiativeIndexPage.objects.get()

        page = as_editor.get(f"/cms/pages/add/initiatives/initiativepage/{shelf.pk}/").text

        assert "BEAR Working Group</option>" not in page
