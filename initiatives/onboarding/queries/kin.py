"""What somebody did on paths of the same family, where a step of one name is one step."""

from django.db.models import QuerySet

from initiatives.onboarding.models import FOUND_TO_COUNT, Completion, Path
from portal.people.models import User


def marks_in_kin(*, person: User, path: Path) -> QuerySet[Completion]:
    """With the step that each is of."""
    marks = Completion.objects.filter(journey__person=person, journey__path__in=path.kin)
    return marks.select_related("step")


def found_in_kin(*, person: User, path: Path) -> set[tuple[str, str]]:
    """Names and kinds of steps that somebody else, or GitHub, found to count. One query."""
    marks = marks_in_kin(person=person, path=path).filter(source__in=FOUND_TO_COUNT)
    return set(marks.values_list("key", "step__kind"))
