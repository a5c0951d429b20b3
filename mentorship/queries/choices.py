"""What mentees of a cohort may choose from: slices that hang on mentorship say it."""

from collections.abc import Collection, Iterable
from typing import cast

from django.utils.translation import gettext as _

from mentorship.core.choices import Choice, ChoiceName, preferences
from mentorship.models import Application, Cohort, Role
from mentorship.signals import gather_choice_names, gather_choices


def choices_of(cohort: Cohort) -> dict[str, Choice]:
    """By key, by name; as many queries as the slices need."""
    told: list[Choice] = []
    for _receiver, found in gather_choices.send(Cohort, cohort=cohort):
        told += cast("list[Choice]", found)
    return {choice.key: choice for choice in sorted(told, key=lambda one: (one.name, one.key))}


def choice_names(keys: Collection[str]) -> dict[str, ChoiceName]:
    """By key, what was chosen, gone or not; no query for none."""
    told: dict[str, ChoiceName] = {}
    for _receiver, found in gather_choice_names.send(Application, keys=keys) if keys else ():
        told |= cast("dict[str, ChoiceName]", found)
    return told


def names_of(keys: Collection[str]) -> list[str]:
    """The dearest first, and which of them are gone; no query where nothing was chosen."""
    names = choice_names(keys)
    return [choice_words(names[key]) for key in keys if key in names]


def choice_words(choice: ChoiceName) -> str:
    if choice.is_offered:
        return choice.name
    return _("%(name)s (not offered any more)") % {"name": choice.name}


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
