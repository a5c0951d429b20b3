"""Completing steps whose rule is kept by what is known of somebody's work."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, QuerySet

from initiatives.contributions.models import Contribution
from initiatives.contributions.queries.rules import counted_steps
from initiatives.contributions.queries.standing import standings
from initiatives.onboarding.actions.counted_steps import complete_counted_steps
from initiatives.onboarding.models import Completion, Journey, Source

MOST_AT_ONCE = 500


def count_steps_of(*, people: Collection[int]) -> int:
    """On all their open journeys; returns how many steps were completed by it."""
    if not people:
        return 0
    return sum(map(count_steps, to_be_counted().filter(person__in=people)))


def count_again() -> int:
    """Part of `tick`: for who took a newer edition, or whose work was told twice in one moment. Of
    more walks than one run can count it is drawn which, so that none waits behind others."""
    something = Contribution.objects.filter(person=OuterRef("person"))
    walks = to_be_counted().filter(Exists(something)).order_by("?")
    return sum(map(count_steps, walks[:MOST_AT_ONCE]))


def to_be_counted() -> QuerySet[Journey]:
    """Open journeys with a step that work elsewhere could still complete."""
    said = Completion.objects.filter(
        journey=OuterRef(OuterRef("pk")),
        key=OuterRef("key"),
        source__in=[Source.GITHUB, Source.VERIFIED, Source.ATTENDANCE],
    )
    steps = counted_steps().filter(~Exists(said), edition=OuterRef("edition"))
    return Journey.objects.open().filter(Exists(steps)).prefetch_related("edition__steps")


def count_steps(journey: Journey) -> int:
    stands = standings(journey=journey, plan=journey.edition.plan)
    kept = {key: one.kept_at for key, one in stands.items() if one.kept_at is not None}
    return complete_counted_steps(journey=journey, kept=kept) if kept else 0
