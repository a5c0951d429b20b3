from django.dispatch import receiver

from mentorship.signals import gather_foreseen, gather_runbook_lines

from .queries.foreseen import foreseen_letters
from .queries.runbook import runbook_lines


@receiver(gather_runbook_lines)
def letters_to_send(sender, cohort, now, **kwargs):
    return runbook_lines(cohort=cohort, now=now)


@receiver(gather_foreseen)
def letters_to_await(sender, application, now, **kwargs):
    return foreseen_letters(application=application, now=now)
