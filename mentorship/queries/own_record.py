from typing import Any

from mentorship.models import Answer, Application, Match
from mentorship.queries.application_detail import answers_of, unmet_rules
from portal.kit.models import AuditEntry
from portal.people.models import User


def has_applied(*, person: User) -> bool:
    """Or begun to. One query."""
    return Application.objects.filter(person=person).exists()


def applications_of_person(*, person: User) -> list[dict[str, Any]]:
    """Everything kept about a person's applications, for their own export. Six queries."""
    rows = (
        Application.objects.filter(person=person)
        .select_related("cohort__program", "edition")
        .prefetch_related("goals", "initiatives", "changes", "proofs__prerequisite")
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
            "answers": [
                {"question": question, "answer": answer}
                for question, answer in answers_of(row, with_sensitive=True)
            ],
            "choices": row.choices,
            "rules_not_met": list(unmet_rules(row)),
            "done_first": [
                {
                    "what": proof.prerequisite.title,
                    "text": proof.text,
                    "link": proof.link,
                    "state": proof.state,
                    "word": proof.word,
                }
                for proof in row.proofs.all()
            ],
            "consented_at": row.consented_at,
            "submitted_at": row.submitted_at,
            "decided_at": row.decided_at,
            "decision_reason": row.decision_reason,
            "history": [
                {"at": change.at, "status": change.became, "reason": change.reason}
                for change in row.changes.all()
            ],
            "sent_from_profile": row.facts,
            "imported_line": row.imported,
        }
        for row in rows
    ]


def matches_of_person(*, person: User) -> list[dict[str, Any]]:
    """Their own side and what both share, and why they said no or stopped it themselves; the other
    one's answer, words and name are not theirs to take along. Two queries."""
    rows = Match.objects.of(person).select_related("cohort", "mentee")
    stopped = set(
        AuditEntry.objects.filter(actor=person, verb="match.stopped").values_list(
            "object_key", flat=True
        )
    )
    return [
        match_record(
            row, is_mentee=row.mentee.person_id == person.pk, stopped_it=str(row.pk) in stopped
        )
        for row in rows
    ]


def match_record(row: Match, *, is_mentee: bool, stopped_it: bool) -> dict[str, Any]:
    answer = row.mentee_answer if is_mentee else row.mentor_answer
    return {
        "cohort": row.cohort.key,
        "role": "mentee" if is_mentee else "mentor",
        "published_at": row.published_at,
        "answer": answer,
        "answer_by": row.answer_by,
        "why_not": row.ending_reason if answer == Answer.DECLINED else "",
        "why_stopped": row.ending_reason if stopped_it else "",
        "answered_at": row.mentee_answered_at if is_mentee else row.mentor_answered_at,
        "ended_at": row.ended_at,
        "choice": row.choice,
        "shared": {part: row.explanation[part] for part in ("languages", "goals", "initiatives")},
        "shared_skills": [skill["skill"] for skill in row.explanation["skills"]],
    }


def programs_run_by(*, person: User) -> list[dict[str, Any]]:
    rows = person.programs_run.select_related("program")
    return [{"program": row.program.slug, "since": row.created_at} for row in rows]
