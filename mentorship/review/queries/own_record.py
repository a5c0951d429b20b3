from typing import Any

from mentorship.core.application_moves import DECIDED
from mentorship.review.models import Conflict, Interview, InterviewNote, Reading, Review, Reviewer
from portal.people.models import User


def readings_of_person(*, person: User) -> list[dict[str, Any]]:
    """What somebody gave and wrote as a reader, without whom it is about. Six queries."""
    rows = Reviewer.objects.filter(person=person).select_related("review__cohort")
    names = criterion_names(row.review_id for row in rows)
    given = Reading.objects.filter(reviewer__in=rows).prefetch_related("earlier")
    by_reviewer: dict[int, list[Reading]] = {}
    for reading in given:
        by_reviewer.setdefault(reading.reviewer_id, []).append(reading)
    said = Conflict.objects.filter(person=person).select_related("application__cohort")
    notes = InterviewNote.objects.filter(author=person).select_related("application__cohort")
    return [
        *(
            {
                "cohort": row.review.cohort.key,
                "named_at": row.named_at,
                "reads_at_most": row.most,
                "organisation": row.organisation,
                "stepped_down_at": row.left_at,
                "scores": [own_score(one, names) for one in by_reviewer.get(row.pk, ())],
            }
            for row in rows
        ),
        *(
            {
                "cohort": one.application.cohort.key,
                "conflict": one.kind,
                "words": one.words,
                "declared_at": one.declared_at,
            }
            for one in said
        ),
        *(
            {
                "cohort": one.application.cohort.key,
                "interview_note": one.text,
                "written_at": one.written_at,
            }
            for one in notes
        ),
    ]


def own_score(reading: Reading, names: dict[str, str]) -> dict[str, Any]:
    return {
        "assigned_at": reading.assigned_at,
        "points": by_name(reading.marks, names),
        "to_fellows": reading.to_fellows,
        "to_admins": reading.to_admins,
        "given_at": reading.given_at,
        "revised": [
            {"points": by_name(one.marks, names), "reason": one.reason, "at": one.revised_at}
            for one in reading.earlier.all()
        ],
    }


def scores_about_person(*, person: User) -> list[dict[str, Any]]:
    """What readers said of somebody's applications, once they are decided: points and what one
    reader wrote to the others. Not who gave it, and not what was written in confidence. Three
    queries."""
    rows = list(
        Reading.objects.given()
        .filter(application__person=person, application__status__in=DECIDED)
        .select_related("application__cohort", "reviewer")
    )
    names = criterion_names(row.reviewer.review_id for row in rows)
    talks = Interview.objects.filter(application__person=person)
    return [
        *(
            {
                "cohort": row.application.cohort.key,
                "points": by_name(row.marks, names),
                "words": row.to_fellows,
                "given_at": row.given_at,
            }
            for row in rows
        ),
        *(
            {
                "cohort": talk.application.cohort.key,
                "interview_at": talk.starts_at,
                "where": talk.where,
            }
            for talk in talks.select_related("application__cohort")
        ),
    ]


def criterion_names(reviews: Any) -> dict[str, str]:
    rows = Review.objects.filter(pk__in=set(reviews), criteria__isnull=False)
    return {str(pk): name for pk, name in rows.values_list("criteria__pk", "criteria__name")}


def by_name(marks: dict[str, int], names: dict[str, str]) -> dict[str, int]:
    return {names.get(key, key): points for key, points in marks.items()}
