"""What somebody did on paths of the same family, where a step of one name is one step."""

from collections.abc import Iterable

from django.db.models import QuerySet

from initiatives.onboarding.core.edition_diff import asks_the_same
from initiatives.onboarding.models import (
    FOUND_TO_COUNT,
    Completion,
    Edition,
    Journey,
    Path,
    Source,
    Step,
)
from portal.people.models import User


def marks_in_kin(*, person: User, path: Path) -> QuerySet[Completion]:
    """With the step that each is of."""
    marks = Completion.objects.filter(journey__person=person, journey__path__in=path.kin)
    return marks.select_related("step")


def found_in_kin(*, step: Step, marks: Iterable[Completion]) -> Source | None:
    """Who else said that this step counts, a person before GitHub, where they said it of a step
    that asks the same. None of a step that is not shown: nobody has to look at it."""
    if not step.planned.is_shown:
        return None
    told = {
        mark.source
        for mark in marks
        if mark.source in FOUND_TO_COUNT
        and mark.key == step.key
        and asks_the_same(mark.step.planned, step.planned)
    }
    return next((one for one in (Source.VERIFIED, Source.GITHUB) if one in told), None)


def done_in_kin(*, person: User, path: Path, edition: Edition) -> list[str]:
    """Steps they did on a path of the same family, to be asked about once; one that has to be shown
    only where it was found to count."""
    marks = list(marks_in_kin(person=person, path=path))
    done = {(mark.key, mark.step.kind) for mark in marks}
    return [
        step.key
        for step in edition.steps.all()
        if (step.key, step.kind) in done
        and (found_in_kin(step=step, marks=marks) or not step.planned.is_shown)
    ]


def walks_of_kin(*, person: User, path: Path) -> QuerySet[Journey]:
    """Their open ones, on other paths of the same family."""
    return Journey.objects.open().filter(person=person, path__in=path.kin)
