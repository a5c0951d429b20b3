from django.dispatch import receiver

from initiatives.queries.follow import own_follows
from initiatives.queries.tasks import own_claims
from portal.people.signals import gather_personal_facts

from .actions.project_rights import project_rights
from .signals import role_changed


@receiver(role_changed)
def rights_follow_roles(sender, initiative, **kwargs):
    project_rights(initiative=initiative)


@receiver(gather_personal_facts)
def my_follows(sender, person, **kwargs):
    return "follows", own_follows(person=person)


@receiver(gather_personal_facts)
def my_task_claims(sender, person, **kwargs):
    return "task_claims", own_claims(person=person)
