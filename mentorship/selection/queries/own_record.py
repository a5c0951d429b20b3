from typing import Any

from django.db.models import F

from mentorship.selection.models import Word
from portal.people.models import User


def words_of_mentor(*, person: User) -> list[dict[str, Any]]:
    """What they said of applicants and when; not of whom, who told that to the program alone. What
    mentors say about an applicant is in nobody's export but theirs. One query."""
    rows = Word.objects.filter(mentor__person=person).select_related("mentor__cohort")
    rows = rows.order_by("mentor", F("place").asc(nulls_last=True), "pk")
    return [
        {
            "cohort": row.mentor.cohort.key,
            "said": row.said,
            "place": row.place,
            "reason": row.reason,
            "said_at": row.said_at,
        }
        for row in rows
    ]
