from django.dispatch import receiver

from portal.notices.queries.own_record import notices_about, preferences_of
from portal.people.signals import gather_personal_facts


@receiver(gather_personal_facts)
def my_notices(sender, person, **kwargs):
    return "notices", notices_about(person=person)


@receiver(gather_personal_facts)
def my_notice_preferences(sender, person, **kwargs):
    return "notice_preferences", preferences_of(person=person)
