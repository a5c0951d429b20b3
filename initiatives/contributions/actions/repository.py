"""The repositories that steps speak of: which number is meant by a name, and what was heard."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models.functions import Coalesce, Greatest

from initiatives.contributions.core.fact import Fact, Kind
from initiatives.contributions.models import Repository
from initiatives.contributions.queries.rules import is_spoken_of


def note_word(
    *, github_id: int, name: str, facts: Iterable[Fact], now: datetime
) -> list[Repository]:
    """GitHub said something about this repository. Returns the names that mean it, none where no
    step speaks of it or where its name means another one."""
    learn_number(github_id, name)
    known = Repository.objects.filter(github_id=github_id)
    latest = {"heard_at": now}
    for fact in facts:
        for column in columns_of(fact):
            latest[column] = max(fact.at, latest.get(column, fact.at))
    later = {c: Greatest(Coalesce(c, moment), moment) for c, moment in latest.items()}
    return list(known) if known.update(**later) else []


def note_delivery(*, github_id: int, now: datetime) -> None:
    """It was GitHub that began to speak: deliveries arrive."""
    Repository.objects.filter(github_id=github_id).update(delivered_at=now)


def columns_of(fact: Fact) -> list[str]:
    match fact.kind:
        case Kind.MERGED:
            return ["merged_at", "docs_at"] if fact.is_docs else ["merged_at"]
        case Kind.REVIEWED:
            return ["reviewed_at"]
    return []


def learn_number(github_id: int, name: str) -> None:
    """Once: a name that means a repository already goes on meaning it."""
    if not Repository.objects.filter(name=name).exists() and is_spoken_of(name=name):
        Repository.objects.get_or_create(name=name)
    Repository.objects.filter(name=name, github_id=None).update(github_id=github_id)
