from itertools import chain, count

from django.db import transaction
from django.urls import reverse

from initiatives.onboarding.blocks import in_words
from initiatives.onboarding.core.check import Problem, check
from initiatives.onboarding.core.plan import Plan, digest
from initiatives.onboarding.models import Edition, Path, PathPage, Step
from initiatives.onboarding.models.path import LONGEST_SLUG
from initiatives.onboarding.queries.walk import people_on_the_way
from portal.kit import audit
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notices
from portal.notices.models import Kind
from portal.people.models import User

# Two pages may ask for one address, two editors for the next number of one path.
PUBLISHING = "onboarding.publishing"
COPIED = ("title", "summary", "outcomes", "role", "level", "hours_a_week")


class BadPlan(Exception):
    """Nobody could walk this plan; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...], plan: Plan) -> None:
        super().__init__(" ".join(in_words(problem, plan) for problem in problems))
        self.problems = problems


@transaction.atomic
def publish_path(*, page: PathPage, by: User | None) -> Edition:
    """Show the path as its page now tells it, and freeze its steps as the next edition.

    Steps that are those of the newest edition make no new one. Nobody who walks an older one is
    moved. Raises BadPlan.
    """
    plan = page.plan
    if problems := check(plan):
        raise BadPlan(problems, plan)
    hold(PUBLISHING)
    path = Path.objects.filter(translation_key=page.translation_key).first()
    if path is None:
        path = Path(translation_key=page.translation_key, slug=free_slug(page.slug))
    for column in COPIED:
        setattr(path, column, getattr(page, column))
    path.initiative = page.initiative
    path.is_published = True
    path.save()
    path.skills.set(page.skills.all())
    edition = freeze(path=path, plan=plan)
    audit.record(by=by, verb="path.published", on=path, reason=f"edition {edition.number}")
    return edition


def free_slug(asked: str) -> str:
    """Slugs of pages are unique among siblings only, those of paths everywhere."""
    asked = asked[: LONGEST_SLUG - 4]
    taken = set(Path.objects.filter(slug__startswith=asked).values_list("slug", flat=True))
    numbered = (f"{asked}-{number}" for number in count(2))
    return next(slug for slug in chain([asked], numbered) if slug not in taken)


def freeze(*, path: Path, plan: Plan) -> Edition:
    newest = path.editions.order_by("number").last()
    fingerprint = digest(plan)
    if newest and newest.digest == fingerprint:
        return newest
    edition = Edition.objects.create(
        path=path, number=newest.number + 1 if newest else 1, digest=fingerprint
    )
    Step.objects.bulk_create(
        Step(edition=edition, position=place, **{**vars(step), "needs": list(step.needs)})
        for place, step in enumerate(plan, start=1)
    )
    if newest:
        tell_walkers(path=path, edition=edition)
    return edition


def tell_walkers(*, path: Path, edition: Edition) -> None:
    """Who is on the way hears that others now begin with other steps; who has arrived does not."""
    send_notices(
        people=people_on_the_way(path=path),
        kind=Kind.PATH,
        key=f"path-edition:{path.slug}:{edition.number}",
        template="onboarding/new_edition",
        context={"title": path.title},
        url=reverse("onboarding:journey", args=[path.slug]),
    )


@transaction.atomic
def withdraw_path(*, page: PathPage, by: User | None) -> None:
    """Take the path out of the public list. Who walks it may walk on."""
    path = Path.objects.filter(translation_key=page.translation_key, is_published=True).first()
    if path is not None:
        path.is_published = False
        path.save(update_fields=["is_published", "updated_at"])
        audit.record(by=by, verb="path.withdrawn", on=path)
