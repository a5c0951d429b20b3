from django.dispatch import receiver

from portal.people.signals import gather_personal_facts, person_erased
from portal.record.queries.standing import Kept
from portal.record.signals import gather_standing

from .actions.shown_name import forget_names
from .queries.own_record import credentials_of_person
from .queries.standing import standing_credentials


@receiver(gather_personal_facts)
def my_credentials(sender, person, **kwargs):
    return "credentials", credentials_of_person(person=person)


@receiver(person_erased)
def names_go_with_their_people(sender, person, **kwargs):
    forget_names(person=person)


@receiver(gather_standing)
def credentials_in_the_record(sender, **kwargs):
    return Kept("credential", standing_credentials())
