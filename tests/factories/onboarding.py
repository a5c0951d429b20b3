"""Paths as publishing leaves them, without a page; and pages as an editor writes them."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from initiatives.actions.start_story import start_story
from initiatives.models import Initiative
from initiatives.onboarding.models import Edition, Path, PathIndexPage, PathPage, Step


class PathFactory(DjangoModelFactory):
    """A published path of the library. `steps` are dicts of Step's columns; [] gives no edition."""

    class Meta:
        model = Path
        skip_postgeneration_save = True

    slug = factory.Sequence("path-{}".format)
    title = factory.LazyAttribute(lambda path: path.slug.replace("-", " ").capitalize())
    summary = "From the first hello to work of your own."
    outcomes = "Say hello\nReview a change"
    is_published = True

    @factory.post_generation
    def steps(self, create, steps):
        if steps != []:
            edition_of(self, *(steps or ({"key": "hello"}, {"key": "charter"}, {"key": "change"})))


def edition_of(path: Path, *steps: dict[str, Any]) -> Edition:
    """The next edition, with these steps."""
    edition = Edition.objects.create(path=path, number=path.editions.count() + 1, digest="-")
    for place, told in enumerate(steps, start=1):
        words = {"title": told["key"].capitalize(), "kind": "do", "minutes": 10}
        Step.objects.create(edition=edition, position=place, **(words | told))
    return edition


def step_block(title: str, **told: Any) -> tuple[str, dict[str, Any]]:
    """One block of a page's steps, as the editor's form leaves it."""
    return "step", {"kind": "do", "title": title, "why": "It helps.", **told}


def path_page(*steps: tuple[str, dict], below: Initiative | None = None, **fields: Any) -> PathPage:
    """A draft on the shelf for every group, or below the story of one."""
    page = PathPage(
        **{
            "title": "First change",
            "slug": "first-change",
            "summary": "For who has never sent one.",
            "outcomes": "Send a change",
            "steps": list(steps),
            "live": False,
            **fields,
        }
    )
    shelf = start_story(initiative=below) if below else PathIndexPage.objects.get()
    return shelf.add_child(instance=page)
