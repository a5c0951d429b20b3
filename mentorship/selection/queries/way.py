"""Who selects in a cohort, and how long mentors may rank there."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from mentorship.core.phases import MINUTE
from mentorship.models import Cohort, Run
from mentorship.selection.core.days import Days, days_of
from mentorship.selection.models import Selects, Way

# What each means, for those who choose it.
MEANING: Mapping[str, object] = {
    Selects.ENGINE: _("By scores alone, as its page explains. Mentors are not asked."),
    Selects.MIXED: _(
        "Mentors say whom they can help best. It counts as their wish in the score of each pair, "
        "beside what mentees chose; most people matched still comes first."
    ),
    Selects.MENTORS: _(
        "Nobody is paired whom their mentor did not rank. Where two mentors want one person, "
        "their own choice decides, and where they chose neither, the score. A mentor who ranks "
        "nobody gets nobody."
    ),
}


def selects_in(cohort: Cohort) -> Selects:
    """One query."""
    way = Way.objects.filter(cohort=cohort).first()
    return Selects(way.selects) if way else Selects.ENGINE


def has_result(cohort: Cohort) -> bool:
    """One query."""
    return Run.objects.filter(cohort=cohort, published_at__isnull=False).exists()


def list_days(cohort: Cohort, now: datetime) -> Days:
    """One query."""
    return days_of(cohort.dates, now, is_published=has_result(cohort))


def last_minute(days: Days) -> datetime:
    """What people call the deadline."""
    return days.closes_at - MINUTE


def asks_mentors(*, key: str) -> bool:
    """One query."""
    return Way.objects.filter(cohort__key=key).exclude(selects=Selects.ENGINE).exists()
