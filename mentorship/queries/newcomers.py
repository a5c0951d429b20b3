"""Mentees who were accepted, or let in again, after the matching was run last."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import OuterRef, Subquery

from mentorship.models import Application, Cohort, Match, Role, Run


def newcomers(cohorts: Collection[Cohort]) -> dict[int, UUID]:
    """By cohort, the one who was accepted last. A run from before it was kept what each is made of
    is as good as one that knows everybody. Two queries at most, however many cohorts."""
    if not cohorts:
        return {}
    alone = (
        Application.objects.accepted()
        .filter(cohort__in=cohorts, role=Role.MENTEE, left_out=None)
        .exclude(pk__in=Match.objects.open().filter(cohort__in=cohorts).values("mentee"))
        .order_by("decided_at", "pk")
    )
    waiting = list(alone.values_list("cohort", "public_id"))
    known = known_to_the_last_run({cohort for cohort, _mentee in waiting})
    return {
        cohort: mentee
        for cohort, mentee in waiting
        if cohort in known and str(mentee) not in known[cohort]
    }


def known_to_the_last_run(cohorts: Collection[int]) -> dict[int, Collection[str]]:
    """Public ids of everybody in it, of cohorts where that was kept."""
    if not cohorts:
        return {}
    latest = Run.objects.filter(cohort=OuterRef("cohort")).order_by("-number").values("number")[:1]
    runs = Run.objects.filter(cohort__in=cohorts, number=Subquery(latest))
    return {
        cohort: people for cohort, people in runs.values_list("cohort", "made_of__people") if people
    }
