from django.dispatch import receiver

from initiatives.signals import name_taken_down
from mentorship.signals import (
    gather_choice_names,
    gather_choices,
    gather_foreseen,
    gather_runbook_lines,
)
from portal.kit import clock
from portal.people.signals import gather_personal_facts, person_erased

from .actions.mentor import leave_everything
from .actions.published_text import redact_projects
from .queries.choices import project_choices, project_names
from .queries.foreseen import foreseen_projects
from .queries.own_record import proposals_of_person
from .queries.runbook import runbook_lines


@receiver(gather_personal_facts)
def my_proposals(sender, person, **kwargs):
    return "proposals", proposals_of_person(person=person)


@receiver(person_erased)
def projects_go_on_without_them(sender, person, **kwargs):
    leave_everything(person=person)


@receiver(name_taken_down)
def names_leave_projects(sender, fingerprints, **kwargs):
    redact_projects(fingerprints=fingerprints)


@receiver(gather_runbook_lines)
def proposals_to_look_at(sender, cohort, now, **kwargs):
    return runbook_lines(cohort=cohort, now=now)


@receiver(gather_choices)
def projects_to_choose_from(sender, cohort, **kwargs):
    return project_choices(cohort=cohort, now=clock.now())


@receiver(gather_choice_names)
def names_of_projects(sender, keys, **kwargs):
    return project_names(keys=keys)


@receiver(gather_foreseen)
def letters_about_projects(sender, application, now, **kwargs):
    return foreseen_projects(application=application, now=now)
