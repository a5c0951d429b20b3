from django.dispatch import receiver

from portal.people.signals import gather_personal_facts, own_acts_asked, person_erased

from .actions.application import withdraw_everything
from .actions.program import forget_appointments
from .queries.own_record import (
    applications_of_person,
    has_applied,
    matches_of_person,
    programs_run_by,
)


@receiver(gather_personal_facts)
def my_applications(sender, person, **kwargs):
    return "applications", applications_of_person(person=person)


@receiver(gather_personal_facts)
def my_matches(sender, person, **kwargs):
    return "matches", matches_of_person(person=person)


@receiver(gather_personal_facts)
def my_programs(sender, person, **kwargs):
    return "programs_run", programs_run_by(person=person)


@receiver(own_acts_asked)
def they_applied(sender, person, **kwargs):
    return has_applied(person=person)


@receiver(person_erased)
def partners_hear_of_it(sender, person, **kwargs):
    withdraw_everything(person=person)


@receiver(person_erased)
def letters_about_who_runs_a_program_go(sender, person, **kwargs):
    forget_appointments(person=person)
