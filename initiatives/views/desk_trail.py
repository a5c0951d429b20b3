from django.urls import reverse
from django.utils.translation import gettext as _


def desk_trail(initiative) -> list[tuple[str, str]]:
    """From the desk to the page of the group, as everybody sees it."""
    return [(_("Desk"), reverse("home:desk")), (initiative.name, initiative.get_absolute_url())]
