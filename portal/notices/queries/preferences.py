from collections.abc import Collection
from dataclasses import dataclass

from portal.notices.models import NEVER_STOPPED, Kind, Preference
from portal.people.models import User


@dataclass(frozen=True)
class Choice:
    """How somebody hears of one kind; what can't be stopped comes both ways."""

    kind: str
    label: str
    in_app: bool
    by_mail: bool
    may_stop: bool


def choices_of(*, person: User) -> list[Choice]:
    """Every kind there is, in their own order. One query."""
    chosen = {row.kind: row for row in Preference.objects.filter(person=person)}
    return [
        Choice(
            kind=kind.value,
            label=str(kind.label),
            in_app=kind not in chosen or chosen[kind].in_app,
            by_mail=kind not in chosen or chosen[kind].by_mail,
            may_stop=kind not in NEVER_STOPPED,
        )
        for kind in Kind
    ]


def who_stopped(*, kind: str, people: Collection[int]) -> set[int]:
    """Of these people those who want no mail of a kind. One query."""
    rows = Preference.objects.filter(kind=kind, by_mail=False, person__in=people)
    return set(rows.values_list("person", flat=True))
