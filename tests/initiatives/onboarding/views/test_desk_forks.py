"""A group makes a path of everybody its own, and takes or leaves what changes there later."""

from uuid import uuid4

import pytest
from django.utils import timezone

from initiatives.onboarding.actions.fork import (
    NotTheNewest,
    PageLocked,
    fork_path,
    take_offers,
    written,
)
from initiatives.onboarding.actions.journey import complete_step, start_journey
from initiatives.onboarding.models import Completion, Edition, Path, PathPage, Source, Verifier
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory, edition_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

HERE = "/desk/groups/led/paths/taken/"


@pytest.fixture
def group():
    return InitiativeFactory(slug="led", name="Led")


@pytest.fixture
def library():
    return PathFactory(
        slug="first",
        title="First change",
        steps=[
            {"key": "hello", "text": "<p>Hello</p>", "why": "It helps."},
            {"key": "read", "needs": ["hello"], "link": "https://a.example/"},
            {"key": "send", "kind": "evidence", "needs": ["read"], "also_needs": ["hello"]},
        ],
    )


@pytest.fixture
def lead(group):
    """They named somebody who looks beside them."""
    user = UserFactory()
    lead_of(user, group)
    Verifier.objects.create(initiative=group, person=UserFactory())
    return user


@pytest.fixture
def fork(library, group, lead):
    return fork_path(edition=library.editions.get(), initiative=group, by=lead)


@pytest.fixture
def newer(library):
    """They word "hello" anew, drop "read", and add "call" behind "hello"."""
    return edition_of(
        library,
        {"key": "hello", "title": "Say hello", "text": "<p>Hello</p>", "why": "It helps."},
        {"key": "call", "why": "Faces."},
        {"key": "send", "kind": "evidence", "needs": ["hello"], "also_needs": ["hello"]},
    )


def draft_of(page: PathPage) -> PathPage:
    return PathPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def change_here(page: PathPage, key: str, **told) -> None:
    draft = draft_of(page)
    for child in draft.steps:
        if child.value["key"] == key:
            child.value.update(told)
    draft.save_revision()


def steps_of(page: PathPage) -> list[tuple[str, str]]:
    return [(step.key, step.title) for step in draft_of(page).plan]


class TestTakingOver:
    def test_the_draft_has_the_same_steps_by_the_same_names(self, fork, library):
        assert draft_of(fork).plan == library.newest.plan
        assert draft_of(fork).upstream == library.editions.get()
        assert (fork.live, fork.slug) == (False, "first-led")

    def test_a_lead_presses_once_and_writes_on(self, library, group, lead):
        client = signed_in(lead)
        assert "Take “First change” over" in client.get(HERE).text

        first = client.post(HERE, {"path": "first"})
        again = client.post(HERE, {"path": "first"})

        page = PathPage.objects.get()
        assert first.url == again.url == f"/cms/pages/{page.pk}/edit/"
        assert client.get(first.url).status_code == 200
        assert "Take “First change” over" not in client.get(HERE).text
        assert "Nothing changed there" in client.get(f"{HERE}{page.pk}/").text

    @pytest.mark.parametrize("path", ["nothing", "", "theirs", "hidden"])
    def test_only_a_published_path_of_everybody(self, library, group, lead, path):
        PathFactory(slug="theirs", initiative=InitiativeFactory())
        PathFactory(slug="hidden", is_published=False)

        assert signed_in(lead).post(HERE, {"path": path}).status_code == 404
        assert not PathPage.objects.exists()

    def test_published_it_is_a_path_that_knows_where_it_comes_from(self, fork, library):
        draft_of(fork).save_revision().publish()

        own = Path.objects.get(slug="first-led")
        assert own.upstream == library.editions.get()
        assert [step.key for step in own.newest.plan] == ["hello", "read", "send"]


class TestWhatChangedThere:
    def test_each_change_is_told_and_taken_or_left(self, fork, newer, lead):
        change_here(fork, "hello", title="Our hello")
        client = signed_in(lead)
        page = client.get(f"{HERE}{fork.pk}/").text
        assert "changed there: “Title”; changed in yours: “Title”" in page
        assert "new there" in page
        assert "gone there" in page

        told = {"edition": "2", "c0": "leave", "c1": "take", "c2": "take", "c3": "take"}
        response = client.post(f"{HERE}{fork.pk}/", told)

        assert response.url == f"/cms/pages/{fork.pk}/edit/"
        assert steps_of(fork) == [("hello", "Our hello"), ("call", "Call"), ("send", "Send")]
        assert draft_of(fork).plan[2].needs == ("hello",)
        assert not Path.objects.filter(slug="first-led").exists()
        assert "Nothing changed there" in client.get(f"{HERE}{fork.pk}/").text

    def test_what_is_left_stays_and_is_not_offered_again(self, fork, newer, lead):
        before = draft_of(fork).plan

        take_offers(page=fork, number=2, taken=[], by=lead)

        assert draft_of(fork).plan == before
        assert draft_of(fork).upstream == newer

    def test_two_steps_of_one_name_in_a_draft_both_stay(self, fork, newer, lead):
        draft = draft_of(fork)
        rows = [(child["value"], child["id"]) for child in draft.steps.raw_data]
        twice = {**rows[0][0], "title": "Not named yet"}
        draft.steps = written(draft, [*rows, (twice, str(uuid4()))])
        draft.save_revision()
        fork.refresh_from_db()

        take_offers(page=fork, number=2, taken=[], by=lead)

        titles = [title for key, title in steps_of(fork) if key == "hello"]
        assert titles == [rows[0][0]["title"], "Not named yet"]

    def test_a_key_that_was_not_offered_is_not_taken(self, fork, newer, lead):
        change_here(fork, "hello", title="Our hello")
        take_offers(page=fork, number=2, taken=["nothing", "send"], by=lead)

        assert [key for key, _title in steps_of(fork)] == ["hello", "read", "send"]

    def test_every_change_needs_a_word(self, fork, newer, lead):
        page = signed_in(lead).post(f"{HERE}{fork.pk}/", {"edition": "2", "c0": "take"})

        assert page.status_code == 200
        assert draft_of(fork).upstream != newer

    def test_who_looked_at_an_older_one_looks_again(self, fork, newer, library, lead):
        edition_of(library, {"key": "hello", "title": "Hi", "why": "It helps."})
        told = {"edition": "2", "c0": "take", "c1": "take", "c2": "take", "c3": "take"}

        response = signed_in(lead).post(f"{HERE}{fork.pk}/", told, follow=True)

        assert "This changed meanwhile" in response.text
        assert [key for key, _title in steps_of(fork)] == ["hello", "read", "send"]

    def test_nothing_is_put_under_who_looks_at_it(self, fork, newer, lead):
        page = PathPage.objects.get(pk=fork.pk)
        page.locked, page.locked_by, page.locked_at = True, UserFactory(), timezone.now()
        page.save()

        with pytest.raises(PageLocked):
            take_offers(page=page, number=2, taken=["hello"], by=lead)
        told = {"edition": "2", "c0": "take", "c1": "take", "c2": "take", "c3": "take"}
        assert (
            "is being looked at"
            in signed_in(lead).post(f"{HERE}{fork.pk}/", told, follow=True).text
        )

    def test_decided_twice_it_is_decided_once(self, fork, newer, lead):
        take_offers(page=fork, number=2, taken=["call"], by=lead)

        with pytest.raises(NotTheNewest):
            take_offers(page=fork, number=2, taken=["hello"], by=lead)

    def test_a_page_of_its_own_has_nothing_to_take(self, fork, lead):
        draft = draft_of(fork)
        draft.upstream = None
        draft.save_revision()

        with pytest.raises(NotTheNewest):
            take_offers(page=fork, number=1, taken=[], by=lead)

    def test_the_editor_says_that_there_is_a_newer_one(self, fork, newer, lead):
        page = signed_in(lead).get(f"/cms/pages/{fork.pk}/edit/").text

        assert f"{HERE}{fork.pk}/" in page

    def test_of_another_group_it_does_not_exist(self, fork, lead):
        other = InitiativeFactory(slug="other")
        lead_of(lead, other)

        page = signed_in(lead).get(f"/desk/groups/other/paths/taken/{fork.pk}/")
        assert page.status_code == 404


class TestOneCreditForBoth:
    def test_what_was_done_there_is_asked_about_once_here(self, fork, library):
        draft_of(fork).save_revision().publish()
        own, walker = Path.objects.get(slug="first-led"), UserFactory()
        there = start_journey(person=walker, path=library)
        complete_step(journey=there, key="hello")

        here = start_journey(person=walker, path=own)

        assert here.covered == ["hello"]
        assert start_journey(person=UserFactory(), path=own).covered == []

    def test_what_has_to_be_shown_only_where_it_was_found_to_count(self, fork, library):
        draft_of(fork).save_revision().publish()
        own = Path.objects.get(slug="first-led")
        for source, covered in ((Source.SHOWN, []), (Source.VERIFIED, ["send"])):
            there = start_journey(person=UserFactory(), path=library)
            step = there.edition.steps.get(key="send")
            Completion.objects.create(journey=there, step=step, key="send", source=source)
            assert start_journey(person=there.person, path=own).covered == covered

    def test_a_stranger_of_the_same_name_is_another_step(self, library):
        other, walker = PathFactory(slug="other", steps=[{"key": "hello"}]), UserFactory()
        complete_step(journey=start_journey(person=walker, path=library), key="hello")

        assert start_journey(person=walker, path=other).covered == []
        assert Edition.objects.count() == 2
