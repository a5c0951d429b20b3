from typing import Any

from mentorship.models import Application, Match
from portal.people.models import User


def applications_of_person(*, person: User) -> list[dict[str, Any]]:
    """Everything kept about a person's applications, for their own export. Three queries."""
    rows = (
        Application.objects.filter(person=person)
        .select_related("cohort__program")
        .prefetch_related("goals", "initiatives")
    )
    return [
        {
            "program": row.cohort.program.slug,
            "cohort": row.cohort.key,
            "role": row.role,
            "status": row.status,
            "motivation": row.motivation,
            "goals": [goal.name for goal in row.goals.all()],
            "groups": [group.slug for group in row.initiatives.all()],
            "capacity": row.capacity,
            "seniority": row.seniority,
            "organisation": row.organisation,
            "consented_at": row.consented_at,
            "submitted_at": row.submitted_at,
            "decided_at": row.decided_at,
            "decision_reason": row.decision_reason,
            "sent_from_profile": row.facts,
            "imported_line": row.imported,
        }
        for row in rows
    ]


def matches_of_person(*, person: User) -> list[dict[str, Any]]:
    """Their own side and what both share; the other one's answer and name are not theirs to take
    along. One query."""
    rows = Match.objects.of(person).select_related("cohort", "mentee")
    return [match_record(row, is_mentee=row.mentee.person_id == person.pk) for row in rows]


def match_record(row: Match, *, is_mentee: bool) -> dict[str, Any]:
    return {
        "cohort": row.cohort.key,
        "role": "mentee" if is_mentee else "mentor",
        "published_at": row.published_at,
        "answer": row.mentee_answer if is_mentee else row.mentor_answer,
        "answered_at": row.mentee_answered_at if is_mentee else row.mentor_answered_at,
        "ended_at": row.ended_at,
        "shared": {part: row.explanation[part] for part in ("languages", "goals", "initiatives")},
        "shared_skills": [skill["skill"] for skill in row.explanation["skills"]],
    }


def programs_run_by(*, person: User) -> list[dict[str, Any]]:
    rows = person.programs_run.select_related("program")
    return [{"program": row.program.slug, "since": row.created_at} for row in rows]
