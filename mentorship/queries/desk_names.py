"""What those who run a program call people."""

from typing import Any

from mentorship.models import Application
from portal.people.models import User
from portal.people.queries.names import called, told_name


def name_of(person: User) -> str:
    """Who has not told a name is known by their address to those who run the program."""
    return told_name(person) or person.email or called(person)


def applicant_name(application: Application) -> str:
    """Who came by a list is called what the list says until they have sent it themselves: no
    address may be tried to learn whose it is."""
    told = told_by_list(application)
    if told is None:
        return name_of(application.person)
    return told.get("name") or applicant_email(application)


def applicant_email(application: Application) -> str:
    """The one that the list says, likewise."""
    told = told_by_list(application) or {}
    return told.get("email") or application.person.email


def told_by_list(application: Application) -> dict[str, Any] | None:
    """None for what the person wrote, or has made their own since."""
    return None if application.consented_at else application.imported
