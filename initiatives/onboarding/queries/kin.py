"""What somebody did on paths of the same family, where a step of one name is one step."""

from django.db.models import QuerySet

from initiatives.onboarding.models import FOUND_TO_COUNT, Completion, Edition, Journey, Path
from portal.people.models import User


def marks_in_kin(*, person: User, path: Path) -> QuerySet[Completion]:
    """With the step that each is of."""
    marks = Completion.objects.filter(journey__person=person, journey__path__in=path.kin)
    return marks.select_related("step")


def found_in_kin(*, person: User, path: Path) -> set[tuple[str, str]]:
    """Names and kinds of steps that somebody else, or GitHub, found to count. One query."""
    marks = marks_in_kin(person=person, path=path).filter(source__in=FOUND_TO_COUNT)
    return set(marks.values_list("key", "step__kind"))


def done_in_kin(*, person: User, path: Path, edition: Edition) -> list[str]:
    """Steps they did on a path of the same family, to be asked about once; one that has to be shown
    only where it was found to count."""
    marks = marks_in_kin(person=person, path=path)
    done: dict[tuple[str, str], bool] = {}
    for mark in marks:
        of_step = mark.key, mark.step.kind
        done[of_step] = done.get(of_step, False) or mark.source in FOUND_TO_COUNT
    return [
        step.key
        for step in edition.plan
        if (found := done.get((step.key, step.kind))) is not None and (found or not step.is_shown)
    ]


def walks_of_kin(*, person: User, path: Path) -> QuerySet[Journey]:
    """Their open ones, on other paths of the same family."""
    return Journey.objects.open().filter(person=person, path__in=path.kin)
