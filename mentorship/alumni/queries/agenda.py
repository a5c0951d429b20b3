"""What is left to do after a term, for graduates and for those who run it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.alumni.core.graduation import Standing
from mentorship.alumni.core.later import ANSWERED_WITHIN, MONTHS, day_after
from mentorship.alumni.models import Graduation, Later, Verdict
from mentorship.core.phases import MINUTE, end_of_day
from mentorship.models import Cohort
from portal.core.agenda import Item
from portal.people.models import User

from .addresses import after_url, desk_url, later_url
from .graduates import candidates

SHOWN_FOR = timedelta(days=30)
# A year, and the days in which the last question can be answered.
A_TERM_AGO = timedelta(days=450)
DECIDED_WITHIN = timedelta(days=21)


def agenda_of(*, person: User, now: datetime) -> list[Item]:
    """What was decided lately, and questions that wait for an answer. One query for who was told
    nothing in a year, else two."""
    rows = (
        Graduation.objects.told()
        .filter(
            application__person=person, application__cohort__ends_on__gt=now.date() - A_TERM_AGO
        )
        .select_related("application__cohort__program")
        .prefetch_related("later")
    )
    items = []
    for row in rows:
        items += [
            question_item(row, one)
            for one in row.later.all()
            if not one.answer and one.asked_at > now - ANSWERED_WITHIN
        ]
        if row.told_at and row.told_at > now - SHOWN_FOR:
            items.append(decided_item(row))
    return items


def question_item(row: Graduation, one: Later) -> Item:
    return Item(
        what=_("Where are you now? %(program)s") % {"program": row.application.cohort.program.name},
        url=later_url(row.application, one.months),
        due=one.asked_at + ANSWERED_WITHIN,
        why=_("One press, and nobody reads who said what."),
        action=_("Answer"),
        kind=_("Mentorship"),
    )


def decided_item(row: Graduation) -> Item:
    words = _("What was decided, and why.")
    if row.verdict == Verdict.GRADUATED:
        words = _("Your certificate, and whether you show yourself beside the others.")
    return Item(
        what=_("After the term: %(program)s") % {"program": row.application.cohort.program.name},
        url=after_url(row.application.cohort),
        why=words,
        action=_("Look"),
        kind=_("Mentorship"),
    )


def runbook_lines(*, cohort: Cohort, reader: User, now: datetime) -> list[Item]:
    """Whom to decide on, letters that wait, and how the questions of later come in. Four queries
    and those of who knows the last words."""
    over_at = end_of_day(cohort.ends_on, cohort.timezone)
    url = desk_url(cohort)
    if now < over_at:
        return [
            Item(
                what=_("Decide who graduates"),
                url=url,
                at=over_at,
                why=_("The portal proposes from what both said last; nobody hears of it before."),
                kind=_("Alumni"),
            )
        ]
    rows = candidates(cohort=cohort, reader=reader, now=now)
    items = []
    if open_ones := sum(one.may_decide and one.proposal.why != "ended" for one in rows):
        words = ngettext("%(n)s mentee to decide on", "%(n)s mentees to decide on", open_ones)
        proposed = sum(one.proposal.standing is Standing.PROPOSED for one in rows if one.may_decide)
        items.append(
            Item(
                what=words % {"n": open_ones},
                url=url,
                due=end_of_day(cohort.ends_on + DECIDED_WITHIN, cohort.timezone) - MINUTE,
                why=_("Proposed to graduate: %(n)s") % {"n": proposed},
                action=_("Decide"),
                kind=_("Alumni"),
                is_waiting=True,
            )
        )
    untold = [one.graduation.tells_at for one in rows if one.graduation and one.may_undo]
    if untold:
        items.append(
            Item(
                what=_("Letters about graduation go out"),
                url=url,
                at=min(untold),
                why=_("Until then every decision can be taken back."),
                kind=_("Alumni"),
            )
        )
    return items + asked_lines(cohort, url)


def asked_lines(cohort: Cohort, url: str) -> list[Item]:
    """The days on which graduates are asked. No query."""
    return [
        Item(
            what=_("Graduates are asked how it went on, %(months)s months after")
            % {"months": months},
            url=url,
            at=end_of_day(day_after(cohort.ends_on, months), cohort.timezone) - MINUTE,
            why=_("The portal asks once, and reads you numbers alone."),
            kind=_("Alumni"),
        )
        for months in MONTHS
    ]
