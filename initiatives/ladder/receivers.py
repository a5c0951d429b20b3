from django.dispatch import receiver

from initiatives.onboarding.signals import rungs_asked
from initiatives.signals import gather_group_rows
from portal.kit import clock
from portal.people.signals import gather_personal_facts, person_erased
from portal.record.queries.standing import Kept
from portal.record.signals import gather_standing

from .actions.promotion import forget_letters_about
from .actions.sponsorship import leave_promotions
from .queries.ladders import ladder_rows
from .queries.own_record import holdings_of, promotions_of, words_about_others
from .queries.standing import standing_on_rungs
from .queries.taken import rungs_taken


@receiver(gather_group_rows)
def ladder_on_its_page(sender, group, **kwargs):
    return ladder_rows(group=group)


@receiver(gather_personal_facts)
def my_promotions(sender, person, **kwargs):
    return "promotions", promotions_of(person=person)


@receiver(gather_personal_facts)
def my_rungs(sender, person, **kwargs):
    return "rungs", holdings_of(person=person)


@receiver(gather_personal_facts)
def what_i_said_of_promotions(sender, person, **kwargs):
    return "said_of_promotions", words_about_others(person=person)


@receiver(person_erased)
def they_vouch_no_longer(sender, person, **kwargs):
    leave_promotions(person=person, now=clock.now())


@receiver(person_erased)
def letters_about_their_promotions_go(sender, person, **kwargs):
    forget_letters_about(person=person)


@receiver(gather_standing)
def rungs_in_the_record(sender, **kwargs):
    return Kept("holding", standing_on_rungs())


@receiver(rungs_asked)
def rungs_people_came_to(sender, initiative, until, **kwargs):
    return rungs_taken(initiative=initiative, until=until)
