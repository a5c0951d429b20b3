"""Showing a walk: to nobody unless one says so, by a link that ends, or on one's own page."""

import re

import pytest

from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import complete_step, leave_journey, start_journey
from initiatives.onboarding.actions.sharing import end_link, share_by_link, show_on_own_page
from initiatives.onboarding.models import Journey
from initiatives.onboarding.queries.own_record import journeys_of
from initiatives.onboarding.queries.shared import walks_on_page
from portal.core.secret_link import digest
from portal.kit import clock
from portal.people.models import Audience, Part, Profile
from tests.conftest import signed_in
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

HERE = "/me/paths/first/"


@pytest.fixture
def path():
    return PathFactory(
        slug="first",
        title="First change",
        steps=[{"key": "hello"}, {"key": "read"}, {"key": "send", "kind": "evidence"}],
    )


@pytest.fixture
def walker():
    return UserFactory(handle="ada")


@pytest.fixture
def journey(path, walker):
    journey = start_journey(person=walker, path=path)
    complete_step(journey=journey, key="hello")
    return journey


def link_in(page) -> str:
    return re.search(r"<code>https?://[^/]+(/walks/[^<]+)</code>", page.text)[1]


class TestByALink:
    def test_it_is_told_once_and_opens_for_everybody(self, client, walker, journey):
        as_walker = signed_in(walker)
        link = link_in(as_walker.post(HERE, {"verb": "link"}))

        page = client.get(link)

        assert "1 of 3 steps done" in page.text
        assert "First change" in page.text
        assert "The next step" in page.text
        assert "You are here" not in page.text
        assert "<code>" not in as_walker.get(HERE).text
        token = link.split("/")[2]
        assert list(Journey.objects.values_list("link_sha256", flat=True)) == [digest(token)]

    def test_no_robot_no_cache_and_no_other_page_hears_of_it(self, client, journey):
        page = client.get(f"/walks/{share_by_link(journey=journey)}/")

        assert page["X-Robots-Tag"] == "noindex"
        assert page["Referrer-Policy"] == "no-referrer"
        assert "no-store" in page["Cache-Control"]
        assert '<link rel="canonical" href="/paths/first/">' in page.text
        assert "og:" not in page.text

    def test_what_was_shown_for_a_step_is_not_told(self, client, journey):
        shown = {"link": "https://made.example/it", "words": "CANARY words", "is_prior": False}
        hand_in(journey=journey, key="send", now=clock.now(), **shown)

        page = client.get(f"/walks/{share_by_link(journey=journey)}/").text

        assert "2 of 3 steps done" in page
        assert "CANARY" not in page
        assert "made.example" not in page

    def test_it_ends_when_its_person_says_so_or_makes_another(self, client, walker, journey):
        first, second = share_by_link(journey=journey), share_by_link(journey=journey)
        assert [client.get(f"/walks/{t}/").status_code for t in (first, second)] == [404, 200]

        signed_in(walker).post(HERE, {"verb": "unlink"})

        assert client.get(f"/walks/{second}/").status_code == 404
        assert client.get("/walks/-/").status_code == 404

    @pytest.mark.parametrize(
        "gone",
        [
            lambda journey: leave_journey(journey=journey),
            lambda journey: type(journey.path).objects.update(is_published=False),
            lambda journey: type(journey.person).objects.update(is_active=False),
            lambda journey: journey.person.delete(),
        ],
        ids=["left", "withdrawn", "inactive", "erased"],
    )
    def test_it_ends_with_what_it_shows(self, client, journey, gone):
        token = share_by_link(journey=journey)
        show_on_own_page(journey=journey, is_public=True)

        gone(journey)

        assert client.get(f"/walks/{token}/").status_code == 404
        assert walks_on_page(handle="ada") == []

    def test_it_takes_few_queries(self, client, journey, django_assert_num_queries):
        token = share_by_link(journey=journey)
        client.get(f"/walks/{token}/")
        with django_assert_num_queries(3):
            client.get(f"/walks/{token}/")


class TestOnOnesOwnPage:
    def test_everybody_sees_it_there_until_it_is_hidden(self, client, walker, journey):
        profile, _is_new = Profile.objects.get_or_create(person=walker)
        profile.disclosures.create(part=Part.NAME, audience=Audience.EVERYONE)
        as_walker = signed_in(walker)
        assert "First change" not in client.get("/people/ada/").text

        as_walker.post(HERE, {"verb": "publish"})
        assert "First change" in client.get("/people/ada/").text
        assert "everybody, on your page" in as_walker.get(HERE).text

        as_walker.post(HERE, {"verb": "hide"})
        assert "First change" not in client.get("/people/ada/").text

    @pytest.mark.parametrize("count", [1, 12])
    def test_as_many_queries_for_many(self, walker, count, django_assert_num_queries):
        for number in range(count):
            journey = start_journey(person=walker, path=PathFactory(slug=f"p{number}"))
            show_on_own_page(journey=journey, is_public=True)
        with django_assert_num_queries(3):
            assert len([walk.steps for walk in walks_on_page(handle="ada")]) == count


def test_who_left_shows_nothing(walker, journey):
    leave_journey(journey=journey)

    for verb in ("link", "unlink", "publish"):
        page = signed_in(walker).post(HERE, {"verb": verb}, follow=True)
        assert "You have left this path" in page.text
    assert (Journey.objects.get().link_sha256, Journey.objects.get().is_public) == ("", False)


def test_ones_own_record_says_so(walker, journey):
    share_by_link(journey=journey)
    [told] = journeys_of(person=walker)
    assert (told["is_shown_by_link"], told["is_shown_on_own_page"]) == (True, False)
    end_link(journey=journey)
    show_on_own_page(journey=journey, is_public=True)
    [told] = journeys_of(person=walker)
    assert (told["is_shown_by_link"], told["is_shown_on_own_page"]) == (False, True)


@pytest.mark.parametrize("shared", [False, True])
def test_elsewhere_nobody_hears_of_a_walk(client, path, walker, journey, shared):
    """Also of one that a link shows: the link is all there is."""
    token = share_by_link(journey=journey) if shared else "-"
    addresses = [
        *("/", "/paths/", "/paths/first/", "/api/v1/paths/", "/api/v1/paths/first/"),
        *("/search/?q=ada", "/people/ada/", "/sitemap.xml", "/news/atom.xml"),
    ]
    for address in addresses:
        told = client.get(address, follow=True)
        assert "steps done" not in told.text, address
        assert token == "-" or token not in told.text, address
        assert digest(token) not in told.text, address
    assert "/walks/" not in client.get("/sitemap.xml", follow=True).text
