from django.http import Http404

from mentorship.mailings.core.window import Kind
from mentorship.models import Cohort


def get_kind(cohort: Cohort, name: str) -> Kind:
    """Of a cohort whose desk somebody may see. Raises Http404, also for the letter to followers
    where no group is followed."""
    if name not in set(Kind):
        raise Http404
    if name == Kind.CALL_FOLLOWERS and cohort.program.initiative_id is None:
        raise Http404
    return Kind(name)
