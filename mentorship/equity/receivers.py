from django.dispatch import receiver

from mentorship.signals import gather_group_places, gather_runbook_lines, run_starts
from portal.people.signals import gather_personal_facts, person_erased

from .actions.answer import forget_answers
from .actions.group import settle_places
from .queries.desk_groups import runbook_lines
from .queries.group_places import group_places
from .queries.own_answer import answers_of_person


@receiver(gather_personal_facts)
def my_group(sender, person, **kwargs):
    return "groups_said", answers_of_person(person=person)


@receiver(person_erased)
def answers_go_with_them(sender, person, **kwargs):
    forget_answers(person=person)


@receiver(gather_runbook_lines)
def days_of_the_report(sender, cohort, **kwargs):
    return runbook_lines(cohort=cohort)


@receiver(run_starts)
def places_are_settled(sender, cohort, **kwargs):
    settle_places(cohort=cohort)


@receiver(gather_group_places)
def places_kept(sender, cohort, **kwargs):
    return group_places(cohort=cohort)
