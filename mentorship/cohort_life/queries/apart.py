"""Who is never paired again, by the word of one of the two, as pairs of a cohort's applications."""

from mentorship.cohort_life.models import NotAgain
from mentorship.models import WAITING, Application, Cohort, Role, Status


def pairs_apart(*, cohort: Cohort) -> set[tuple[str, str]]:
    """Public ids of mentee and mentor, also of who is not accepted yet: a mentor may read them
    before. Two queries, the second none where nobody said so."""
    here = Application.objects.filter(cohort=cohort, status__in=(*WAITING, Status.ACCEPTED))
    people = here.values("person")
    words = NotAgain.objects.filter(person__in=people, other__in=people)
    apart = {frozenset(two) for two in words.values_list("person", "other")}
    if not apart:
        return set()
    rows = here.filter(person__in={person for two in apart for person in two})
    found = list(rows.values_list("public_id", "person", "role"))
    mentors = [(key, person) for key, person, role in found if role == Role.MENTOR]
    return {
        (str(mentee), str(mentor))
        for mentee, person, role in found
        if role == Role.MENTEE
        for mentor, other in mentors
        if frozenset((person, other)) in apart
    }
