"""A cohort's accepted applications as an instance of the matching engine."""

import logging
from collections.abc import Iterable
from typing import Any

from mentorship.core.choices import Choice
from mentorship.core.formula import MOST_SENIOR
from mentorship.core.instance import Config, Instance, Limits, Mentee, Mentor, Skill, Window
from mentorship.core.instance_reading import config_from
from mentorship.core.json_object import InstanceRefused
from mentorship.models import Application, Cohort, Program, Role, Run, Status
from mentorship.queries.choices import preferences_of
from portal.core.organisations import organisation_key

log = logging.getLogger(__name__)

# What an imported list left open must not bar anybody by itself.
SENIORITY_UNKNOWN = {Role.MENTEE: 0, Role.MENTOR: MOST_SENIOR}


def instance_of_cohort(cohort: Cohort, choices: Iterable[Choice] | None = None) -> Instance:
    """Two queries, whatever the number of people, and those of what there is to choose from where
    somebody chose, unless it is given; ids are public ids of applications."""
    found = Application.objects.filter(cohort=cohort, status=Status.ACCEPTED)
    rows = list(found.order_by("public_id"))
    people = [person_of(application) for application in rows]
    return Instance(
        name=cohort.key,
        start=cohort.starts_on,
        weeks=cohort.weeks,
        mentees=tuple(person for person in people if isinstance(person, Mentee)),
        mentors=tuple(person for person in people if isinstance(person, Mentor)),
        mentee_preferences=preferences_of(cohort, rows, choices),
        config=config_of(cohort.program),
    )


def person_of(application: Application) -> Mentee | Mentor:
    """Somebody without a zone gets UTC: they have no free hours either, and that is what bars."""
    facts = application.facts
    seniority = facts.get("seniority")
    shared: dict[str, Any] = {
        "id": str(application.public_id),
        "timezone": facts.get("timezone") or "UTC",
        "seniority": SENIORITY_UNKNOWN[Role(application.role)] if seniority is None else seniority,
        "availability": tuple(window_of(entry) for entry in facts.get("availability", ())),
        "skills": tuple(Skill(**entry) for entry in facts.get("skills", ())),
        "languages": tuple(facts.get("languages", ())),
        "goals": tuple(facts.get("goals", ())),
        "initiatives": tuple(facts.get("initiatives", ())),
        # What was frozen before was told apart by more than its name.
        "organisation": organisation_key(facts.get("organisation") or "") or None,
    }
    if application.role == Role.MENTOR:
        return Mentor(capacity=facts.get("capacity") or 1, **shared)
    return Mentee(**shared)


def window_of(entry: dict[str, Any]) -> Window:
    hours, minutes = entry["start"].split(":")
    return Window(tuple(entry["days"]), int(hours) * 60 + int(minutes), entry["minutes"])


def config_of(program: Program) -> Config:
    """The usual weights, rules and limits, where the program says nothing else, or nothing that can
    be read: its page tells the same ones that the matching goes by."""
    try:
        return config_from(program.config)
    except InstanceRefused:
        log.exception("The config of program %s is none", program.slug)
        return Config()


def limits_of(run: Run) -> Limits:
    """Those it was made with."""
    return config_from({"limits": run.config.get("limits", {})}).limits
