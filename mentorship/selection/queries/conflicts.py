"""Who is never paired in a cohort, because the mentor has declared a conflict of interest."""

from mentorship.models import Cohort
from mentorship.selection.models import Said, Word


def pairs_in_conflict(*, cohort: Cohort) -> set[tuple[str, str]]:
    """Public ids of mentee and mentor, whoever selects there. One query."""
    rows = Word.objects.filter(mentor__cohort=cohort, said=Said.CONFLICT)
    found = rows.order_by().values_list("mentee__public_id", "mentor__public_id")
    return {(str(mentee), str(mentor)) for mentee, mentor in found}
