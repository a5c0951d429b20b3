"""The ladder of one group of the demo, some of the cast on it, and one who asks for more."""

from datetime import datetime, timedelta
from pathlib import Path

from initiatives.ladder.actions.edition import publish_ladder
from initiatives.ladder.actions.promotion import ask_for_rung, show_work
from initiatives.ladder.actions.sponsorship import give_sponsorship
from initiatives.ladder.models import Became, Holding
from initiatives.models import RoleHolding
from portal.people.models import User

LADDER = Path(__file__).parent / "demo" / "ladder.yaml"
# No real address: nobody is sent to a review that says something else.
REVIEWS = [f"https://example.org/demo/reviews/{number}" for number in (12, 19, 27)]
A_DAY = timedelta(days=1)


def fill_ladders(*, now: datetime) -> None:
    """Of the group that the lead of the demo leads, so that they may sponsor and decide."""
    lead = RoleHolding.objects.get(person__username="demo-lead")
    group, begun = lead.initiative, now - 120 * A_DAY
    publish_ladder(initiative=group, text=LADDER.read_text("utf-8"), by=lead.person, now=begun)
    cast = User.objects.filter(username__startswith="cast-").order_by("username")
    places = ["maintainer", "reviewer", "reviewer", "helper", "helper"]
    for person, rung in zip(cast, places, strict=False):
        Holding.objects.create(
            initiative=group,
            person=person,
            rung=rung,
            since=(now - 100 * A_DAY).date(),
            became=Became.NOTED,
            noted_at=now - 100 * A_DAY,
        )
    maintainer, _one, _two, asks = cast[:4]
    asked = now - 5 * A_DAY
    promotion = ask_for_rung(initiative=group, person=asks, now=asked)
    show_work(
        promotion=promotion,
        links={1: REVIEWS},
        said=[],
        words="Three reviews in which I learned most. Invented for the demo.",
        now=asked,
    )
    give_sponsorship(
        promotion=promotion,
        by=maintainer,
        organisation="Larkmoor Labs",
        words="Asks before judging, and comes back to look again. Invented for the demo.",
        now=now - 3 * A_DAY,
    )
