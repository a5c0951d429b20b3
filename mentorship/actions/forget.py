"""What those who run a program wrote about people goes with the term."""

from datetime import datetime

from django.db import transaction

from mentorship.actions.sensitive import cohorts_over
from mentorship.models import LeftOut, Pin


@transaction.atomic
def forget_reasons(*, now: datetime) -> int:
    """Why somebody was pinned, vetoed or left out, of cohorts that are over; that they were stays.
    Safe to repeat; returns how many went."""
    over = cohorts_over(now=now)
    pins = Pin.objects.filter(cohort__in=over).exclude(reason="")
    left_out = LeftOut.objects.filter(application__cohort__in=over).exclude(reason="")
    return pins.update(reason="") + left_out.update(reason="")
