"""Showing something for a step, and where it stands on the screen of the walk."""

import pytest

from initiatives.models import Initiative
from initiatives.onboarding.actions.edition import take_newest
from initiatives.onboarding.actions.journey import leave_journey, start_journey
from initiatives.onboarding.actions.verdict import decide, take_evidence
from initiatives.onboarding.models import Completion, Evidence, Verifier
from portal.kit import clock
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory, edition_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

WALK = "/me/paths/first/"
HERE = "/me/paths/first/show/send/"
LINK = "https://github.com/a/b/pull/1"


@pytest.fixture(autouse=True)
def jobs_wait(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def path():
    return PathFactory(
        slug="first",
        title="First change",
        initiative=InitiativeFactory(slug="bear", name="BEAR"),
        steps=[
            {"key": "send", "title": "Send it", "kind": "evidence", "why": "They see it."},
            {"key": "ask", "title": "Ask them", "kind": "verify", "needs": ["send"]},
        ],
    )


@pytest.fixture
def journey(member, path):
    return start_journey(person=member, path=path)


@pytest.fixture
def chair(lead, path):
    lead_of(lead, path.initiative)
    return lead


def show(browser, address=HERE, **form):
    return browser.post(address, {"link": LINK, "words": "It was merged.", **form}, follow=True)


def test_a_pull_request_of_the_steps_own_repository_may_be_named_in_the_address(member, client):
    counted = {"key": "send", "kind": "evidence", "counts": "merged", "repository": "ossf/demo"}
    path = PathFactory(slug="first", steps=[counted, {"key": "made", "kind": "evidence"}])
    start_journey(person=member, path=path)
    client.force_login(member)
    named = 'value="https://github.com/ossf/demo/pull/13"'
    assert named in client.get(f"{HERE}?pull=13").text
    for address in (
        f"{HERE}?pull=13/../..",
        f"{HERE}?pull={'9' * 11}",
        f"{WALK}show/made/?pull=13",
    ):
        assert 'value="https:' not in client.get(address).text


def decided(by, verdict, answer) -> None:
    evidence = Evidence.objects.get(state="waiting")
    decide(evidence=evidence, verdict=verdict, answer=answer, by=by, now=clock.now())


class TestShowing:
    def test_the_next_step_leads_there_and_cannot_be_marked(self, as_member, journey):
        page = as_member.get(WALK).text
        assert f'href="{HERE}"' in page
        assert 'value="done"' not in page

    def test_it_says_who_will_read_it_before_one_writes(
        self, as_member, journey, chair, django_assert_num_queries
    ):
        assert "Somebody who leads BEAR or was named by it looks at it later" in (
            as_member.get(HERE).text
        )
        with django_assert_num_queries(10):
            as_member.get(HERE)

    def test_also_where_the_group_has_nobody_for_it(self, as_member, member, journey):
        lead_of(member, journey.path.initiative)
        few = "BEAR has too few people who could look at it today, so somebody who works for the"
        for told in (few, few, "Somebody who leads BEAR or was named by it"):
            assert told in as_member.get(HERE).text
            Verifier.objects.create(initiative=journey.path.initiative, person=UserFactory())

    def test_of_a_group_that_is_not_listed_the_name_is_not_told(self, as_member, journey, chair):
        Initiative.objects.update(is_listed=False)
        page = as_member.get(HERE).text
        assert "Somebody who leads the group of this path or was named by it" in page
        assert "BEAR" not in page

    def test_and_on_a_path_of_everybody(self, as_member, member):
        alone = PathFactory(slug="all", steps=[{"key": "send", "kind": "evidence"}])
        start_journey(person=member, path=alone)
        assert "Somebody who works for the foundation looks at it later." in (
            as_member.get("/me/paths/all/show/send/").text
        )

    def test_it_counts_at_once_and_leads_on(self, as_member, journey):
        response = show(as_member)
        assert response.redirect_chain == [(WALK, 302)]
        assert "1 of 2 steps done" in response.text
        assert "you showed it; nobody has looked at it yet" in response.text
        assert f'<a href="{LINK}" rel="nofollow noreferrer">' in response.text
        assert "Take it back" in response.text

    @pytest.mark.parametrize(
        ("form", "answer"),
        [
            ({"link": ""}, "Show a link to what you made, or a picture of it."),
            ({"link": "javascript:alert(1)"}, "Others could not open this."),
            ({"link": "http://127.0.0.1/"}, "Others could not open this."),
            ({"link": "https://["}, "Others could not open this."),
            ({"link": f"{LINK}?token=abc"}, "There seems to be a key in this address."),
        ],
    )
    def test_what_others_could_not_open_is_asked_about(self, as_member, journey, form, answer):
        assert answer in show(as_member, **form).text
        assert not Evidence.objects.exists()

    def test_a_key_may_be_shown_by_who_means_it(self, as_member, journey):
        show(as_member, link=f"{LINK}?token=abc", is_meant="on")
        assert Evidence.objects.get().link == f"{LINK}?token=abc"

    def test_only_so_much_is_shown_in_an_hour(self, as_member, journey, settings):
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "evidence": "1/h/user"}
        show(as_member)
        as_member.post(WALK, {"verb": "undo", "step": "send"})
        assert show(as_member).status_code == 429
        assert [one.state for one in Evidence.objects.all()] == ["withdrawn"]

    def test_where_words_are_asked_a_link_is_not_needed(self, as_member, journey):
        show(as_member)
        show(as_member, "/me/paths/first/show/ask/", link="", words="We talked.")
        assert list(Completion.objects.values_list("key", "source")) == [
            ("send", "shown"),
            ("ask", "shown"),
        ]

    def test_work_of_before_is_shown_out_of_turn(self, as_member, journey):
        ask = "/me/paths/first/show/ask/"
        assert f'href="{ask}"' in as_member.get(WALK).text
        assert "Show it now if you had done it before you came." in as_member.get(ask).text
        show(as_member, ask)
        assert Completion.objects.get().key == "ask"

    def test_it_leads_back_where_there_is_nothing_to_show(self, as_member, journey):
        assert as_member.get("/me/paths/first/show/nowhere/")["Location"] == WALK
        show(as_member)
        assert as_member.get(HERE)["Location"] == WALK
        leave_journey(journey=journey)
        assert as_member.get("/me/paths/first/show/ask/")["Location"] == WALK

    def test_who_does_not_walk_it_finds_nothing(self, as_member, path):
        assert as_member.get(HERE).status_code == 404

    def test_a_button_cannot_mark_it(self, as_member, journey):
        response = as_member.post(WALK, {"verb": "done", "step": "send"}, follow=True)
        assert "This step counts once you have shown something for it." in response.text
        assert not Completion.objects.exists()


class TestWhereItStands:
    def test_that_somebody_looks_and_not_who(self, as_member, journey, chair):
        show(as_member)
        take_evidence(evidence=Evidence.objects.get(), by=chair, now=clock.now())
        page = as_member.get(WALK).text
        assert "somebody looks at it now" in page
        assert "a-lead" not in page

    def test_what_is_wanted_stands_at_the_step(self, as_member, journey, chair):
        show(as_member)
        decided(chair, "changes", "A test, please.")
        for address in (WALK, HERE):
            page = as_member.get(address).text
            assert "Something is still wanted" in page
            assert "A test, please." in page
            assert "Chair" in page
        assert "Show it again" in as_member.get(WALK).text
        assert "0 of 2 steps done" in as_member.get(WALK).text
        assert "Other steps come before" not in as_member.get("/me/paths/first/show/ask/").text

    def test_what_counts_says_so_with_the_words_and_stays(self, as_member, journey, chair):
        show(as_member)
        decided(chair, "accepted", "Well done.")
        page = as_member.get(WALK).text
        assert "it was looked at and counts (Chair)" in page
        assert "Well done." in page
        assert "Take it back" not in page
        response = as_member.post(WALK, {"verb": "undo", "step": "send"}, follow=True)
        assert "Somebody looked at what you showed and it counts, so it stays." in response.text

    def test_what_waits_may_be_taken_back_although_its_step_is_gone(
        self, as_member, journey, path, chair
    ):
        show(as_member)
        edition_of(path, {"key": "tell"})
        take_newest(journey=journey, now=clock.now())
        page = as_member.get(WALK).text
        assert "Done, and no longer part of this path" in page
        assert "Take it back" in page
        page = as_member.post(WALK, {"verb": "undo", "step": "send"}, follow=True).text
        assert "Done, and no longer part of this path" not in page
        assert Evidence.objects.get().state == "withdrawn"

    def test_who_arrived_knows_what_still_waits(self, as_member, journey):
        show(as_member)
        show(as_member, "/me/paths/first/show/ask/")
        assert "2 steps still wait for somebody to look at what you showed." in (
            as_member.get(WALK).text
        )

    def test_it_costs_as_much_however_often_it_was_shown(
        self, as_member, journey, chair, django_assert_num_queries
    ):
        for _try in range(3):
            show(as_member)
            decided(chair, "changes", "More.")
        as_member.get(WALK)
        with django_assert_num_queries(10):
            as_member.get(WALK)
