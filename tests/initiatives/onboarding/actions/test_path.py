"""Publishing a page shows the path and freezes its steps; nothing frozen ever changes."""

import pytest

from initiatives.actions.role import take_down_name
from initiatives.onboarding.actions.journey import complete_step, start_journey
from initiatives.onboarding.actions.path import BadPlan, publish_path
from initiatives.onboarding.models import Edition, Path, PathPage, Step
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from portal.people.models import Skill
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import path_page, step_block
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def published(page: PathPage) -> Path:
    page.save_revision().publish()
    return Path.objects.get(translation_key=page.translation_key)


def rewritten(page: PathPage, *steps) -> Path:
    page.steps = list(steps)
    return published(page)


def keys(edition: Edition) -> list[str]:
    return [step.key for step in edition.plan]


class TestFirstTime:
    @pytest.mark.usefixtures("staff")
    def test_the_page_becomes_a_path_with_its_first_edition(self):
        page = path_page(
            step_block("Say hello", minutes=10, with_whom="anyone"),
            step_block("Send it", kind="evidence", needs="Say hello"),
            role="docs",
            hours_a_week=2,
        )
        page.skills.set([Skill.objects.create(slug="sky-writing", name="Sky writing")])

        path = published(page)

        assert (path.slug, path.title, path.role, path.hours_a_week, path.is_published) == (
            "first-change",
            "First change",
            "docs",
            2,
            True,
        )
        assert [skill.slug for skill in path.skills.all()] == ["sky-writing"]
        edition = path.editions.get()
        assert edition.number == 1
        assert keys(edition) == ["say-hello", "send-it"]
        assert edition.plan[1].needs == ("say-hello",)

    def test_below_the_story_of_a_group_it_is_that_groups_path(self):
        bear = InitiativeFactory(slug="bear")

        assert published(path_page(step_block("Hi"), below=bear)).initiative == bear
        assert published(path_page(step_block("Hi"), slug="for-all")).initiative is None

    def test_two_pages_of_one_slug_get_addresses_of_their_own(self):
        for slug in ("bear", "wolf"):
            path_page(
                step_block("Hi"), below=InitiativeFactory(slug=slug)
            ).save_revision().publish()

        assert set(Path.objects.values_list("slug", flat=True)) == {
            "first-change",
            "first-change-2",
        }

    def test_a_plan_nobody_can_walk_is_refused_with_its_loop(self):
        page = path_page(step_block("A", needs="B"), step_block("B", needs="A"))

        with pytest.raises(BadPlan, match="A → B → A"):
            publish_path(page=page, by=None)

        assert not Path.objects.exists()

    def test_it_is_noted_who_published(self, editor):
        page = path_page(step_block("Hi"))

        publish_path(page=page, by=editor)

        assert list(AuditEntry.objects.values_list("verb", "object_key", "actor")) == [
            ("path.published", "first-change", editor.pk)
        ]


class TestAgain:
    @pytest.fixture
    def written(self):
        written = path_page(step_block("A"), step_block("B"))
        published(written)
        return written

    def test_other_steps_are_the_next_edition_and_the_old_one_stays(self, written):
        path = rewritten(written, step_block("A"), step_block("C"))

        first, second = path.editions.all()
        assert (keys(first), keys(second)) == (["a", "b"], ["a", "c"])

    def test_the_same_steps_make_no_edition(self, written):
        written.summary = "Told in other words."

        path = published(written)

        assert path.editions.count() == 1
        assert path.summary == "Told in other words."

    def test_the_address_stays_when_the_page_is_renamed(self, written):
        written.slug = "another"

        assert published(written).slug == "first-change"

    def test_unpublishing_takes_it_from_the_list_and_publishing_brings_it_back(self, written):
        PathPage.objects.get(pk=written.pk).unpublish()
        assert not Path.objects.published().exists()

        published(written)
        assert Path.objects.published().exists()

    def test_a_deleted_page_takes_the_path_from_the_list_and_leaves_the_walks(
        self, written, member
    ):
        journey = start_journey(person=member, path=Path.objects.get())

        PathPage.objects.get(pk=written.pk).delete()

        assert not Path.objects.published().exists()
        journey.refresh_from_db()

    def test_who_is_on_the_way_is_told_once_and_stays_on_their_edition(self, written, member):
        path = Path.objects.get()
        arrived, gone = UserFactory(), UserFactory()
        journey = start_journey(person=member, path=path)
        complete_step(journey=journey, key="a")
        for key in ("a", "b"):
            complete_step(journey=start_journey(person=arrived, path=path), key=key)
        left = start_journey(person=gone, path=path)
        left.left_at = left.started_at
        left.save()

        rewritten(written, step_block("C"))
        published(written)

        assert [(n.person, n.kind, n.url) for n in Notice.objects.all()] == [
            (member, "path", "/me/paths/first-change/")
        ]
        journey.refresh_from_db()
        assert journey.edition.number == 1

    def test_a_name_that_was_taken_down_leaves_old_editions_too(self, written):
        rewritten(written, step_block("Ask Ann Baker"))
        rewritten(written, step_block("Ask anybody"))

        take_down_name(name="Ann Baker", by=None, reason="asked")

        assert list(Step.objects.filter(edition__number=2).values_list("title", flat=True)) == [
            "Ask [name withdrawn]"
        ]


def test_of_two_drafts_the_later_is_checked_against_what_is_published_by_then():
    page = path_page(step_block("Say hello"))
    page.save_revision().publish()
    page.steps = [("step", step_block(*told)[1]) for told in (["Say hello"], ["Call"])]
    one = page.save_revision()
    page.steps[1].value["kind"] = "read"
    other = page.save_revision()

    one.publish()

    with pytest.raises(BadPlan, match="that is another step"):
        other.publish()
    assert [s.kind for s in Edition.objects.newest().get().plan] == ["do", "do"]
