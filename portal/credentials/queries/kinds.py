from portal.credentials.models import CRITERIA, Kind


def kinds() -> list[tuple[str, str, str]]:
    """Each with its name and what it takes."""
    return [(kind.value, str(kind.label), str(CRITERIA[kind])) for kind in Kind]
