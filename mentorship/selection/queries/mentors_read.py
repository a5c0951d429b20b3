"""Who hears that mentors read applications: asked by what tells them and what shows it before."""

from typing import Any

from django.urls import reverse

from mentorship.models import LIVE, Cohort, Role, Status
from mentorship.queries.letter_preview import Preview, preview_of, seen_as
from portal.people.models import User


def who_is_read(cohort: Cohort) -> list[User]:
    """Applicants who sent theirs before. One query."""
    sent = cohort.applications.filter(role=Role.MENTEE, status__in=LIVE)
    rows = sent.exclude(status=Status.DRAFT).select_related("person").order_by("pk")
    return [row.person for row in rows]


def told_of(cohort: Cohort) -> dict[str, Any]:
    return {
        "kind": "application",
        "template": "selection/mentors_read",
        "context": {"program": cohort.program.name, "cohort": cohort.name},
        "url": reverse("mentorship:mine"),
    }


def letter_to_read_ones(*, cohort: Cohort, reader: User) -> Preview:
    told = told_of(cohort)
    return preview_of(people=len(who_is_read(cohort)), reader=reader, told=told, seen=seen_as(told))
