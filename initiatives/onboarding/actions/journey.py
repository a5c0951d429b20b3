"""One person's walk. Nothing here is audited: a trail of it would be a private life written down.

The rows themselves say what happened when.
"""

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction

from initiatives.onboarding.core.carry import Move, move_of
from initiatives.onboarding.core.progress import State, progress
from initiatives.onboarding.core.quiz import is_passed, marked, read_quiz
from initiatives.onboarding.models import (
    OWN_WORD,
    Completion,
    Edition,
    EvidenceState,
    Journey,
    LinkFound,
    Path,
    Source,
)
from initiatives.onboarding.queries.editions import editions_from
from initiatives.onboarding.queries.kin import done_in_kin
from portal.kit import clock
from portal.kit.locks import hold
from portal.people.models import User

from .earlier_work import catch_up
from .shown_picture import forget_picture


class NotWalkable(Exception):
    """The path has no edition to walk on."""


class JourneyLeft(Exception):
    """The person has left this journey; they may return to it first."""


class NoSuchStep(Exception):
    """The edition walked on has no step of this name."""


class StepLocked(Exception):
    """Other steps come first."""


class NotOwnMark(Exception):
    """A meeting or somebody else says that this step is done; only they can take that back."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.source = source


class MustBeShown(Exception):
    """Nobody says of themselves that this step is done: they show something."""


class MustBeAnswered(Exception):
    """This step is done by answering its questions."""


@transaction.atomic
def start_journey(*, person: User, path: Path) -> Journey:
    """The person's open journey on this path: the one there is, the one they left, or a new one.

    Raises NotWalkable.
    """
    hold(lock_name(path.pk, person.pk))
    left = Journey.objects.filter(person=person, path=path).exclude(left_at=None).first()
    is_open = Journey.objects.open().filter(person=person, path=path).exists()
    if left is not None and not is_open:
        return come_back(left)
    edition = Edition.objects.newest().filter(path=path).prefetch_related("steps").first()
    if edition is None:
        raise NotWalkable
    journey, is_new = Journey.objects.get_or_create(
        person=person,
        path=path,
        left_at=None,
        defaults={
            "edition": edition,
            "covered": done_in_kin(person=person, path=path, edition=edition),
        },
    )
    if is_new:
        catch_up(journeys=[journey], edition=edition)
    return journey


def come_back(journey: Journey) -> Journey:
    """Onto the edition they left; who had nothing to lose in it begins with the newest."""
    editions = editions_from(path=journey.path, number=journey.edition.number)
    move = move_of(journey.walked, [edition.as_published for edition in editions])
    journey.left_at = None
    journey.acted_at = clock.now()
    if move in {Move.SILENTLY, Move.TOLD}:
        journey.edition = editions[-1]
    if move is Move.TOLD:
        journey.covered = []
    journey.save(update_fields=["left_at", "acted_at", "edition", "covered"])
    catch_up(journeys=[journey], edition=journey.edition)
    return journey


@transaction.atomic
def leave_journey(*, journey: Journey) -> None:
    """Nothing is lost: who returns stands where they left. What they showed to others they show no
    longer."""
    hold(lock_name(journey.path_id, journey.person_id))
    going = Journey.objects.open().filter(pk=journey.pk)
    going.update(left_at=clock.now(), link_sha256="", is_public=False)


def lock_name(path: int, person: int) -> str:
    return f"journey:{path}:{person}"


@transaction.atomic
def complete_step(*, journey: Journey, key: str) -> Completion:
    """By the person's own word. What is done already stays as it is.

    Raises JourneyLeft, NoSuchStep, MustBeShown, MustBeAnswered or StepLocked.
    """
    return mark_step(journey, key, Source.SELF)


@transaction.atomic
def claim_prior_work(*, journey: Journey, key: str) -> Completion:
    """They had done it before they came, so no step before it has to be done first.

    Raises JourneyLeft, NoSuchStep, MustBeShown or MustBeAnswered.
    """
    return mark_step(journey, key, Source.PRIOR)


@transaction.atomic
def answer_quiz(
    *, journey: Journey, key: str, chosen: Sequence[Collection[int]]
) -> tuple[bool, ...]:
    """Which answers are right; enough of them, and the step is done. Nothing else is kept of it,
    tries neither, and who knows it already need not wait for its turn.

    `chosen` are places of choices, question by question. Raises JourneyLeft or NoSuchStep.
    """
    if journey.left_at is not None:
        raise JourneyLeft
    step = next((s for s in journey.edition.plan if s.key == key and s.is_answered), None)
    if step is None:
        raise NoSuchStep
    marks = marked(read_quiz(step.questions), chosen)
    if is_passed(marks, step.enough_right):
        mark_step(journey, key, Source.ANSWERED)
    return marks


def mark_step(journey: Journey, key: str, source: Source) -> Completion:
    if journey.left_at is not None:
        raise JourneyLeft
    walked, plan = journey.walked, journey.edition.plan
    state = progress(plan, walked.done, walked.kept_open).state_of(key)
    if state is None:
        raise NoSuchStep
    step = next(step for step in plan if step.key == key)
    if state is not State.DONE and step.is_shown:
        raise MustBeShown
    if state is not State.DONE and step.is_answered and source is not Source.ANSWERED:
        raise MustBeAnswered
    if state is State.LOCKED and source not in {Source.PRIOR, Source.ANSWERED}:
        raise StepLocked
    completion, _is_new = Completion.objects.get_or_create(
        journey=journey,
        key=key,
        defaults={
            "step": journey.edition.steps.get(key=key),
            "source": source,
            "at": clock.now(),
        },
    )
    note_act(journey)
    return completion


def note_act(journey: Journey) -> None:
    """Whatever they do here begins a new quiet."""
    journey.acted_at = clock.now()
    journey.save(update_fields=["acted_at"])


@transaction.atomic
def undo_step(*, journey: Journey, key: str) -> None:
    """Take back one's own word, or what nobody has looked at: of that nothing is kept but that
    there was something.

    Raises JourneyLeft or NotOwnMark.
    """
    hold(lock_name(journey.path_id, journey.person_id))
    if journey.left_at is not None:
        raise JourneyLeft
    marks = journey.completions.filter(key=key)
    if others := marks.exclude(source__in=OWN_WORD).first():
        raise NotOwnMark(Source(others.source))
    waiting = journey.evidence.waiting().filter(key=key)
    for name in waiting.values_list("picture", flat=True):
        forget_picture(name=name)
    waiting.update(
        state=EvidenceState.WITHDRAWN,
        link="",
        words="",
        picture="",
        fingerprint="",
        found=LinkFound.UNREAD,
        found_at=None,
    )
    marks.delete()
    note_act(journey)


@transaction.atomic
def pause_journey(*, journey: Journey, until: date) -> None:
    """No reminder until after that day, which is no quiet either. Raises JourneyLeft."""
    if journey.left_at is not None:
        raise JourneyLeft
    journey.paused_until = until
    journey.acted_at = clock.now()
    journey.save(update_fields=["paused_until", "acted_at"])


@transaction.atomic
def go_on(*, journey: Journey) -> None:
    """The pause is over, or they are still interested. Raises JourneyLeft."""
    if journey.left_at is not None:
        raise JourneyLeft
    journey.paused_until = None
    journey.acted_at = clock.now()
    journey.save(update_fields=["paused_until", "acted_at"])
