"""What mentees of a cohort may choose from: slices that hang on mentorship say it."""

from collections.abc import Iterable, Sequence
from typing import cast

from mentorship.core.choices import Choice, preferences
from mentorship.models import Application, Cohort, Role
from mentorship.signals import gather_choices


def choices_of(cohort: Cohort) -> dict[str, Choice]:
    """By key, by name; as many queries as the slices need."""
    told: list[Choice] = []
    for _, found in gather_choices.send(Cohort, cohort=cohort):
        told += cast("list[Choice]", found)
    return {choice.key: choice for choice in sorted(told, key=lambda one: (one.name, one.key))}


def names_of(cohort: Cohort, keys: Sequence[str]) -> list[str]:
    """The dearest first, without those that are gone; no query where nothing was chosen."""
    if not keys:
        return []
    choices = choices_of(cohort)
    return [choices[key].name for key in keys if key in choices]


def preferences_of(
    cohort: Cohort, applications: Iterable[Application], choices: Iterable[Choice] | None = None
) -> dict[tuple[str, str], int]:
    """Of applications that are accepted; no query where nobody chose anything, or `choices` are
    given."""
    rows = list(applications)
    wishes = {str(row.public_id): row.choices for row in rows if row.choices}
    if not wishes:
        return {}
    mentors = {row.person_id: str(row.public_id) for row in rows if row.role == Role.MENTOR}
    return preferences(wishes, choices_of(cohort).values() if choices is None else choices, mentors)
