"""Writing a path in the CMS: a lead writes and hands in, an editor publishes, no bad plan passes."""

import html
import re

import pytest
from wagtail.models import Workflow
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from initiatives.actions.start_story import start_story
from initiatives.onboarding.blocks import meetings
from initiatives.onboarding.models import Edition, Path, PathIndexPage, PathPage, Verifier
from portal.people.models import User
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory, RoleFactory
from tests.factories.onboarding import PathFactory, path_page, step_block
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

PUBLISH = {"action-publish": "1"}
SUBMIT = {"action-submit": "1"}


def said(response) -> str:
    """The editor's page as a reader sees it: errors of steps come as JSON inside an attribute."""
    text = html.unescape(response.text)
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)


def step(title: str, **told) -> tuple[str, dict]:
    words = {
        "kind": "do",
        "title": title,
        "why": "It helps.",
        "text": rich_text(""),
        **dict.fromkeys(
            ("link", "minutes", "with_whom", "meeting", "needs", "also_needs", "key"), ""
        ),
        **dict.fromkeys(("change", "replaces", "counts", "repository", "how_many"), ""),
        **dict.fromkeys(("questions", "enough_right", "paths"), ""),
    }
    return "step", words | told


def form(*steps, **fields) -> dict:
    return nested_form_data(
        {
            "title": "First change",
            "slug": "first-change",
            "summary": "For who has never sent one.",
            "outcomes": "Send a change",
            "role": "",
            "level": "newcomer",
            "hours_a_week": "",
            "steps": streamfield(steps),
            "body": streamfield([]),
            "comments": inline_formset([]),
            **fields,
        }
    )


def address_to_add(below) -> str:
    return f"/cms/pages/add/onboarding/pathpage/{below.pk}/"


@pytest.fixture
def shelf(db):
    return PathIndexPage.objects.get()


class TestAnEditor:
    def test_writes_and_publishes_at_once(self, as_editor, shelf, client):
        as_editor.post(address_to_add(shelf), form(step("Say hello"), step("Send it"), **PUBLISH))

        assert client.get("/paths/first-change/").status_code == 200
        assert [s.key for s in Edition.objects.get().plan] == ["say-hello", "send-it"]

    @pytest.mark.parametrize(
        ("steps", "words"),
        [
            ([], "at least one step"),
            ([step("A", is_optional="on")], "Every step is optional"),
            ([step("A"), step("A")], "Two steps are called “A”"),
            ([step("A", needs="Nowhere")], "“A” waits for “nowhere”, and there is no such step."),
            (
                [step("A", needs="C"), step("B", needs="A"), step("C", needs="B")],
                "A → C → B → A",
            ),
            ([step("A", is_optional="on"), step("B", needs="A")], "which is optional"),
            ([step("A", kind="attend")], "Which meeting?"),
            ([step("A", one_is_enough="on")], "One of which steps?"),
            ([step("A", needs="B"), step("B", is_draft="on")], "“B”, which is not ready yet"),
            ([step("A", also_needs="B"), step("B", is_draft="on")], "“B”, which is not ready yet"),
            ([step("A", counts="merged")], "In which repository?"),
            ([step("A", repository="ossf/demo")], "What in this repository counts?"),
            ([step("A", kind="read", counts="merged")], "Only a step of the kind “Do” or"),
            ([step("A", kind="read", counts="task")], "“Do” or “Talk to somebody” can be done"),
            ([step("A", counts="met", repository="ossf/demo")], "counted in no repository"),
            (
                [step("A", counts="docs", repository="ossf/demo", paths="docs/\n/src")],
                "Line 2 names no files.",
            ),
            ([step("A", paths="docs/")], "are counted, files say something."),
            ([step("A", questions="B?\n* C\n- D")], "kind “Answer questions” has questions"),
            ([step("A", kind="quiz")], "What is asked?"),
            ([step("A", kind="quiz", questions="B?\n* C")], "“B?” needs two choices"),
            ([step("A", kind="quiz", questions="B?\n- C\n- D")], "Which answer to “B?” is right?"),
            ([step("A", kind="quiz", questions="B?\n* C\n- C")], "“B?” has the same choice twice"),
            (
                [step("A", kind="quiz", questions="B?\n* C\n- D", enough_right="2")],
                "fewer questions than",
            ),
        ],
        ids=[
            *("no step", "all optional", "twice", "unknown", "loop", "gate", "no meeting"),
            *("one of none", "draft", "draft too", "nowhere", "nothing", "not counted"),
            *("no task", "a task elsewhere", "odd pattern", "no docs"),
            *("not asked", "no question", "one choice", "none right", "choice twice", "too many"),
        ],
    )
    def test_is_told_why_a_plan_cannot_be_walked(self, as_editor, shelf, steps, words):
        response = as_editor.post(address_to_add(shelf), form(*steps, **PUBLISH))

        assert response.status_code == 200
        assert words in said(response)
        assert not Path.objects.exists()

    def test_says_what_on_github_completes_a_step(self, as_editor, shelf, client):
        counted = step(
            "Send it", counts="merged", repository="https://github.com/OSSF/Demo/", how_many="2"
        )
        as_editor.post(address_to_add(shelf), form(counted, **PUBLISH))

        [told] = Edition.objects.get().plan
        assert (told.counts, told.repository, told.how_many) == ("merged", "ossf/demo", 2)
        assert "2 merged pull requests in ossf/demo" in said(client.get("/paths/first-change/"))

    @pytest.mark.parametrize(
        ("counts", "many", "words"),
        [
            ("task", "", "Do · a task taken here"),
            ("task", "2", "Do · 2 tasks taken here"),
            ("met", "", "Do · a meeting of a mentorship pair"),
            ("met", "3", "Do · 3 meetings of a mentorship pair"),
        ],
    )
    def test_says_what_of_the_portal_completes_a_step(
        self, as_editor, shelf, client, counts, many, words
    ):
        as_editor.post(
            address_to_add(shelf), form(step("Do it", counts=counts, how_many=many), **PUBLISH)
        )
        assert words in said(client.get("/paths/first-change/"))

    def test_says_which_files_are_docs(self, as_editor, shelf, client):
        docs = step("Send it", counts="docs", repository="ossf/demo", paths=" docs/ \n**/*.md\n")
        as_editor.post(address_to_add(shelf), form(docs, **PUBLISH))

        assert Edition.objects.get().plan[0].paths == "docs/\n**/*.md"
        told = "a merged change of the docs in ossf/demo (docs/, **/*.md)"
        assert told in said(client.get("/paths/first-change/"))

    def test_asks_questions_in_a_few_lines(self, as_editor, shelf):
        asked = step(
            "Check", kind="quiz", questions=" Why?\r\n* So\r\n- Not so\r\n", enough_right="1"
        )
        as_editor.post(address_to_add(shelf), form(asked, **PUBLISH))

        [told] = Edition.objects.get().plan
        assert (told.questions, told.enough_right) == ("Why?\n* So\n- Not so", 1)

    def test_may_keep_an_unfinished_plan_as_a_draft(self, as_editor, shelf):
        as_editor.post(address_to_add(shelf), form(step("A", needs="B"), step("", why="")))

        assert PathPage.objects.get().live is False
        assert not Path.objects.exists()

    def test_may_change_a_title_without_changing_the_step(self, as_editor, shelf):
        as_editor.post(address_to_add(shelf), form(step("Say hello"), **PUBLISH))
        page = PathPage.objects.get()
        written = page.steps[0].value["key"]
        edited = form(step("Say hello to everybody", key=written), **PUBLISH)
        as_editor.post(f"/cms/pages/{page.pk}/edit/", edited)

        assert [[s.key for s in edition.plan] for edition in Edition.objects.all()] == [
            ["say-hello"],
            ["say-hello"],
        ]

    def test_cannot_take_the_address_of_another_path(self, as_editor, shelf):
        PathFactory(slug="first-change")

        response = as_editor.post(address_to_add(shelf), form(step("A"), **PUBLISH))

        assert "Another path has this address already" in response.text

    def test_cannot_move_a_published_path_to_another_address(self, as_editor, shelf):
        as_editor.post(address_to_add(shelf), form(step("A"), **PUBLISH))
        page = PathPage.objects.get()

        as_editor.post(f"/cms/pages/{page.pk}/edit/", form(step("A"), slug="new", **PUBLISH))

        assert PathPage.objects.get().url == "/paths/first-change/"

    @pytest.mark.parametrize(
        "bad",
        [
            {"kind": "sing"},
            {"minutes": "-1"},
            {"minutes": "1e9"},
            {"minutes": str(10**12)},
            {"link": "javascript:alert(1)"},
            {"link": "ftp://a.example/"},
            {"meeting": "nobody-knows"},
            {"title": "\x00"},
            {"needs": "\x00"},
            {"title": "x" * 121},
            {"key": "k" * 61},
        ],
        ids=str,
    )
    def test_hears_of_bad_input_in_the_form(self, as_editor, shelf, bad):
        response = as_editor.post(
            address_to_add(shelf), form(step(**{"title": "A", **bad}), **PUBLISH)
        )

        assert response.status_code == 200
        assert not Path.objects.exists()

    def test_cannot_publish_a_bad_plan_by_ticking_it_in_a_list(self, as_editor):
        page = path_page(step_block("A", needs="A"))
        page.save_revision()

        response = as_editor.post(f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}")

        assert response.status_code == 302
        assert PathPage.objects.get().live is False
        assert not Path.objects.exists()

    def test_sees_a_draft_as_readers_will(self, as_editor):
        page = path_page(step_block("Say hello"))
        page.save_revision()
        preview = f"/cms/pages/{page.pk}/edit/preview/"
        as_editor.post(preview, form(step("Come to the call")))

        assert "Come to the call" in as_editor.get(preview).text

    def test_sees_as_a_picture_and_in_words_what_waits_for_what(self, as_editor, client):
        page = path_page(step_block("Say hello"), step_block("Send it", needs="Say hello"))
        page.save_revision().publish()
        words = "What waits for what: 1 Say hello; 2 Send it, after “Say hello”."
        preview = f"/cms/pages/{page.pk}/edit/preview/"
        as_editor.post(preview, form(step("Say hello"), step("Send it", needs="Say hello")))

        assert words in said(as_editor.get(preview))
        assert words not in said(client.get("/paths/first-change/"))

    def test_sees_which_steps_have_another_in_their_place(self, as_editor):
        page = path_page(step_block("Say hello"))
        page.save_revision()
        preview = f"/cms/pages/{page.pk}/edit/preview/"
        send = step("Send", needs="Read, Watch", one_is_enough="on", also_needs="Hello")
        as_editor.post(preview, form(step("Hello"), step("Read"), step("Watch"), send))

        told = said(as_editor.get(preview))
        assert "4 Send, after “Hello”, and after “Read” or “Watch”." in told
        assert told.count("stroke-dasharray") == 2

    def test_sees_which_step_waits_for_one_that_is_not_there(self, as_editor, client):
        page = path_page(step_block("Say hello"))
        page.save_revision().publish()
        preview = f"/cms/pages/{page.pk}/edit/preview/"
        send = step("Send it", needs="Say hello, Nowhere", also_needs="Later")
        as_editor.post(preview, form(step("Say hello"), send, step("Later", is_draft="on")))

        told = said(as_editor.get(preview))
        assert "“Send it” waits for “nowhere”, and there is no such step." in told
        assert "“Send it” waits for “Later”, which is not ready yet: it could never begin." in told
        assert told.count("waits for “") == 2
        assert "What waits for what: 1 Say hello; 2 Send it, after “Say hello”." in told
        assert "waits for “" not in said(client.get("/paths/first-change/"))

    def test_also_where_it_is_all_that_it_waits_for(self, as_editor):
        page = path_page(step_block("Say hello"))
        page.save_revision()
        preview = f"/cms/pages/{page.pk}/edit/preview/"
        as_editor.post(preview, form(step("Say hello"), step("Send it", needs="Nowhere")))

        told = said(as_editor.get(preview))
        assert "“Send it” waits for “nowhere”, and there is no such step." in told
        assert "What waits for what" not in told

    def test_where_nothing_waits_there_is_no_such_picture(self, as_editor):
        page = path_page(step_block("Say hello"))
        page.save_revision()
        preview = f"/cms/pages/{page.pk}/edit/preview/"
        as_editor.post(preview, form(step("Say hello"), step("Send it")))

        assert "What waits for what" not in said(as_editor.get(preview))


class TestTheNextEdition:
    """The editor says what changed; what can be seen in the steps is not theirs to call otherwise."""

    @pytest.fixture
    def edit(self, as_editor):
        page = path_page(step_block("Say hello"), step_block("Send it", needs="Say hello"))
        page.save_revision().publish()
        address = f"/cms/pages/{page.pk}/edit/"

        def edit(*steps, **fields):
            return as_editor.post(address, form(*steps, **fields))

        edit.look = lambda: as_editor.get(address)
        return edit

    @pytest.mark.parametrize(
        ("steps", "words"),
        [
            (
                [step("Say hello", is_optional="on", change="editorial"), step("Send it")],
                "More than words changed in “Say hello”: “Optional",
            ),
            (
                [step("Say hello"), step("Send it", change="editorial")],
                "More than words changed in “Send it”: “Only after”",
            ),
            (
                [step("Say hello", kind="read"), step("Send it")],
                "“Say hello” was “Do” and is “Read” now: that is another step",
            ),
            ([step("Say hello"), step("Go", replaces="Nowhere")], "had a step “nowhere”"),
            ([step("Say hello"), step("Go", replaces="Say hello")], "“Say hello” is still a step"),
            ([step("Say hello", replaces="Send it")], "“Say hello” was there before"),
            ([step("Say hello"), step("Go", change="returned")], "had a step “go”"),
            (
                [step("Go", needs="Say hello")],
                "“Go” waits for “say-hello”, which is no longer a step of this path.",
            ),
        ],
        ids=[
            *("not only words", "order", "another kind", "never there", "still there"),
            *("not new", "no return", "gone with this edition"),
        ],
    )
    def test_is_refused_where_it_is_not_as_its_editor_says(self, edit, steps, words):
        response = edit(*steps, **PUBLISH)

        assert response.status_code == 200
        assert words in said(response)
        assert Edition.objects.count() == 1

    def test_a_short_name_comes_back_only_for_the_same_step(self, edit):
        edit(step("Say hello"), **PUBLISH)
        assert "which is no longer a step of this path" in said(
            edit(step("Say hello", needs="Send it"), **PUBLISH)
        )
        again = [step("Say hello"), step("Send it")]
        assert "An earlier edition had a step" in said(edit(*again, **PUBLISH))

        edit(step("Say hello"), step("Send it", change="returned"), **PUBLISH)

        assert [s.change for s in Edition.objects.get(number=3).steps.all()] == ["", "returned"]

    def test_what_it_changes_is_told_in_words_while_it_is_written(self, edit):
        edit(
            step("Say hello", why="Other words."),
            step("Send one", replaces="Send it"),
            step("Send another", replaces="Send it"),
        )

        page = said(edit.look())
        assert "only words changed (“Why”, “What to do”): nobody is told" in page
        assert "new, in the place of “Send it”" in page
        assert "gone; in its place: “Send one”, “Send another”" in page
        assert Edition.objects.count() == 1

    def test_what_was_said_of_one_edition_is_not_said_of_the_next(self, edit):
        steps = [step("Say hello", link="https://a.example/", change="editorial"), step("Send it")]
        edit(steps[0], step("Send it", needs="Say hello"), **PUBLISH)
        assert Edition.objects.get(number=2).steps.first().change == "editorial"

        page = said(edit.look())
        assert "publishing makes no new edition" in page
        assert '"change": "editorial"' not in page

    def test_a_step_nobody_in_the_group_could_look_at_is_refused(self, as_lead, lead):
        bear = InitiativeFactory(slug="bear")
        lead_of(lead, bear)
        asked = step("Send it", kind="evidence", with_whom="maintainer")

        response = as_lead.post(address_to_add(start_story(initiative=bear)), form(asked, **SUBMIT))

        assert "Nobody in the group is “A maintainer” today" in said(response)


class TestWhoCanLook:
    """A step to be shown comes out where enough people can look at it: accounts, not seats."""

    @pytest.fixture
    def bear(self):
        return InitiativeFactory(slug="bear")

    @pytest.fixture
    def publish(self, bear, as_editor):
        story = start_story(initiative=bear)

        def press(*steps, page=None):
            where = f"/cms/pages/{page.pk}/edit/" if page else address_to_add(story)
            asked = steps or [step("Send it", kind="evidence")]
            return said(as_editor.post(where, form(*asked, **PUBLISH), follow=True))

        return press

    def named(self, bear, person=None):
        Verifier.objects.create(initiative=bear, person=person or UserFactory())

    def test_one_alone_is_too_few_for_a_group_and_the_refusal_says_how_many_there_are(
        self, bear, lead, publish
    ):
        lead_of(lead, bear)
        page = publish()
        assert (
            "1 person can look at what is shown for “Send it”, as who leads the group or was named "
            "by it to look; 2 should." in page
        )
        assert not Edition.objects.exists()

    def test_who_leads_and_who_was_named_are_enough_together(self, bear, lead, publish):
        lead_of(lead, bear)
        self.named(bear)
        publish()
        assert Edition.objects.count() == 1

    def test_two_parts_of_one_person_are_one_person_and_a_closed_account_is_none(
        self, bear, lead, publish
    ):
        lead_of(lead, bear)
        self.named(bear, lead)
        self.named(bear, UserFactory(is_active=False))
        assert "1 person can look at" in publish()

    def test_a_foundation_may_ask_for_one(self, bear, lead, publish, settings):
        settings.LEAST_VERIFIERS = 1
        lead_of(lead, bear)
        publish()
        assert Edition.objects.count() == 1

    def test_a_published_name_nobody_claimed_looks_at_nothing(self, bear, publish):
        RoleFactory(initiative=bear, role="chair")
        User.objects.filter(is_superuser=True).delete()
        asked = step("Send it", kind="evidence", with_whom="lead")
        assert "0 people who work for the foundation can look at" in publish(asked)

    def test_where_a_group_has_nobody_the_foundation_is_enough(self, bear, staff, publish):
        publish()
        assert Edition.objects.count() == 1

    def test_whom_a_group_nobody_leads_named_are_beside_the_foundation_until_they_are_enough(
        self, bear, staff, publish
    ):
        """Nothing is won by taking somebody off, publishing and naming them again."""
        self.named(bear)
        publish()
        assert Edition.objects.count() == 1

    def test_with_nobody_at_the_foundation_those_named_have_to_be_enough(self, bear, publish):
        self.named(bear)
        User.objects.filter(is_superuser=True).delete()
        assert "1 person can look at what is shown for “Send it”" in publish()
        self.named(bear)
        publish()
        assert Edition.objects.count() == 1

    def test_of_somebody_named_who_works_for_the_foundation_there_is_one(
        self, bear, staff, publish
    ):
        User.objects.filter(is_superuser=True).delete()
        self.named(bear, staff)
        assert "1 person can look at what is shown for “Send it”" in publish()

    def test_a_path_that_is_out_stays_and_its_words_may_change_when_somebody_goes(
        self, bear, lead, publish, client
    ):
        lead_of(lead, bear)
        self.named(bear)
        publish()
        Verifier.objects.all().delete()
        page = PathPage.objects.get()
        assert client.get("/paths/first-change/").status_code == 200
        other = step("Send it", kind="evidence", why="Other words.", change="editorial")
        publish(other, page=page)
        assert Edition.objects.count() == 2
        more = step("Have it seen", kind="verify")
        assert "“Have it seen”" in publish(other, more, page=page)
        assert Edition.objects.count() == 2
        assert client.get("/paths/first-change/").status_code == 200


class TestALead:
    @pytest.fixture
    def story(self, lead):
        bear = InitiativeFactory(slug="bear", name="BEAR")
        lead_of(lead, bear)
        return start_story(initiative=bear)

    def test_writes_an_editor_approves_everyone_reads(self, as_lead, as_editor, client, story):
        as_lead.post(address_to_add(story), form(step("Say hello"), **SUBMIT))
        assert client.get("/paths/first-change/").status_code == 404

        page = PathPage.objects.get()
        state = page.current_workflow_task_state
        assert state.task_id == Workflow.objects.get(name="Moderation").workflow_tasks.get().task.pk
        as_editor.post(f"/cms/pages/workflow/action/{page.pk}/approve/{state.pk}/")

        assert "BEAR" in client.get("/paths/first-change/").text
        assert Path.objects.get().initiative.slug == "bear"

    @pytest.mark.parametrize("headers", [{}, {"x-requested-with": "XMLHttpRequest"}])
    def test_who_approves_what_nobody_can_look_at_any_more_reads_why_it_is_not_out(
        self, headers, as_lead, as_editor, client, story
    ):
        looker = Verifier.objects.create(initiative=story.initiative, person=UserFactory())
        as_lead.post(address_to_add(story), form(step("Send it", kind="evidence"), **SUBMIT))
        page = PathPage.objects.get()
        looker.delete()

        state = page.current_workflow_task_state
        approve = f"/cms/pages/workflow/action/{page.pk}/approve/{state.pk}/"
        response = as_editor.post(approve, headers=headers)
        address = f"/cms/pages/{page.pk}/edit/"
        assert response.json()["redirect"] == address if headers else response.url == address
        said = html.unescape(as_editor.get(address).text)
        assert "Not published." in said
        assert "“Send it”" in said.partition("Not published.")[2][:300]
        assert (Edition.objects.count(), client.get("/paths/first-change/").status_code) == (0, 404)

    def test_cannot_hand_in_a_plan_nobody_can_walk(self, as_lead, story):
        response = as_lead.post(address_to_add(story), form(step("A", needs="A"), **SUBMIT))

        assert "A → A" in said(response)
        assert not PathPage.objects.exists()

    def test_cannot_publish_nor_write_elsewhere(self, as_lead, story, shelf):
        as_lead.post(address_to_add(story), form(step("A"), **PUBLISH))
        other = start_story(initiative=InitiativeFactory())

        assert not Path.objects.exists()
        assert as_lead.get(address_to_add(shelf)).status_code == 302
        assert as_lead.get(address_to_add(other)).status_code == 302

    def test_an_editor_who_breaks_what_was_handed_in_is_told(self, as_lead, as_editor, story):
        """Approving has no form: what waits for it is always walkable."""
        as_lead.post(address_to_add(story), form(step("A"), **SUBMIT))
        page = PathPage.objects.get()

        response = as_editor.post(f"/cms/pages/{page.pk}/edit/", form(step("A", needs="A")))

        assert "A → A" in said(response)


class TestAddress:
    def test_it_is_the_paths_once_there_is_one(self, as_editor):
        page = path_page(step_block("A"))
        assert page.get_url() is None
        page.save_revision().publish()
        assert PathPage.objects.get().get_url() == "/paths/first-change/"

    def test_a_draft_leads_nowhere(self, client, shelf):
        path_page(step_block("A"))
        assert client.get("/paths/first-change/").status_code == 404


def test_the_meetings_to_choose_from_are_the_published_ones(make_series):
    make_series(slug="b-call", title="Zebra call")
    make_series(slug="a-call", title="Bear call")
    make_series(slug="hidden", is_published=False)

    assert meetings() == [("a-call", "Bear call"), ("b-call", "Zebra call")]


def test_hostile_text_loses_its_teeth_on_the_way_in():
    page = path_page(step_block("A", text='<p onclick="x()">Hi<script>x()</script></p>'))
    page.save_revision().publish()

    assert Edition.objects.get().plan[0].text == "<p>Hi</p>"
