from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks

from portal.people.actions.erase import LastSuperuser, erase_person
from portal.people.models import User


@hooks.register("before_delete_user")
def erase_instead(request, person: User):
    """The editors' area asks; what is done is the one action that forgets a person everywhere."""
    if request.method == "POST":
        return erase_all(request, [person])
    return None


@hooks.register("before_bulk_action")
def erase_many_instead(request, action_type: str, people: list, action):
    if request.method == "POST" and action_type == "delete" and action.model is User:
        return erase_all(request, people)
    return None


def erase_all(request, people: list[User]):
    if request.user in people:
        raise PermissionDenied
    for person in people:
        try:
            erase_person(person=person, by=request.user)
        except LastSuperuser:
            messages.error(request, _("The last administrator stays."))
    return redirect("wagtailusers_users:index")
