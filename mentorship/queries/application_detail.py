"""One application as the people who run the program read it."""

from dataclasses import dataclass
from datetime import datetime

from mentorship.models import Application

from .desk_names import name_of
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
    is_incomplete: bool
    decided_at: datetime | None
    reason: str


def application_detail(*, application: Application) -> ApplicationDetail:
    """One query beyond what `access` has read."""
    words = words_of_facts(facts=application.facts, role=application.role)
    assert application.submitted_at  # the database keeps it for everything that is sent
    return ApplicationDetail(
        name=name_of(application.person),
        email=application.person.email,
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
        is_incomplete=bool(missing_parts(application.facts)),
        decided_at=application.decided_at,
        reason=application.decision_reason,
    )
