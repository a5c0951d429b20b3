"""What selecting needs from those who run a cohort."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.core.phases import start_of_day
from mentorship.models import Application, Cohort, Role
from mentorship.selection.core.days import REMIND_BEFORE
from mentorship.selection.models import Said, Word
from portal.core.agenda import Item
from portal.people.models import User

from .way import last_minute, list_days, selects_in


def runbook_lines(*, cohort: Cohort, reader: User, now: datetime) -> list[Item]:
    """When mentors are asked, who has not handed in, and what they would rather not. One query
    where the matching selects, else four."""
    if selects_in(cohort) == "engine":
        return []
    days = list_days(cohort, now)
    url = reverse("selection:desk", args=[cohort.program.slug, cohort.key])
    kind = _("Selection")
    told = _("The portal writes to each of them; who is accepted later is asked then.")
    lines = [
        Item(
            what=_("Mentors are asked whom they can help best"),
            url=url,
            at=days.opens_at,
            why=told,
            kind=kind,
        ),
        Item(
            what=_("Mentors who have not handed in are reminded"),
            url=url,
            at=max(days.opens_at, days.closes_at - REMIND_BEFORE),
            kind=kind,
        ),
    ]
    if not days.is_open:
        return lines
    accepted = Application.objects.accepted().filter(cohort=cohort, role=Role.MENTOR)
    late = accepted.exclude(mentor_list__handed_in_at__isnull=False).count()
    waiting = Word.objects.filter(mentor__cohort=cohort, said=Said.RATHER_NOT, judged_at=None)
    against = waiting.exclude(mentee__person=reader).count()
    if late:
        words = ngettext(
            "%(n)s mentor has not handed in whom they can help best",
            "%(n)s mentors have not handed in whom they can help best",
            late,
        )
        lines.append(
            Item(
                what=words % {"n": late},
                url=f"{url}?which=missing",
                due=last_minute(days),
                action=_("See them"),
                kind=kind,
            )
        )
    if against:
        words = ngettext(
            "%(n)s “rather not” of a mentor to decide about",
            "%(n)s times “rather not” of mentors to decide about",
            against,
        )
        lines.append(
            Item(
                what=words % {"n": against},
                url=f"{url}#against",
                due=start_of_day(cohort.results_on, cohort.timezone),
                action=_("Read them"),
                kind=kind,
            )
        )
    return lines
