"""What a cohort needs from those who run it: of this slice and of every one that hangs on it."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.core.phases import FINDS_PAIRS, MINUTE, end_of_day, phase_at, start_of_day
from mentorship.core.runbook import Runbook, runbook
from mentorship.models import Answer, Application, Cohort, Match, Role, Status
from mentorship.signals import gather_runbook_lines
from portal.core.agenda import Item
from portal.people.models import User

from .choices import choices_of
from .cohort_view import cohort_view
from .desk_matches import matching_items
from .places import most_places, places_of
from .who_answers import for_nobody

IN_MATCHING = Q(status=Status.ACCEPTED, left_out=None)


def runbook_of(*, cohort: Cohort, reader: User, now: datetime) -> Runbook:
    """Eight queries at most, and those of the slices that hang on the cohort."""
    lines: list[Item] = []
    asked = {"cohort": cohort, "reader": reader, "now": now}
    answers: list[Any] = gather_runbook_lines.send(sender=Cohort, **asked)
    for _receiver, answered in answers:
        lines += answered
    own = [
        *step_lines(cohort, now),
        *answer_lines(cohort),
        *nobodys_lines(cohort, reader),
        *place_lines(cohort, now),
    ]
    return runbook([*own, *matching_items(cohorts=[cohort], now=now), *lines], now=now)


def step_lines(cohort: Cohort, now: datetime) -> list[Item]:
    """Its dates. No query."""
    url = reverse("mentorship:desk_dates", args=[cohort.program.slug, cohort.key])
    return [
        Item(what=step.title, why=step.words, url=url, at=step.starts_at, kind=_("Dates"))
        for step in cohort_view(cohort=cohort, now=now).timeline
    ]


def answer_lines(cohort: Cohort) -> list[Item]:
    """Applications nobody has answered, matches whose people have not. Two queries."""
    args = [cohort.program.slug, cohort.key]
    unread = Application.objects.waiting().filter(cohort=cohort).count()
    silent = Match.objects.open().filter(cohort=cohort)
    awaited = silent.aggregate(
        n=Count("pk", Q(mentee_answer=Answer.AWAITED) | Q(mentor_answer=Answer.AWAITED))
    )["n"]
    lines = []
    if unread:
        words = ngettext("%(n)s application to answer", "%(n)s applications to answer", unread)
        lines.append(
            Item(
                what=words % {"n": unread},
                url=reverse("mentorship:desk_cohort", args=args) + "?status=waiting",
                due=end_of_day(cohort.review_until, cohort.timezone) - MINUTE,
                action=_("Read them"),
                kind=_("Applications"),
            )
        )
    if awaited:
        words = ngettext(
            "%(n)s match without both answers", "%(n)s matches without both answers", awaited
        )
        lines.append(
            Item(
                what=words % {"n": awaited},
                url=reverse("mentorship:desk_cohort", args=args),
                due=start_of_day(cohort.starts_on, cohort.timezone),
                action=_("See whom it waits for"),
                kind=_("Matching"),
            )
        )
    return lines


def nobodys_lines(cohort: Cohort, reader: User) -> list[Item]:
    """Applications that somebody else has to be named for. Two queries, and those of receivers."""
    n = len(for_nobody(cohort=cohort, reader=reader))
    if not n:
        return []
    words = ngettext(
        "Nobody who runs the program may answer %(n)s application",
        "Nobody who runs the program may answer %(n)s applications",
        n,
    )
    return [
        Item(
            what=words % {"n": n},
            url=reverse("mentorship:desk_admins", args=[cohort.program.slug]),
            due=end_of_day(cohort.review_until, cohort.timezone) - MINUTE,
            why=_("Name somebody else who runs it, or ask an administrator of the site to."),
            action=_("Name somebody"),
            kind=_("Applications"),
            is_waiting=True,
        )
    ]


def free_places(cohort: Cohort) -> int:
    """As the matching counts them. One query, and those of receivers."""
    open_matches = Match.objects.open().filter(mentor=OuterRef("pk")).order_by()
    held = open_matches.values("mentor").annotate(n=Count("pk")).values("n")
    rows = cohort.applications.filter(IN_MATCHING, role=Role.MENTOR)
    rows = rows.annotate(held=Coalesce(Subquery(held), 0))
    most = most_places(cohort, choices_of(cohort).values())
    return sum(
        max(0, places_of(capacity or 1, held=held, most=most.get(str(key))) - held)
        for key, capacity, held in rows.values_list("public_id", "facts__capacity", "held")
    )


def place_lines(cohort: Cohort, now: datetime) -> list[Item]:
    """Places of mentors nobody in the matching needs, while people wait for one. Two queries and
    those of receivers, one where nobody waits."""
    if phase_at(cohort.dates, now) not in FINDS_PAIRS:
        return []
    matched = Exists(Match.objects.open().filter(mentee=OuterRef("pk")))
    found = cohort.applications.aggregate(
        alone=Count("pk", filter=IN_MATCHING & Q(role=Role.MENTEE) & Q(~matched)),
        people=Count("pk", filter=Q(status=Status.WAITLISTED, role=Role.MENTEE)),
    )
    if not found["people"]:
        return []
    free = free_places(cohort) - found["alone"]
    if free <= 0:
        return []
    places = ngettext("%(n)s place is free", "%(n)s places are free", free) % {"n": free}
    people = ngettext(
        "%(n)s person is on the waiting list",
        "%(n)s people are on the waiting list",
        found["people"],
    ) % {"n": found["people"]}
    args = [cohort.program.slug, cohort.key]
    return [
        Item(
            what=f"{places}, {people}",
            url=reverse("mentorship:desk_cohort", args=args) + "?role=mentee&status=waitlisted",
            why=_("They were told that they hear at once if a place comes free."),
            action=_("Accept somebody"),
            kind=_("Applications"),
            is_waiting=True,
        )
    ]
