from mentorship.cohort_life.models import Note
from portal.people.models import User


def kept_notes(*, person: User) -> list[Note]:
    """What somebody wrote in pairs whose other one has erased their account. One query."""
    return list(Note.objects.filter(author=person, match=None))
