from portal.people.models import User


def told_name(person: User) -> str:
    """As they gave it, else their handle, else empty. Neither the sign-in name nor the address ever
    stands in for it here. No query where the profile is at hand."""
    profile = getattr(person, "profile", None)
    return (profile and profile.display_name) or person.handle or ""
