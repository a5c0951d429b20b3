from django.dispatch import receiver

from initiatives.onboarding.signals import own_work_asked
from mentorship.signals import (
    gather_foreseen,
    gather_last_words,
    gather_pairs_apart,
    gather_places_left,
    gather_runbook_lines,
)
from portal.kit import clock
from portal.people.signals import gather_personal_facts, person_erased

from .actions.praise import forget_praise
from .queries.agenda import runbook_lines
from .queries.apart import pairs_apart
from .queries.foreseen import foreseen_of_pairs
from .queries.last_words import last_words
from .queries.load import places_left
from .queries.met import meetings_of_pairs
from .queries.own_record import kept_notes_of_person, pairs_of_person, words_of_person


@receiver(gather_personal_facts)
def my_pairs(sender, person, **kwargs):
    return "pairs", pairs_of_person(person=person)


@receiver(gather_last_words)
def words_of_the_last_round(sender, cohort, **kwargs):
    return last_words(cohort=cohort)


@receiver(gather_personal_facts)
def my_words_on_pairs(sender, person, **kwargs):
    return "words_on_pairs", words_of_person(person=person)


@receiver(gather_personal_facts)
def my_kept_notes(sender, person, **kwargs):
    return "notes_of_pairs_gone", kept_notes_of_person(person=person)


@receiver(person_erased)
def letters_about_a_mentee_go(sender, person, **kwargs):
    forget_praise(of=person)


@receiver(gather_runbook_lines)
def pairs_that_need_somebody(sender, cohort, reader, now, **kwargs):
    return runbook_lines(cohort=cohort, reader=reader, now=now)


@receiver(gather_pairs_apart)
def never_again(sender, cohort, **kwargs):
    return pairs_apart(cohort=cohort)


@receiver(gather_places_left)
def over_all_programs(sender, cohort, **kwargs):
    return places_left(cohort=cohort, now=clock.now())


@receiver(gather_foreseen)
def what_pairs_are_asked(sender, application, now, **kwargs):
    return foreseen_of_pairs(application=application, now=now)


@receiver(own_work_asked)
def they_met(sender, people, **kwargs):
    return meetings_of_pairs(people=people)
