"""Which call a graduate can become a mentor in."""

from datetime import datetime, timedelta

from mentorship.alumni.models import WishToMentor
from mentorship.core.phases import Phase, phase_at
from mentorship.models import Cohort, Program

# A cohort's day may begin 14 hours before ours and end 12 hours after it.
A_DAY = timedelta(days=1)


def open_call(*, program: Program, now: datetime) -> Cohort | None:
    """Of a published program, the one that closes first. One query."""
    today = now.date()
    rows = Cohort.objects.published().filter(
        program=program, opens_on__lte=today + A_DAY, closes_on__gte=today - A_DAY
    )
    rows = rows.select_related("program").order_by("closes_on", "pk")
    return next((one for one in rows if phase_at(one.dates, now) is Phase.APPLICATIONS), None)


def programs_with_a_call(*, now: datetime) -> list[Program]:
    """Those that somebody waits for."""
    waited_for = WishToMentor.objects.filter(told_at=None).values("program")
    rows = Program.objects.published().filter(pk__in=waited_for).order_by("pk")
    return [one for one in rows if open_call(program=one, now=now)]
