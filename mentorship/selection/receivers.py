from django.dispatch import receiver

from mentorship.signals import (
    gather_foreseen,
    gather_mentor_ranks,
    gather_pairs_apart,
    gather_runbook_lines,
)
from portal.people.signals import gather_personal_facts

from .queries.conflicts import pairs_in_conflict
from .queries.foreseen import foreseen_lists
from .queries.own_record import words_of_mentor
from .queries.ranks import mentor_ranks
from .queries.runbook import runbook_lines


@receiver(gather_mentor_ranks)
def ranks_of_mentors(sender, cohort, **kwargs):
    return mentor_ranks(cohort=cohort)


@receiver(gather_pairs_apart)
def conflicts_of_interest(sender, cohort, **kwargs):
    return pairs_in_conflict(cohort=cohort)


@receiver(gather_foreseen)
def lists_mentors_are_asked_for(sender, application, now, **kwargs):
    return foreseen_lists(application=application, now=now)


@receiver(gather_runbook_lines)
def lists_to_wait_for(sender, cohort, reader, now, **kwargs):
    return runbook_lines(cohort=cohort, reader=reader, now=now)


@receiver(gather_personal_facts)
def my_words_on_applicants(sender, person, **kwargs):
    return "words_on_applicants", words_of_mentor(person=person)
