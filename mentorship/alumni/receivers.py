from django.dispatch import receiver

from mentorship.signals import gather_foreseen, gather_runbook_lines
from portal.people.signals import gather_personal_facts

from .queries.agenda import runbook_lines
from .queries.foreseen import foreseen_after
from .queries.own_record import after_terms_of_person


@receiver(gather_personal_facts)
def my_graduations(sender, person, **kwargs):
    return "graduations", after_terms_of_person(person=person)


@receiver(gather_runbook_lines)
def graduates_to_decide_on(sender, cohort, reader, now, **kwargs):
    return runbook_lines(cohort=cohort, reader=reader, now=now)


@receiver(gather_foreseen)
def what_is_written_after(sender, application, now, **kwargs):
    return foreseen_after(application=application, now=now)
