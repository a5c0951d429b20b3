from django.dispatch import receiver

from portal.people.signals import gather_personal_facts

from .queries.own_record import contributions_of


@receiver(gather_personal_facts)
def my_contributions(sender, person, **kwargs):
    return "contributions", contributions_of(person=person)
