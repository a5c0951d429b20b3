"""Who stands on the ladder of a group, for who keeps its page."""

from dataclasses import dataclass
from datetime import date

from initiatives.ladder.core.rungs import Ladder
from initiatives.ladder.models import Holding
from initiatives.models import Initiative
from portal.people.queries.names import called

MOST = 300


@dataclass(frozen=True)
class Holder:
    """By the name they gave: whoever gave none is told to nobody by their address."""

    key: str
    name: str
    since: date
    became: str


def name_of(holding: Holding) -> str:
    return called(holding.person)


def holders(*, initiative: Initiative, ladder: Ladder) -> list[tuple[str, list[Holder]]]:
    """Rung by rung from the top, with those nobody stands on. One query."""
    rows = (
        Holding.objects.current()
        .filter(initiative=initiative)
        .select_related("person__profile")
        .order_by("since", "pk")[:MOST]
    )
    found: dict[str, list[Holder]] = {rung.key: [] for rung in reversed(ladder.rungs)}
    for one in rows:
        holder = Holder(str(one.pk), name_of(one), one.since, one.get_became_display())
        found.setdefault(one.rung, []).append(holder)
    titles = {rung.key: rung.title for rung in ladder.rungs}
    return [(titles.get(key, key), people) for key, people in found.items()]
