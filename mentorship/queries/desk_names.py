from portal.people.models import User


def name_of(person: User) -> str:
    """Who has not told a name is known by their address to those who run the program."""
    profile = getattr(person, "profile", None)
    return (profile.display_name if profile else "") or person.email
