"""Which browser an account was opened or entered from, before its address is confirmed."""

from django.http import HttpRequest

from portal.people.models import User

CAME_AS = "came_as"


def remember(request: HttpRequest, person: User) -> None:
    request.session[CAME_AS] = str(person.pk)


def is_known(request: HttpRequest, person: User) -> bool:
    """allauth keeps an unfinished sign-in for fifteen minutes; a mail may be read later."""
    return request.user == person or request.session.get(CAME_AS) == str(person.pk)
