"""One step on two walks of a family: what somebody found to count on one is asked about on the
other."""

from django.db import transaction

from initiatives.onboarding.models import Evidence, Journey
from initiatives.onboarding.queries.kin import done_in_kin, walks_of_kin
from portal.kit.locks import hold

from .journey import lock_name


def cover_in_kin(*, evidence: int) -> None:
    """A job of its own, as each walk has a lock and two at once could wait for each other."""
    found = Evidence.objects.select_related("journey__person", "journey__path__upstream")
    for one in found.filter(pk=evidence):
        for other in walks_of_kin(person=one.journey.person, path=one.journey.path):
            cover(other, one.key)


@transaction.atomic
def cover(journey: Journey, key: str) -> None:
    hold(lock_name(journey.path_id, journey.person_id))
    journey.refresh_from_db()
    if journey.left_at is not None:
        return
    found = done_in_kin(person=journey.person, path=journey.path, edition=journey.edition)
    if key in found and key not in journey.walked.done:
        journey.covered = sorted({*journey.covered, key})
        journey.save(update_fields=["covered"])
