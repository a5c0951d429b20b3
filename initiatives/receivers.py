from django.dispatch import receiver

from .actions.project_rights import project_rights
from .signals import role_changed


@receiver(role_changed)
def rights_follow_roles(sender, initiative, **kwargs):
    project_rights(initiative=initiative)
