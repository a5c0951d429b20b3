"""What a body decides about a group: its name, kind, stage and place, each from a day on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from initiatives.core.said_here import SAID_HERE
from initiatives.models import (
    Alias,
    AliasKind,
    ChangeKind,
    DatedFact,
    Initiative,
    Parent,
    StageRecord,
)
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

from .change import record_change
from .group_words import locked, said_today
from .hierarchy import refuse_endless_chain
from .role import CATALOGUE


class TooEarly(Exception):
    """The day lies before what holds now began; `since` is that day."""

    def __init__(self, since: date) -> None:
        super().__init__(since)
        self.since = since


@dataclass(frozen=True, kw_only=True)
class Decision:
    """None means: not decided about. `is_correction` mends what was wrong all along.

    `parent` is a group, or "" where it reports to nobody.
    """

    since: date
    source: str = ""
    source_url: str = ""
    is_correction: bool = False
    name: str | None = None
    kind: str | None = None
    stage: str | None = None
    parent: Initiative | str | None = None


@transaction.atomic
def decide(*, initiative: Initiative, decision: Decision, by: User, on: date) -> list[ChangeKind]:
    """Returns what is different now. Raises TooEarly or EndlessChain, and nothing is written."""
    hold(CATALOGUE)
    row = locked(initiative)
    said = dated_columns(decision, by=by, on=on)
    changed = [
        *decide_name(row, decision, said),
        *decide_kind(row, decision),
        *decide_stage(row, decision, said),
        *decide_parent(row, decision, said),
    ]
    if changed:
        said_today(row, on=on)
        row.save()
        audit.record(by=by, verb="initiative.decided", on=row, reason=", ".join(changed))
    return changed


def dated_columns(decision: Decision, *, by: User, on: date) -> dict[str, Any]:
    return {
        "since": decision.since,
        "source": decision.source or SAID_HERE,
        "source_url": decision.source_url,
        "seen_on": on,
        "confirmed_on": on,
        "confirmed_by": by,
    }


def decide_name(row: Initiative, decision: Decision, said: dict[str, Any]) -> list[ChangeKind]:
    """The former name stays findable, until the day of the new one. A typo leaves no trace."""
    if decision.name in (None, row.name):
        return []
    before, row.name = row.name, decision.name
    names = Alias.objects.filter(initiative=row)
    was = names.filter(kind=AliasKind.NAME).first()
    if decision.is_correction:
        names.filter(kind=AliasKind.NAME).update(name=row.name)
    else:
        if was is not None and was.since and said["since"] <= was.since:
            raise TooEarly(was.since)
        names.filter(name=row.name).exclude(kind=AliasKind.FORMER_NAME).delete()
        former = was or Alias(initiative=row, name=before)
        former.kind, former.until = AliasKind.FORMER_NAME, said["since"]
        former.save()
        Alias.objects.create(initiative=row, name=row.name, kind=AliasKind.NAME, **said)
    tell(row, ChangeKind.NAME, before, row.name, decision)
    return [ChangeKind.NAME]


def decide_kind(row: Initiative, decision: Decision) -> list[ChangeKind]:
    if decision.kind in (None, row.kind):
        return []
    before, row.kind = row.kind, decision.kind
    tell(row, ChangeKind.KIND, before, row.kind, decision)
    return [ChangeKind.KIND]


def decide_stage(row: Initiative, decision: Decision, said: dict[str, Any]) -> list[ChangeKind]:
    if decision.stage is None:
        return []
    held = row.stages.open().first()
    before = held.stage if held else ""
    if before == decision.stage:
        return []
    replace(held, decision, StageRecord(initiative=row), {**said, "stage": decision.stage})
    tell(row, ChangeKind.STAGE, before, decision.stage, decision)
    return [ChangeKind.STAGE]


def decide_parent(row: Initiative, decision: Decision, said: dict[str, Any]) -> list[ChangeKind]:
    if decision.parent is None:
        return []
    held = row.parents.open().select_related("parent").first()
    parent = decision.parent if isinstance(decision.parent, Initiative) else None
    if held is not None and held.parent == parent:
        return []
    before = shown_name(held.parent if held else None)
    replace(held, decision, Parent(initiative=row), {**said, "parent": parent})
    refuse_endless_chain()
    tell(row, ChangeKind.PARENT, before, shown_name(parent), decision)
    return [ChangeKind.PARENT]


def shown_name(group: Initiative | None) -> str:
    """The log is public: nothing there names a group that is not listed."""
    return group.name if group and group.is_listed else ""


def replace(
    held: DatedFact | None, decision: Decision, fresh: DatedFact, columns: dict[str, Any]
) -> None:
    """End what holds on the day the new one begins; a correction rewrites it and keeps its day."""
    if held is not None and decision.is_correction:
        columns = {**columns, "since": held.since}
        fresh = held
    elif held is not None:
        if held.since and decision.since <= held.since:
            raise TooEarly(held.since)
        held.until = decision.since
        held.save()
    for name, value in columns.items():
        setattr(fresh, name, value)
    fresh.save()


def tell(row: Initiative, kind: ChangeKind, before: str, after: str, decision: Decision) -> None:
    if before or after:
        record_change(
            initiative=row,
            kind=kind,
            before=before,
            after=after,
            source=decision.source or SAID_HERE,
        )
