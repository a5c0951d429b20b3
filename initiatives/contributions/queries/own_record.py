from typing import Any

from initiatives.contributions.models import Contribution
from portal.people.models import User


def contributions_of(*, person: User) -> list[dict[str, Any]]:
    """What GitHub told of their work, for the copy of their data. One query."""
    return [
        {
            "repository": row.repository_id,
            "pull_request": row.number,
            "what": row.kind,
            "at": row.at.isoformat(),
            "merged_it_themselves": row.is_own_merge,
            "about_docs": row.is_docs,
            "files": row.files,
            "account_had_by_another": row.had_by_another,
        }
        for row in Contribution.objects.filter(person=person)
    ]
