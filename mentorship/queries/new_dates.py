"""Who hears that dates of a cohort move: asked by what tells them and by what shows it before."""

from copy import copy
from dataclasses import astuple
from typing import Any

from mentorship.core.phases import Dates
from mentorship.models import LIVE, Cohort
from mentorship.queries.letter_preview import Preview, preview_of, seen_as
from mentorship.queries.letter_words import told_of_dates
from portal.people.models import User


def who_hears_of_dates(cohort: Cohort) -> list[User]:
    """Drafts too: nobody writes one for a deadline that is gone. One query."""
    rows = cohort.applications.filter(status__in=LIVE).select_related("person").order_by("pk")
    return [row.person for row in rows]


def seen_dates(*, before: Dates, cohort: Cohort) -> str:
    """`before` is what the dates were: others may have moved them since. Who hears of it may have
    changed meanwhile: whoever has applied since needs to know as well."""
    return seen_as(told_of_dates(cohort), astuple(before), astuple(cohort.dates))


def letter_of_dates(*, cohort: Cohort, facts: dict[str, Any], reader: User) -> Preview:
    """Were the cohort changed so."""
    moved = copy(cohort)
    for name, value in facts.items():
        setattr(moved, name, value)
    return preview_of(
        people=len(who_hears_of_dates(cohort)),
        reader=reader,
        told=told_of_dates(moved),
        seen=seen_dates(before=cohort.dates, cohort=moved),
    )
