from django.dispatch import receiver

from mentorship.signals import gather_conflicts, gather_foreseen, gather_runbook_lines
from portal.people.signals import gather_personal_facts, person_erased

from .actions.reviewer import leave_everything
from .queries.conflicts import conflicts_of
from .queries.foreseen import foreseen_talk
from .queries.own_record import readings_of_person, scores_about_person
from .queries.runbook import runbook_lines


@receiver(gather_personal_facts)
def what_i_read(sender, person, **kwargs):
    return "readings", readings_of_person(person=person)


@receiver(gather_personal_facts)
def what_readers_said_of_me(sender, person, **kwargs):
    return "scores_of_applications", scores_about_person(person=person)


@receiver(person_erased)
def others_read_on(sender, person, **kwargs):
    leave_everything(person=person)


@receiver(gather_conflicts)
def not_to_judge(sender, cohort, people, only, **kwargs):
    return set(conflicts_of(cohort=cohort, people=people, only=only))


@receiver(gather_foreseen)
def that_readers_want_to_talk(sender, application, **kwargs):
    return foreseen_talk(application=application)


@receiver(gather_runbook_lines)
def reading_to_look_at(sender, cohort, reader, now, **kwargs):
    return runbook_lines(cohort=cohort, reader=reader, now=now)
