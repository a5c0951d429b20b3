"""One person's walk. Nothing here is audited: a trail of it would be a private life written down.

The rows themselves say what happened when.
"""

from django.db import transaction

from initiatives.onboarding.core.progress import State, progress
from initiatives.onboarding.models import Completion, Edition, Journey, Path, Source
from portal.kit import clock
from portal.kit.locks import hold
from portal.people.models import User


class NotWalkable(Exception):
    """The path has no edition to walk on."""


class JourneyLeft(Exception):
    """The person has left this journey; they may return to it first."""


class NoSuchStep(Exception):
    """The edition walked on has no step of this name."""


class StepLocked(Exception):
    """Other steps come first."""


class NotOwnMark(Exception):
    """A meeting says that this step is done; only it can take that back."""


@transaction.atomic
def start_journey(*, person: User, path: Path) -> Journey:
    """The person's open journey on this path: the one there is, the one they left, or a new one.

    Raises NotWalkable.
    """
    hold(lock_name(path.pk, person.pk))
    left = Journey.objects.filter(person=person, path=path).exclude(left_at=None).first()
    is_open = Journey.objects.open().filter(person=person, path=path).exists()
    if left is not None and not is_open:
        left.left_at = None
        left.save(update_fields=["left_at"])
        return left
    edition = Edition.objects.newest().filter(path=path).first()
    if edition is None:
        raise NotWalkable
    journey, _is_new = Journey.objects.get_or_create(
        person=person, path=path, left_at=None, defaults={"edition": edition}
    )
    return journey


@transaction.atomic
def leave_journey(*, journey: Journey) -> None:
    """Nothing is lost: who returns stands where they left."""
    hold(lock_name(journey.path_id, journey.person_id))
    Journey.objects.open().filter(pk=journey.pk).update(left_at=clock.now())


def lock_name(path: int, person: int) -> str:
    return f"journey:{path}:{person}"


@transaction.atomic
def complete_step(*, journey: Journey, key: str) -> Completion:
    """By the person's own word. What is done already stays as it is.

    Raises JourneyLeft, NoSuchStep or StepLocked.
    """
    if journey.left_at is not None:
        raise JourneyLeft
    done = set(journey.completions.values_list("step__key", flat=True))
    state = progress(journey.edition.plan, done).state_of(key)
    if state is None:
        raise NoSuchStep
    if state is State.LOCKED:
        raise StepLocked
    completion, _is_new = Completion.objects.get_or_create(
        journey=journey,
        step=journey.edition.steps.get(key=key),
        defaults={"source": Source.SELF, "at": clock.now()},
    )
    return completion


@transaction.atomic
def undo_step(*, journey: Journey, key: str) -> None:
    """Take one's own word back. Raises JourneyLeft or NotOwnMark."""
    if journey.left_at is not None:
        raise JourneyLeft
    marks = journey.completions.filter(step__key=key)
    if marks.exclude(source=Source.SELF).exists():
        raise NotOwnMark
    marks.delete()
