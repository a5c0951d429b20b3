"""The desk of who looks: the queue, half an hour of it, one decision."""

from datetime import UTC, datetime, timedelta

import pytest

from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import leave_journey, start_journey, undo_step
from initiatives.onboarding.actions.sharing import share_by_link, show_on_own_page
from initiatives.onboarding.models import Completion, Evidence, LinkFound, Verifier
from portal.kit import clock
from portal.people.models import Profile, User
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

QUEUE = "/desk/evidence/"


def named(name: str, person: User | None = None) -> User:
    person = person or UserFactory()
    Profile.objects.update_or_create(person=person, defaults={"display_name": name})
    return person


@pytest.fixture(autouse=True)
def jobs_wait(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def path():
    return PathFactory(
        slug="first",
        title="First change",
        initiative=InitiativeFactory(slug="bear", name="BEAR"),
        steps=[{"key": "send", "title": "Send it", "kind": "evidence"}, {"key": "tell"}],
    )


@pytest.fixture
def desk(lead, path):
    """The browser of a chair."""
    lead_of(lead, path.initiative)
    return signed_in(named("Mo", lead))


@pytest.fixture
def other(path):
    """The browser of somebody the group named."""
    person = named("Bo")
    Verifier.objects.create(initiative=path.initiative, person=person)
    return signed_in(person)


def shown(path, name="Ann", link="https://github.com/a/b/pull/1", person=None) -> Evidence:
    journey = start_journey(person=person or named(name), path=path)
    told = {"link": link, "words": f"Words of {name}."}
    return hand_in(journey=journey, key="send", now=clock.now(), **told)


def at(evidence) -> str:
    return f"{QUEUE}{evidence.public_id}/"


class TestTheQueue:
    def test_who_waits_longest_stands_first(self, desk, path):
        shown(path, "Ann")
        shown(path, "Bea")
        page = desk.get(QUEUE).text
        assert page.index("Ann") < page.index("Bea")
        assert "First change · BEAR" in page

    def test_only_what_waits_of_people_on_their_way(self, desk, path):
        left, back = shown(path, "Ann"), shown(path, "Bea")
        leave_journey(journey=left.journey)
        undo_step(journey=back.journey, key="send")
        assert "Nothing waits" in desk.get(QUEUE).text

    def test_others_see_nothing_of_it(self, as_member, path):
        shown(path, "Ann")
        assert "Ann" not in as_member.get(QUEUE).text

    def test_it_stands_on_the_start_page_of_the_desk(self, desk, path):
        shown(path)
        shown(path, "Bea")
        page = desk.get("/desk/").text
        assert "2 have shown something" in page
        assert "Shown by newcomers" in page

    @pytest.mark.parametrize("count", [1, 30])
    def test_it_asks_as_much_for_many(self, desk, path, count, django_assert_num_queries):
        for number in range(count):
            shown(path, f"N{number}")
        desk.get(QUEUE)
        with django_assert_num_queries(10):
            desk.get(QUEUE)


class TestLooking:
    def test_opening_it_takes_nothing(self, desk, path):
        evidence = shown(path)
        page = desk.get(at(evidence)).text
        evidence.refresh_from_db()
        assert evidence.held_by is None
        assert "I look at it now" in page
        assert "Words of Ann." in page
        assert "Not looked at by the portal yet" in page

    def test_while_one_looks_the_other_reads_until_when(self, desk, other, path):
        evidence = shown(path)
        desk.post(at(evidence), {"verb": "take"})
        page = other.get(at(evidence)).text
        assert "Mo looks at it" in page
        assert "I look at it now" not in page
        assert "Mo has it until" in other.get(QUEUE).text
        assert 'value="decide"' in desk.get(at(evidence)).text

    def test_who_takes_it_a_moment_later_is_told(self, desk, other, path):
        evidence = shown(path)
        desk.post(at(evidence), {"verb": "take"})
        response = other.post(at(evidence), {"verb": "take"})
        assert (response.status_code, "Mo looks at it" in response.text) == (409, True)
        assert "What you wrote" not in response.text

    def test_it_may_be_given_back(self, desk, path):
        evidence = shown(path)
        desk.post(at(evidence), {"verb": "take"})
        assert desk.post(at(evidence), {"verb": "give-back"})["Location"] == QUEUE
        assert "I look at it now" in desk.get(at(evidence)).text

    def test_no_more_than_four(self, desk, path):
        for number in range(4):
            desk.post(at(shown(path, f"N{number}")), {"verb": "take"})
        response = desk.post(at(shown(path)), {"verb": "take"}, follow=True)
        assert "You look at four already." in response.text

    def test_the_same_address_of_others_is_told_and_not_whose(self, desk, path):
        shown(path, "Bea", link="https://github.com/a/b/pull/1/")
        assert "Somebody else showed the same address" in desk.get(at(shown(path))).text
        assert "Bea" not in desk.get(at(shown(path, "Cy"))).text

    def test_of_a_path_of_others_nothing_is_told(self, desk, path):
        shown(PathFactory(steps=[{"key": "send", "kind": "evidence"}]))
        assert "Somebody else showed" not in desk.get(at(shown(path))).text

    def test_what_stood_at_the_address(self, desk, path):
        evidence = shown(path)
        Evidence.objects.update(found=LinkFound.GONE, found_at=clock.now())
        assert "Nothing stands at the address" in desk.get(at(evidence)).text

    def test_it_costs_the_same_however_often_it_was_shown(
        self, desk, path, django_assert_num_queries
    ):
        evidence = shown(path)
        desk.get(at(evidence))
        with django_assert_num_queries(11):
            desk.get(at(evidence))


class TestDeciding:
    def says(self, browser, evidence, **form):
        return browser.post(at(evidence), {"verb": "decide", **form}, follow=True)

    def test_they_hear_of_it(self, desk, path):
        evidence = shown(path)
        desk.post(at(evidence), {"verb": "take"})
        response = self.says(desk, evidence, verdict="changes", answer="A test, please.")
        assert "Decided. They hear of it now, with whatever you wrote." in response.text
        evidence.refresh_from_db()
        assert (evidence.state, evidence.answer) == ("changes", "A test, please.")
        assert "A test, please." in desk.get(at(evidence)).text

    @pytest.mark.parametrize(
        ("form", "answer"),
        [
            ({}, "This field is required."),
            ({"verdict": "withdrawn"}, "Select a valid choice."),
            ({"verdict": "changes"}, "Say in a sentence what is missing."),
            ({"verdict": "not_this"}, "Say in a sentence what is missing."),
        ],
    )
    def test_words_are_needed_to_send_somebody_back(self, desk, path, form, answer):
        evidence = shown(path)
        desk.post(at(evidence), {"verb": "take"})
        assert answer in self.says(desk, evidence, **form).text
        evidence.refresh_from_db()
        assert evidence.state == "waiting"

    def test_who_comes_second_reads_the_decision_and_keeps_their_words(self, desk, other, path):
        evidence = shown(path)
        self.says(desk, evidence, verdict="accepted")
        response = self.says(other, evidence, verdict="changes", answer="My long answer.")
        assert response.status_code == 409
        assert "It is decided" in response.text
        assert "Mo (Chair)" in response.text
        assert "My long answer." in response.text

    def test_words_of_who_was_too_slow_are_kept(self, desk, other, path):
        evidence = shown(path)
        desk.post(at(evidence), {"verb": "take"})
        Evidence.objects.update(held_until=clock.now() - timedelta(minutes=1))
        other.post(at(evidence), {"verb": "take"})
        response = self.says(desk, evidence, verdict="changes", answer="My long answer.")
        assert response.status_code == 409
        assert "Bo looks at it" in response.text
        assert "My long answer." in response.text

    def test_their_own_is_forbidden_to_everybody(self, desk, lead, superuser, path):
        assert desk.get(at(shown(path, person=lead))).status_code == 403
        own = shown(path, person=superuser)
        assert signed_in(superuser).post(at(own), {"verb": "take"}).status_code == 403

    def test_others_find_nothing(self, as_member, superuser, path, desk):
        evidence = shown(path)
        for browser in (as_member, signed_in(superuser)):
            assert browser.get(at(evidence)).status_code == 404
            assert self.says(browser, evidence, verdict="accepted").status_code == 404
        evidence.refresh_from_db()
        assert evidence.state == "waiting"

    def test_what_was_taken_back_or_left_behind_is_nobodys_to_read(self, desk, path):
        back, left = shown(path, "Ann"), shown(path, "Bea")
        for evidence in (back, left):
            desk.post(at(evidence), {"verb": "take"})
        undo_step(journey=back.journey, key="send")
        leave_journey(journey=left.journey)
        for evidence in (back, left):
            assert desk.get(at(evidence)).status_code == 404
            assert self.says(desk, evidence, verdict="accepted").status_code == 404

    def test_a_button_nobody_knows_does_nothing(self, desk, path):
        evidence = shown(path)
        assert desk.post(at(evidence), {"verb": "dance"})["Location"] == at(evidence)


class TestAPageThatIsGone:
    WORDS = "This page was there on 3 March 2026 and is gone now. The step counts all the same."

    @pytest.fixture
    def gone(self, path):
        evidence = shown(path, person=named("Ann", UserFactory(username="ann")))
        march = datetime(2026, 3, 3, 12, tzinfo=UTC)
        Evidence.objects.update(
            state="accepted", decided_at=march, found=LinkFound.DEAD, found_at=march
        )
        Completion.objects.update(source="verified")
        return evidence

    def test_it_is_told_to_who_may_read_the_evidence(self, desk, gone):
        assert self.WORDS in desk.get(at(gone)).text
        assert self.WORDS in signed_in(gone.journey.person).get("/me/paths/first/").text

    def test_no_other_page_tells_it(self, client, desk, gone):
        token = share_by_link(journey=gone.journey)
        show_on_own_page(journey=gone.journey, is_public=True)
        pages = [f"/walks/{token}/", f"/people/{gone.journey.person.handle}/", "/paths/first/"]
        for address in pages:
            assert "gone now" not in client.get(address).text
        assert "gone now" not in desk.get(QUEUE).text
