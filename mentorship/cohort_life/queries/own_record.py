from typing import Any

from mentorship.cohort_life.models import (
    CheckIn,
    Evaluation,
    KickoffMark,
    MentorLimit,
    NotAgain,
    Note,
    Outcome,
    PathShare,
    Pause,
    PlanLine,
    PraisedStep,
    Sign,
)
from mentorship.cohort_life.queries.kept_notes import kept_notes
from mentorship.models import Match
from portal.people.models import User


def pairs_of_person(*, person: User) -> list[dict[str, Any]]:
    """What somebody said and wrote in their pairs; what the other one wrote is not theirs to take
    along. Twelve queries."""
    own = {"person": person}
    matches = Match.objects.of(person).select_related("cohort")
    parts = {
        "check_ins": rows(CheckIn, own, "week", "word", "said_at"),
        "kickoff": rows(KickoffMark, {"by": person}, "step", "at"),
        "plan": rows(PlanLine, {"written_by": person}, "kind", "text", "due_on", "reached_at"),
        "notes": rows(Note, {"author": person}, "text", "is_private", "written_at"),
        "last_sign": rows(Sign, own, "at", "word", "word_at"),
        "evaluations": rows(
            Evaluation,
            {"author": person},
            *("round", "meets", "progress", "helps", "recommends", "to_admins", "given_at"),
        ),
        "outcomes": rows(
            Outcome,
            {"match__in": Match.objects.of(person)},
            "round",
            "verdict",
            "ends_on",
            "reason",
            "decided_at",
        ),
        "pauses": rows(Pause, {"asked_by": person}, "first_day", "last_day"),
        "paths_shown": rows(
            PathShare,
            {"match__mentee__person": person},
            *("at", "to_mentor", "to_program", "with_waits"),
        ),
        "steps_told_to_mentor": rows(
            PraisedStep, {"match__mentee__person": person}, "path__slug", "key", "told_at"
        ),
    }
    return [
        {"cohort": match.cohort.key, **{name: by.get(match.pk, []) for name, by in parts.items()}}
        for match in matches
    ]


def rows(model: Any, within: dict[str, Any], *names: str) -> dict[int, list[dict[str, Any]]]:
    """By match. One query."""
    found: dict[int, list[dict[str, Any]]] = {}
    for row in model.objects.filter(**within).order_by("pk").values("match", *names):
        found.setdefault(row.pop("match"), []).append(row)
    return found


def kept_notes_of_person(*, person: User) -> list[dict[str, Any]]:
    """Of pairs whose other one has erased their account. One query."""
    return [
        {"text": note.text, "is_private": note.is_private, "written_at": note.written_at}
        for note in kept_notes(person=person)
    ]


def words_of_person(*, person: User) -> list[dict[str, Any]]:
    """What counts in every matching. Two queries."""
    return [
        *({"never_again_since": row.at} for row in NotAgain.objects.filter(person=person)),
        *(
            {"most_mentees": row.most, "said_at": row.said_at}
            for row in MentorLimit.objects.filter(person=person)
        ),
    ]
