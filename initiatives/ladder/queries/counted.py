"""What the portal knows of somebody that a rung asks for."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from initiatives.ladder.core.rungs import Ask, AskKind, Rung
from initiatives.ladder.core.standing import Standing, standing, whole_months
from initiatives.ladder.models import Holding, Promotion
from initiatives.ladder.signals import meetings_attended_asked
from initiatives.models import Initiative
from initiatives.onboarding.models import FOUND_TO_COUNT, Completion
from portal.people.models import User

Count = Callable[[User, Initiative, date], int]


def promotion_standing(*, promotion: Promotion, on: date) -> Standing:
    """As it is now: what is counted and who sponsors. A query for each kind that is counted, none
    for work and sponsors that were fetched with it."""
    rung = promotion.asked_rung
    shown = Counter(work.ask for work in promotion.work.all())
    own = {**shown, **dict.fromkeys(promotion.said, 1)}
    have = counts(promotion.person, promotion.initiative, rung, own, on)
    return standing(rung, have, [one.organisation for one in promotion.sponsorships.all()])


def standing_before(*, person: User, initiative: Initiative, rung: Rung, on: date) -> Standing:
    """Of somebody who has not asked for it yet."""
    return standing(rung, counts(person, initiative, rung, {}, on), [])


def counts(
    person: User, initiative: Initiative, rung: Rung, own: dict[int, int], on: date
) -> list[int]:
    return [
        count_of(ask, person, initiative, on) if ask.kind in COUNTS else own.get(place, 0)
        for place, ask in enumerate(rung.asks)
    ]


def count_of(ask: Ask, person: User, initiative: Initiative, on: date) -> int:
    return COUNTS[ask.kind](person, initiative, on)


def months_below(person: User, initiative: Initiative, on: date) -> int:
    held = Holding.objects.current().filter(person=person, initiative=initiative).first()
    return whole_months(held.since, on) if held else 0


def months_with_us(person: User, initiative: Initiative, on: date) -> int:
    return whole_months(person.date_joined.date(), on)


def steps(person: User, initiative: Initiative, on: date) -> int:
    """Each step once that was found to count, by who looked at it or by work on GitHub, on
    whichever path of the group."""
    found = Completion.objects.filter(
        journey__person=person, journey__path__initiative=initiative, source__in=FOUND_TO_COUNT
    )
    return found.values("journey__path", "key").distinct().count()


def meetings(person: User, initiative: Initiative, on: date) -> int:
    answers = meetings_attended_asked.send(sender=None, person=person, initiative=initiative)
    return sum(int(count or 0) for _receiver, count in answers)


COUNTS: dict[AskKind, Count] = {
    AskKind.MONTHS_BELOW: months_below,
    AskKind.MONTHS_WITH_US: months_with_us,
    AskKind.STEPS: steps,
    AskKind.MEETINGS: meetings,
}
