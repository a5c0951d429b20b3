"""One application as the people who run the program read it."""

from dataclasses import dataclass
from datetime import datetime

from mentorship.core.eligibility import rules_of
from mentorship.core.questions import questions_of
from mentorship.models import Application

from .answer_words import answer_words
from .choices import names_of
from .desk_names import applicant_email, applicant_name
from .eligibility import rule_words
from .profile_facts import missing_parts
from .profile_parts import LABELS, words_of_facts
from .seniority import seniority_words


@dataclass(frozen=True)
class ApplicationDetail:
    name: str
    email: str
    role: str
    role_label: str
    status: str
    status_label: str
    submitted_at: datetime
    motivation: str
    goals: tuple[str, ...]
    groups: tuple[str, ...]
    capacity: int | None
    seniority: str
    organisation: str
    parts: tuple[tuple[str, str], ...]
    choices: tuple[str, ...]
    answers: tuple[tuple[str, str], ...]
    unmet: tuple[str, ...]
    is_incomplete: bool
    decided_at: datetime | None
    reason: str


def application_detail(
    *, application: Application, with_sensitive: bool = True
) -> ApplicationDetail:
    """One query beyond what `access` has read. Sensitive answers are for those who run the program,
    not for whoever looks in."""
    words = words_of_facts(facts=application.facts, role=application.role)
    assert application.submitted_at  # the database keeps it for everything that is sent
    return ApplicationDetail(
        name=applicant_name(application),
        email=applicant_email(application),
        role=application.role,
        role_label=str(application.get_role_display()),
        status=application.status,
        status_label=str(application.get_status_display()),
        submitted_at=application.submitted_at,
        motivation=application.motivation,
        goals=tuple(goal.name for goal in application.goals.all()),
        groups=tuple(group.name for group in application.initiatives.all()),
        capacity=application.capacity,
        seniority=seniority_words(application.seniority),
        organisation=application.organisation,
        parts=tuple((str(label), words[part]) for part, label in LABELS.items()),
        choices=tuple(names_of(application.choices)),
        answers=tuple(answers_of(application, with_sensitive=with_sensitive)),
        unmet=unmet_rules(application),
        is_incomplete=bool(missing_parts(application.facts)),
        decided_at=application.decided_at,
        reason=application.decision_reason,
    )


def answers_of(application: Application, *, with_sensitive: bool) -> list[tuple[str, str]]:
    """Questions as they were put, each with what was answered."""
    questions = questions_of(application.edition.questions) if application.edition else ()
    return [
        (one.text, answer_words(application.said[one.key]))
        for one in questions
        if one.key in application.said and (with_sensitive or not one.is_sensitive)
    ]


def unmet_rules(application: Application) -> tuple[str, ...]:
    questions = questions_of(application.edition.questions) if application.edition else ()
    by_key = {one.key: one for one in questions}
    return tuple(rule_words(rule, by_key) for rule in rules_of(application.unmet))
