"""What is still open in a cohort whose result would be published now."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.core.phases import start_of_day
from mentorship.models import Application, Cohort


def open_ends(*, cohort: Cohort, now: datetime) -> list[str]:
    """In words; none of it forbids to publish. One query."""
    found = []
    unread = Application.objects.waiting().filter(cohort=cohort).count()
    if unread:
        words = ngettext(
            "%(n)s application is not answered yet: whoever sent it is in no pair of this run.",
            "%(n)s applications are not answered yet: whoever sent them is in no pair of this run.",
            unread,
        )
        found.append(words % {"n": unread})
    if now < start_of_day(cohort.results_on, cohort.timezone):
        day = date_format(cohort.results_on, "j F Y")
        found.append(
            _("People were promised to hear on %(day)s. They would hear today.") % {"day": day}
        )
    return found
