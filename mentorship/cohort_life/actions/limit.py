from datetime import datetime

from django.db import transaction

from mentorship.cohort_life.models import MentorLimit
from portal.people.models import User


@transaction.atomic
def set_limit(*, person: User, most: int, now: datetime) -> MentorLimit:
    """Their own word over all programs; matches that stand are not touched by it."""
    limit, _is_new = MentorLimit.objects.update_or_create(
        person=person, defaults={"most": most, "said_at": now}
    )
    return limit
