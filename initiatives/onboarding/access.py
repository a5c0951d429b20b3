"""The one place that decides 404: what is not published does not exist, whoever asks; and a
journey exists for the person who walks it, for nobody else, superusers included. What they
showed exists for who may look at it too."""

from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import Http404

from initiatives.models import Initiative
from initiatives.onboarding.models import Edition, Evidence, Journey, Path, Verifier
from initiatives.onboarding.queries.verifiers import works_for_the_foundation
from initiatives.onboarding.rules import is_published, may_look_at
from portal.people.models import User

LONGEST_KEY = 18


def get_path(user: User | AnonymousUser, slug: str) -> Path:
    path = Path.objects.select_related("initiative").filter(slug=slug).first()
    if path is None or not is_published(user, path):
        raise Http404
    return path


def get_edition_of_everybody(user: User, slug: str) -> Edition:
    """The newest one of a published path of no group. Raises Http404."""
    path = get_path(user, slug)
    edition = Edition.objects.newest().filter(path=path, path__initiative=None).first()
    if edition is None:
        raise Http404
    return edition


def find_journey(user: User | AnonymousUser, slug: str) -> Journey | None:
    """One's own, open or left, also of a path that is no longer published; None if there is none.

    No query for a stranger.
    """
    if not user.is_authenticated:
        return None
    journeys = Journey.objects.filter(person=user, path__slug=slug)
    open_first = F("left_at").desc(nulls_first=True)
    return journeys.select_related("path__initiative", "edition").order_by(open_first).first()


def get_journey(user: User, slug: str) -> Journey:
    journey = find_journey(user, slug)
    if journey is None:
        raise Http404
    return journey


def get_evidence(user: User, public_id: UUID) -> Evidence:
    """For who looks at it, decided or not; not what was taken back, nor what waits on a path its
    person has left. Raises PermissionDenied for one's own, else Http404."""
    rows = Evidence.objects.select_related(
        "journey__person__profile",
        "journey__path__initiative",
        "step",
        "held_by__profile",
        "decided_by__profile",
    )
    evidence = rows.filter(public_id=public_id).first()
    if evidence is None:
        raise Http404
    if evidence.journey.person_id == user.pk:
        raise PermissionDenied
    if evidence.is_nobodys or not may_look_at(user, evidence):
        raise Http404
    return evidence


def get_own_evidence(user: User, public_id: UUID) -> Evidence:
    """What they showed themselves, for nobody else. Raises Http404."""
    evidence = Evidence.objects.filter(public_id=public_id, journey__person=user).first()
    if evidence is None:
        raise Http404
    return evidence


def get_verifier(initiative: Initiative, key: str) -> Verifier:
    """Of a group whose page somebody keeps. Raises Http404."""
    is_a_number = key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY
    verifier = initiative.verifiers.filter(pk=int(key)).first() if is_a_number else None
    if verifier is None:
        raise Http404
    return verifier


def ask_for_the_foundation(user: User) -> None:
    """For what belongs to no group. Raises PermissionDenied."""
    if not works_for_the_foundation(user):
        raise PermissionDenied
