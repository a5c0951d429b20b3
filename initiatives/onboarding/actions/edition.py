"""How walks go on when their path has a newer edition: by themselves where nothing can be lost,
by their person's word where something was done. Nothing of it is audited, like the rest of a walk.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from initiatives.onboarding.core.carry import Move, carried_along, move_of
from initiatives.onboarding.core.edition_diff import compare, is_silent
from initiatives.onboarding.models import Completion, Edition, Journey, Path, Source, Step
from initiatives.onboarding.queries.editions import GRACE, editions_from
from initiatives.onboarding.queries.kin import found_in_kin, marks_in_kin
from initiatives.onboarding.queries.walk import on_the_way
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notices
from portal.notices.models import Kind
from portal.people.models import User

from .earlier_work import catch_up
from .journey import JourneyLeft, lock_name

MOST_AT_ONCE = 500


class NothingNewer(Exception):
    """The journey is on the newest edition already, or has arrived on its own."""


def follow_edition(*, path: Path) -> None:
    """An edition has come out. Who has done nothing begins with it and is told once; who would
    notice only other words is moved without a word; everybody else hears that they may choose.
    """
    editions = editions_from(path=path)
    newest, quiet = editions[-1], quiet_before(editions)
    moving = on_the_way().filter(path=path).exclude(edition=newest)
    moving.filter(edition__in=quiet).update(edition=newest)
    if editions[-2] in quiet:
        return
    fresh = list(moving.filter(completions=None, kept_open=[]).select_related("person"))
    Journey.objects.filter(pk__in=[journey.pk for journey in fresh]).update(
        edition=newest, covered=[]
    )
    for journey in fresh:
        journey.covered = []
    catch_up(journeys=fresh, edition=newest)
    tell([journey.person for journey in fresh], path, newest, "onboarding/moved")
    for edition, follower in pairwise(editions):
        asked = User.objects.filter(pk__in=moving.filter(edition=edition).values("person"))
        until = (follower.published_at + GRACE).isoformat()
        tell(asked, path, newest, "onboarding/new_edition", until=until)


def quiet_before(editions: Sequence[Edition]) -> list[Edition]:
    """Those before the newest from which everything since is but words."""
    quiet: list[Edition] = []
    for new, old in pairwise(reversed(editions)):
        if not is_silent(compare(old.as_published, new.as_published)):
            break
        quiet.append(old)
    return quiet


def tell(
    people: Iterable[User], path: Path, edition: Edition, template: str, **more: object
) -> None:
    send_notices(
        people=people,
        kind=Kind.PATH,
        key=f"path-edition:{path.slug}:{edition.number}:{template}",
        template=template,
        context={"title": path.title, **more},
        url=reverse("onboarding:journey", args=[path.slug]),
    )


@transaction.atomic
def take_newest(*, journey: Journey, now: datetime) -> None:
    """By the person's word, onto the newest edition with all they have done.

    Raises JourneyLeft or NothingNewer.
    """
    hold(lock_name(journey.path_id, journey.person_id))
    journey.refresh_from_db()
    if journey.left_at is not None:
        raise JourneyLeft
    move_to_newest(journey, now)
    journey.acted_at = now
    journey.save(update_fields=["acted_at"])


def move_to_newest(journey: Journey, now: datetime) -> None:
    """Raises NothingNewer."""
    editions = editions_from(path=journey.path, number=journey.edition.number)
    way = [edition.as_published for edition in editions]
    walked = journey.walked
    if len(way) == 1 or move_of(walked, way) is Move.FINAL:
        raise NothingNewer
    after = carried_along(walked, way)
    steps = {step.key: step for edition in editions for step in edition.steps.all()}
    Completion.objects.bulk_create(
        (
            Completion(
                journey=journey,
                step=steps[key],
                key=key,
                source=Source.VERIFIED if key in after.verified else Source.CARRIED,
                at=now,
            )
            for key in sorted(after.done - walked.done)
        ),
        ignore_conflicts=True,
    )
    journey.edition = editions[-1]
    journey.kept_open = sorted(after.kept_open)
    journey.covered = sorted(after.covered)
    journey.save(update_fields=["edition", "kept_open", "covered"])
    catch_up(journeys=[journey], edition=journey.edition)


def end_grace(*, now: datetime) -> int:
    """Part of `tick`: who did not choose in time goes on with the newest edition, and hears of it;
    not on a path that was withdrawn.

    Returns how many. Nothing of what they did is lost by it.
    """
    late = Edition.objects.filter(
        path=OuterRef("path"),
        number__gt=OuterRef("edition__number"),
        published_at__lte=now - GRACE,
    )
    due = on_the_way().filter(Exists(late), path__is_published=True).order_by("pk")
    return sum(end_grace_of(pk, now) for pk in due.values_list("pk", flat=True)[:MOST_AT_ONCE])


@transaction.atomic
def end_grace_of(pk: int, now: datetime) -> bool:
    journey = Journey.objects.select_related("path", "edition", "person").get(pk=pk)
    hold(lock_name(journey.path_id, journey.person_id))
    journey.refresh_from_db()
    if journey.left_at is not None:
        return False
    try:
        move_to_newest(journey, now)
    except NothingNewer:
        return False
    tell([journey.person], journey.path, journey.edition, "onboarding/moved_late")
    return True


@transaction.atomic
def confirm_covered(*, journey: Journey, now: datetime) -> None:
    """One word for all steps that earlier work covers; of those that have to be shown only where
    what they came from was found to count, as `carried` says. A step that was found to count on a
    path of the same family counts as much here, where it asks the same.

    Raises JourneyLeft.
    """
    hold(lock_name(journey.path_id, journey.person_id))
    journey.refresh_from_db()
    if journey.left_at is not None:
        raise JourneyLeft
    steps = journey.edition.steps.filter(key__in=journey.covered)
    marks = list(marks_in_kin(person=journey.person, path=journey.path))
    Completion.objects.bulk_create(
        (
            Completion(
                journey=journey,
                step=step,
                key=step.key,
                source=covered_by(step, marks),
                at=now,
            )
            for step in steps
        ),
        ignore_conflicts=True,
    )
    journey.covered = []
    journey.acted_at = now
    journey.save(update_fields=["covered", "acted_at"])


def covered_by(step: Step, marks: Iterable[Completion]) -> Source:
    """As it was said there; nobody looked at what GitHub told of."""
    found = found_in_kin(step=step, marks=marks)
    return found or (Source.CARRIED if step.replaces else Source.PRIOR)
