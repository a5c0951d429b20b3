from django.dispatch import receiver

from portal.people.signals import gather_personal_facts

from .queries.record import salts_of_person


@receiver(gather_personal_facts)
def my_part_of_the_record(sender, person, **kwargs):
    return "record", salts_of_person(person=person)
