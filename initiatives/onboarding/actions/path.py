from itertools import chain, count

from django.db import transaction

from initiatives.onboarding.blocks import in_words, refused_in_words
from initiatives.onboarding.core.check import Problem
from initiatives.onboarding.core.edition_diff import Published, Refusal
from initiatives.onboarding.core.plan import digest
from initiatives.onboarding.models import Edition, Path, PathPage, Step
from initiatives.onboarding.models.path import LONGEST_SLUG
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

from .edition import follow_edition

# Two pages may ask for one address, two editors for the next number of one path.
PUBLISHING = "onboarding.publishing"
COPIED = ("title", "summary", "outcomes", "role", "level", "hours_a_week")


class BadPlan(Exception):
    """Nobody could walk this plan, or what is said of its changes is not so."""

    def __init__(self, found: tuple[Problem, ...] | tuple[Refusal, ...], page: PathPage) -> None:
        self.page = page
        super().__init__(
            " ".join(
                in_words(one, page.plan)
                if isinstance(one, Problem)
                else refused_in_words(one, page.plan)
                for one in found
            )
        )


@transaction.atomic
def publish_path(*, page: PathPage, by: User | None) -> Edition:
    """Show the path as its page now tells it, and freeze its steps as the next edition.

    Steps that are those of the newest edition make no new one. Raises BadPlan, also where the path
    changed since its editor looked.
    """
    hold(PUBLISHING)
    if found := page.refused:
        raise BadPlan(found, page)
    path = Path.objects.filter(translation_key=page.translation_key).first()
    if path is None:
        path = Path(translation_key=page.translation_key, slug=free_slug(page.slug))
    for column in COPIED:
        setattr(path, column, getattr(page, column))
    path.initiative = page.initiative
    path.upstream = page.upstream
    path.is_published = True
    path.save()
    path.skills.set(page.skills.all())
    edition = freeze(path=path, told=page.as_published)
    audit.record(by=by, verb="path.published", on=path, reason=f"edition {edition.number}")
    return edition


def free_slug(asked: str) -> str:
    """Slugs of pages are unique among siblings only, those of paths everywhere."""
    asked = asked[: LONGEST_SLUG - 4]
    taken = set(Path.objects.filter(slug__startswith=asked).values_list("slug", flat=True))
    numbered = (f"{asked}-{number}" for number in count(2))
    return next(slug for slug in chain([asked], numbered) if slug not in taken)


def freeze(*, path: Path, told: Published) -> Edition:
    newest = path.editions.order_by("number").last()
    fingerprint = digest(told.plan)
    if newest and newest.digest == fingerprint:
        return newest
    edition = Edition.objects.create(
        path=path, number=newest.number + 1 if newest else 1, digest=fingerprint
    )
    Step.objects.bulk_create(
        Step(
            **vars(step),
            edition=edition,
            position=place,
            change=told.said_of(step.key).change,
            replaces=list(told.said_of(step.key).replaces),
            carries=told.said_of(step.key).carries,
        )
        for place, step in enumerate(told.plan, start=1)
    )
    if newest:
        follow_edition(path=path)
    return edition


@transaction.atomic
def withdraw_path(*, page: PathPage, by: User | None) -> None:
    """Take the path out of the public list. Who walks it may walk on."""
    path = Path.objects.filter(translation_key=page.translation_key, is_published=True).first()
    if path is not None:
        path.is_published = False
        path.save(update_fields=["is_published", "updated_at"])
        audit.record(by=by, verb="path.withdrawn", on=path)
