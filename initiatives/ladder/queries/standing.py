from collections.abc import Iterator

from initiatives.ladder.models import Became, Holding
from portal.core.record_account import Standing
from portal.core.record_chain import mark

SAID = {
    Became.NOTED: "ladder.noted",
    Became.PROMOTED: "ladder.granted",
    Became.RETURNED: "ladder.returned",
}


def standing_on_rungs() -> Iterator[Standing]:
    """As the record has to have them. One query."""
    for one in Holding.objects.order_by("pk").iterator():
        kind = "ladder.emeritus" if one.is_emeritus else SAID[Became(one.became)]
        yield Standing(
            fact="holding",
            mark=mark(one.public_id),
            kinds=frozenset({kind}),
            since=one.noted_at,
            says=mark(one.public_id, one.rung),
            holder=str(one.person_id),
        )
