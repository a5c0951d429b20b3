"""The one screen of a walk: the next step, and everything said with plain forms."""

from datetime import timedelta

import pytest
from django.test import Client

from events.models import Series
from initiatives.models import RoleHolding
from initiatives.onboarding.actions.journey import complete_step, leave_journey, start_journey
from initiatives.onboarding.models import Completion, Journey
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory, RoleFactory
from tests.factories.onboarding import PathFactory, edition_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

HERE = "/me/paths/first/"


@pytest.fixture
def path():
    return PathFactory(
        slug="first",
        title="First change",
        initiative=InitiativeFactory(slug="bear", name="BEAR"),
        steps=[
            {"key": "hello", "title": "Say hello", "why": "They know you.", "with_whom": "lead"},
            {"key": "come", "title": "Come", "kind": "attend", "meeting": "call"},
            {"key": "send", "title": "Send it", "needs": ["hello"], "link": "https://a.example/x"},
            {"key": "tell", "title": "Tell others", "is_optional": True, "needs": ["send"]},
        ],
    )


@pytest.fixture
def journey(member, path):
    return start_journey(person=member, path=path)


def says(browser, **form) -> list[str]:
    """The messages that answer a button."""
    response = browser.post(HERE, form, follow=True)
    assert response.status_code == 200
    return [str(message) for message in response.context["messages"]]


def shown(browser) -> str:
    return browser.get(HERE).text


def done() -> list[str]:
    return list(Completion.objects.values_list("step__key", flat=True))


class TestBeginning:
    def test_the_button_of_the_path_begins_the_walk(self, as_member, member, path):
        response = as_member.post(HERE, {"verb": "start"})
        assert (response.status_code, response["Location"]) == (302, HERE)
        assert Journey.objects.get().person == member

    def test_before_that_its_address_leads_to_the_path(self, as_member, path):
        assert as_member.get(HERE)["Location"] == "/paths/first/"

    def test_no_walk_on_a_path_that_is_not_published(self, as_member, path):
        path.is_published = False
        path.save()
        assert as_member.get(HERE).status_code == 404
        assert as_member.post(HERE, {"verb": "start"}).status_code == 404
        assert not Journey.objects.exists()

    def test_a_stranger_signs_in_first(self, client, path):
        for response in (client.get(HERE), client.post(HERE, {"verb": "start"})):
            assert response["Location"] == f"/accounts/login/?next={HERE}"
        assert not Journey.objects.exists()

    def test_a_button_of_another_site_begins_nothing(self, member, path):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(member)
        assert strict.post(HERE, {"verb": "start"}).status_code == 403


class TestTheNextStep:
    def test_it_stands_with_its_why_and_its_people_as_published(self, as_member, journey, path):
        RoleFactory(initiative=path.initiative, role="chair", holder_name="Ann Baker")
        RoleFactory(initiative=path.initiative, role="member", holder_name="Bo Cook")
        page = shown(as_member)
        assert 'aria-current="step"' in page
        assert "They know you." in page
        assert "Ann Baker" in page
        assert "Bo Cook" not in page

    def test_a_seat_without_a_name_stays_without_one(self, as_member, journey, path):
        RoleHolding.objects.create(initiative=path.initiative, role="chair")
        assert "name not shown here" in shown(as_member)

    def test_a_meeting_stands_with_its_next_date_in_my_time(
        self, as_member, member, journey, make_series
    ):
        make_series(slug="call", title="Bear call")
        complete_step(journey=journey, key="hello")
        page = as_member.get(HERE, {"tz": "Asia/Kolkata"}).text
        assert "Bear call" in page
        assert "Tue 3 Feb" in page
        assert "21:30" in page

    def test_a_meeting_nobody_knows_a_date_of_says_so(self, as_member, journey):
        complete_step(journey=journey, key="hello")
        assert "No date of this meeting is known yet." in shown(as_member)

    @pytest.mark.parametrize("address", [HERE, "/paths/first/"])
    def test_wherever_it_stands_a_meeting_is_led_to_while_it_has_a_page(
        self, as_member, journey, make_series, address
    ):
        link = 'href="/events/call/"'
        assert link not in as_member.get(address).text
        series = make_series(slug="call")
        assert link in as_member.get(address).text
        Series.objects.filter(pk=series.pk).update(is_published=False)
        assert link not in as_member.get(address).text

    def test_there_is_one_next_action(self, as_member, journey):
        assert shown(as_member).count("button-next") == 1


class TestButtons:
    def test_marking_goes_on_to_the_next(self, as_member, journey):
        assert says(as_member, verb="done", step="hello") == []
        page = shown(as_member)
        assert done() == ["hello"]
        assert "1 of 3 steps done" in page
        assert "you said so" in page

    def test_a_mark_can_be_undone(self, as_member, journey):
        says(as_member, verb="done", step="hello")
        says(as_member, verb="undo", step="hello")
        assert done() == []

    @pytest.mark.parametrize(
        ("form", "answer"),
        [
            ({"verb": "done", "step": "send"}, "Other steps come before this one."),
            ({"verb": "done", "step": "nowhere"}, "Your path has no such step."),
            ({"verb": "done"}, "We could not read which step you meant. Please try again."),
            ({"verb": "dance"}, "We could not read which step you meant. Please try again."),
            ({}, "We could not read which step you meant. Please try again."),
            (
                {"verb": "done", "step": "a\x00"},
                "We could not read which step you meant. Please try again.",
            ),
            (
                {"verb": "done", "step": "x" * 5000},
                "We could not read which step you meant. Please try again.",
            ),
        ],
    )
    def test_what_cannot_be_done_is_said(self, as_member, journey, form, answer):
        assert says(as_member, **form) == [answer]
        assert done() == []

    def test_what_a_meeting_says_stays(self, as_member, journey):
        complete_step(journey=journey, key="come")
        Completion.objects.update(source="attendance")
        assert says(as_member, verb="undo", step="come") == [
            "You were ticked as there at its meeting, so it stays."
        ]
        assert "you were there" in shown(as_member)

    @pytest.mark.parametrize(
        ("source", "words"),
        [
            ("rsvp", "You said that you come to its meeting. Say there that you do not."),
            ("github", "GitHub tells of your work for this step, so it stays."),
            ("task", "It was done with a task you took here and handed in, so it stays."),
            (
                "met",
                (
                    "A check-in of a mentorship pair says that you met, so it stays. Whoever of "
                    "you said so can answer for that week again."
                ),
            ),
        ],
    )
    def test_why_it_stays_is_told_by_what_says_so(self, as_member, journey, source, words):
        complete_step(journey=journey, key="come")
        Completion.objects.update(source=source)
        assert says(as_member, verb="undo", step="come") == [words]

    def test_leaving_and_returning(self, as_member, journey):
        complete_step(journey=journey, key="hello")
        assert says(as_member, verb="leave") == ["You have left this path. Your marks are kept."]
        page = shown(as_member)
        assert "You left this path" in page
        assert 'value="done"' not in page
        assert says(as_member, verb="done", step="come") == [
            "You have left this path. Return to it first."
        ]
        says(as_member, verb="start")
        assert "1 of 3 steps done" in shown(as_member)

    def test_who_walks_no_path_has_nothing_to_mark(self, as_member, path):
        assert as_member.post(HERE, {"verb": "done", "step": "hello"}).status_code == 404


class TestArriving:
    def test_when_all_that_counts_is_done_the_group_is_next(self, as_member, journey):
        for key in ("hello", "come", "send"):
            complete_step(journey=journey, key=key)
        page = shown(as_member)
        assert "You have arrived" in page
        assert "Go to the group" in page
        assert "Tell others" in page

    def test_steps_behind_are_told_in_one_line(self, as_member, journey):
        for key in ("hello", "come"):
            complete_step(journey=journey, key=key)
        assert "2 steps behind you" in shown(as_member)


class TestOtherEditions:
    @pytest.fixture
    def newer(self, journey, path):
        complete_step(journey=journey, key="hello")
        return edition_of(
            path,
            {"key": "new", "title": "Brand new"},
            {"key": "come", "title": "Come", "kind": "attend", "meeting": "call"},
            {"key": "send", "title": "Send it", "needs": ["new"], "link": "https://a.example/x"},
            {"key": "greet", "title": "Greet others", "replaces": ["hello"]},
        )

    def test_a_walk_stays_on_its_edition_and_says_that_there_is_another(self, as_member, newer):
        page = shown(as_member)
        assert "Brand new" not in page
        assert "A newer one came out on" in page
        assert "See what it changes" in page

    def test_what_it_would_change_is_told_before_it_is_taken(self, as_member, newer):
        page = as_member.get(f"{HERE}newer/").text
        assert "Brand new" in page
        assert "no longer part of the path; that you did it is kept" in page
        assert "others wait with it now; for you it stays open" in page
        assert "edition 1: 1 of 3 steps done" in page
        assert "edition 2: 0 of 4 steps done, and 1 kept that is no longer part" in page

    def test_taking_it_keeps_what_is_done_and_asks_once_for_what_it_covers(self, as_member, newer):
        assert says(as_member, verb="newest") == [
            "You walk the newest edition now. What you did is kept."
        ]
        page = shown(as_member)
        assert "Done, and no longer part of this path" in page
        assert "Have you done this already?" in page

        says(as_member, verb="covered")

        page = shown(as_member)
        assert "Have you done this already?" not in page
        assert "1 of 4 steps done" in page
        assert says(as_member, verb="newest") == ["You walk the newest edition already."]

    def test_without_another_there_is_nothing_to_look_at(self, as_member, as_superuser, journey):
        assert as_member.get(f"{HERE}newer/")["Location"] == HERE
        assert as_superuser.get(f"{HERE}newer/").status_code == 404

    def test_who_has_arrived_only_hears_of_it(self, as_member, journey, newer):
        for key in ("come", "send"):
            complete_step(journey=journey, key=key)
        page = shown(as_member)
        assert "You have arrived on yours, and that stays." in page
        assert "See what it changes" not in page
        assert as_member.get(f"{HERE}newer/")["Location"] == HERE

    def test_a_walk_goes_on_when_the_path_is_withdrawn(self, as_member, journey, path):
        path.is_published = False
        path.save()
        says(as_member, verb="done", step="hello")
        assert done() == ["hello"]
        leave_journey(journey=journey)
        says(as_member, verb="start")
        assert "1 of 3 steps done" in shown(as_member)


class TestWorkFromBefore:
    def test_it_is_claimed_in_any_order_said_to_be_that_and_may_be_taken_back(
        self, as_member, journey
    ):
        assert "I had done this before I came" in shown(as_member)
        assert says(as_member, verb="prior", step="send") == []
        assert done() == ["send"]
        assert "you had done it before" in shown(as_member)
        says(as_member, verb="undo", step="send")
        assert done() == []


class TestResting:
    def test_a_rest_has_an_end_and_may_end_earlier(self, as_member, journey, at):
        at("2026-03-02T12:00Z")
        assert says(as_member, verb="pause", weeks="2") == []
        page = shown(as_member)
        assert "You rest until 16 March 2026" in page
        assert "Rest for a while" not in page

        says(as_member, verb="go-on")
        assert "You rest until" not in shown(as_member)

    def test_it_is_over_the_day_after(self, as_member, journey, at):
        at("2026-03-02T12:00Z")
        says(as_member, verb="pause", weeks="2")
        at("2026-03-17T00:00Z")
        assert "You rest until" not in shown(as_member)

    @pytest.mark.parametrize("weeks", ["", "0", "999", "x"])
    def test_of_no_known_length_there_is_none(self, as_member, journey, weeks):
        assert says(as_member, verb="pause", weeks=weeks) == ["Choose how long you want to rest."]

    def test_who_has_left_neither_rests_nor_goes_on(self, as_member, journey):
        leave_journey(journey=journey)
        for form in ({"verb": "pause", "weeks": "2"}, {"verb": "go-on"}):
            assert says(as_member, **form) == ["You have left this path. Return to it first."]

    def test_after_a_long_quiet_one_is_asked_and_may_say_yes(self, member, journey, at):
        at(f"{journey.acted_at + timedelta(days=55):%Y-%m-%dT%H:%M:%SZ}")
        assert "Still interested?" not in shown(signed_in(member))
        at(f"{journey.acted_at + timedelta(days=57):%Y-%m-%dT%H:%M:%SZ}")
        browser = signed_in(member)
        assert "Still interested?" in shown(browser)
        says(browser, verb="go-on")
        assert "Still interested?" not in shown(browser)


class TestHowMuchItAsks:
    @pytest.mark.parametrize("count", [1, 12])
    def test_however_many_editions_and_steps_there_are(
        self, count, as_member, journey, path, django_assert_num_queries
    ):
        complete_step(journey=journey, key="hello")
        for number in range(count):
            steps = ({"key": f"s{number}-{place}"} for place in range(count))
            edition_of(path, {"key": "come"}, *steps)
        for address, queries in ((HERE, 12), (f"{HERE}newer/", 10)):
            as_member.get(address)
            with django_assert_num_queries(queries):
                as_member.get(address)


class TestPrivacy:
    def test_nobody_else_sees_a_walk(self, as_superuser, as_member, journey):
        complete_step(journey=journey, key="hello")
        assert as_superuser.get(HERE)["Location"] == "/paths/first/"
        assert "steps done" not in as_superuser.get("/me/paths/").text
        assert "you said so" not in as_superuser.get("/paths/first/").text

    def test_no_cache_keeps_it(self, as_member, journey):
        assert "no-store" in as_member.get(HERE)["Cache-Control"]


class TestOwnList:
    def test_open_ones_first_then_walked_then_left(self, as_member, member, journey):
        walked = start_journey(person=member, path=PathFactory(title="B", steps=[{"key": "a"}]))
        complete_step(journey=walked, key="a")
        leave_journey(journey=start_journey(person=member, path=PathFactory(title="C")))
        page = as_member.get("/me/paths/").text
        order = ["Say hello", "Walked to the end on", "You left it on"]
        assert [page.index(words) for words in order] == sorted(page.index(w) for w in order)

    def test_none_yet_leads_to_all(self, as_member):
        assert "You walk no path yet" in as_member.get("/me/paths/").text

    @pytest.mark.parametrize("count", [1, 12])
    def test_it_asks_the_same_however_many_there_are(self, count, django_assert_num_queries):
        person = UserFactory()
        for _number in range(count):
            complete_step(
                journey=start_journey(
                    person=person, path=PathFactory(initiative=InitiativeFactory())
                ),
                key="hello",
            )
        browser = signed_in(person)
        browser.get("/me/paths/")
        with django_assert_num_queries(8):
            browser.get("/me/paths/")


def test_the_walk_says_when_reminders_come_and_whether_some_are_left_out(journey, member, settings):
    browser = signed_in(member)
    assert "one, two and four weeks" in shown(browser)
    assert "drawn by lot" not in shown(browser)
    settings.HOLD_BACK_KEY = "a word"
    assert "One walk in ten, drawn by lot and by nothing about you, is left alone" in shown(browser)
