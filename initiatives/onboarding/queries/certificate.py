"""Whether a walk may be certified, and what it was certified as."""

from initiatives.onboarding.core.earned import is_earned
from initiatives.onboarding.models import Journey
from portal.credentials.models import Credential, Kind

from .walk import Walk


def about(journey: Journey) -> str:
    return f"path:{journey.path_id}"


def is_earned_by(walk: Walk) -> bool:
    return not walk.is_left and is_earned(
        walk.journey.edition.plan, walk.progress, walk.found_to_count
    )


def certificate_of(*, walk: Walk) -> Credential | None:
    """One query, none before the walk is finished."""
    if not walk.progress.is_finished:
        return None
    mine = Credential.objects.filter(kind=Kind.PATH, holder=walk.journey.person_id)
    return mine.filter(about=about(walk.journey)).first()
