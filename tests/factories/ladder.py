"""Ladders and who stands on them, made by the actions themselves."""

from datetime import datetime, timedelta

from initiatives.ladder.actions.edition import publish_ladder
from initiatives.ladder.actions.promotion import ask_for_rung, show_work
from initiatives.ladder.models import Holding, Promotion
from initiatives.models import Initiative
from portal.kit import clock
from portal.people.models import User
from tests.factories.initiatives import InitiativeFactory

TWO_RUNGS = """\
rungs:
  - key: helper
    title: Helper
  - key: reviewer
    title: Reviewer
    brings: Reviews changes.
    asks:
      - work: 2
        what: reviews
      - said: You have read the guide
    sponsors: {count: 2, organisations: 2, rung: reviewer}
    objection_days: 7
"""


def group_with_ladder(text: str = TWO_RUNGS, **facts) -> Initiative:
    initiative = InitiativeFactory(**facts)
    publish_ladder(initiative=initiative, text=text, by=None, now=clock.now())
    return initiative


def stands(person: User, initiative: Initiative, rung: str, *, days: int = 100) -> Holding:
    since = (clock.now() - timedelta(days=days)).date()
    return Holding.objects.create(
        initiative=initiative, person=person, rung=rung, since=since, became="noted"
    )


def asked(person: User, initiative: Initiative, *, now: datetime | None = None) -> Promotion:
    return ask_for_rung(initiative=initiative, person=person, now=now or clock.now())


def shown(promotion: Promotion, *names: str, said: bool = True, now=None) -> None:
    """What the second rung asks: addresses for the first thing, a word for the second."""
    show_work(
        promotion=promotion,
        links={0: [f"https://example.org/{name}" for name in names]},
        said=[1] if said else [],
        words="",
        now=now or clock.now(),
    )
