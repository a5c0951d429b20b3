"""What those hear whom a list brings: asked by what takes it in and by what shows it before."""

from dataclasses import astuple
from typing import Any

from django.urls import reverse

from mentorship.core.people_csv import PeopleFile
from mentorship.models import Cohort
from mentorship.queries.letter_preview import Preview, preview_of, seen_as
from mentorship.queries.letter_words import words_of
from portal.people.models import User


def told_of_list(*, cohort: Cohort, role: str) -> dict[str, Any]:
    return {
        "kind": "application",
        "template": "mentorship/import_people",
        "context": words_of(cohort=cohort, role=role),
        "url": reverse("mentorship:mine"),
    }


def seen_list(*, cohort: Cohort, people: PeopleFile, new: int) -> str:
    """The letter, every line as it was read, and how many people it brings."""
    lines = [astuple(row) for row in people.rows]
    return seen_as(told_of_list(cohort=cohort, role=""), lines, new)


def letter_of_list(
    *, cohort: Cohort, people: PeopleFile, role: str, new: int, reader: User
) -> Preview:
    return preview_of(
        people=new,
        reader=reader,
        told=told_of_list(cohort=cohort, role=role),
        seen=seen_list(cohort=cohort, people=people, new=new),
    )
