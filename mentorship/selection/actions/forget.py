"""What speaks against somebody is for one matching alone."""

from datetime import datetime

from django.db import transaction

from mentorship.actions.sensitive import cohorts_over
from mentorship.selection.models import Said, Word


@transaction.atomic
def forget_words(*, now: datetime) -> int:
    """Of cohorts that are over, every “rather not” and every conflict of interest with its reason;
    a pair that was kept apart stays so, without one. Safe to repeat; returns how many went."""
    words = Word.objects.filter(mentor__cohort__in=cohorts_over(now=now))
    return words.exclude(said=Said.LISTED).delete()[0]
