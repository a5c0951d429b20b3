from dataclasses import dataclass
from datetime import datetime

from mentorship.models import Program
from mentorship.queries.desk_names import name_of
from portal.people.models import User


@dataclass(frozen=True)
class AdminLine:
    key: int
    name: str
    email: str
    since: datetime
    is_you: bool


def admins_of(*, program: Program, reader: User) -> list[AdminLine]:
    """Longest first. One query."""
    rows = program.admins.select_related("person__profile")
    return [
        AdminLine(
            key=row.pk,
            name=name_of(row.person),
            email=row.person.email,
            since=row.created_at,
            is_you=row.person_id == reader.pk,
        )
        for row in rows
    ]
