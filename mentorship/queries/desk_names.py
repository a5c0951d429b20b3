from portal.people.models import User
from portal.people.queries.names import told_name


def name_of(person: User) -> str:
    """Who has not told a name is known by their address to those who run the program."""
    return told_name(person) or person.email
