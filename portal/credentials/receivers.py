from django.dispatch import receiver

from portal.people.signals import gather_personal_facts, person_erased

from .actions.shown_name import forget_names
from .queries.own_record import credentials_of_person


@receiver(gather_personal_facts)
def my_credentials(sender, person, **kwargs):
    return "credentials", credentials_of_person(person=person)


@receiver(person_erased)
def names_go_with_their_people(sender, person, **kwargs):
    forget_names(person=person)
