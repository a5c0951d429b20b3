"""Where somebody stands on a ladder, and what the next rung still wants of them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from initiatives.ladder.core.rungs import Ladder, Rung
from initiatives.ladder.core.standing import may_return, return_ends
from initiatives.ladder.models import Edition, Holding, Promotion
from initiatives.models import Initiative
from portal.people.models import User
from portal.people.queries.names import called, told_name

from .ask_words import RungLine, lines_of, sponsors_in_words
from .counted import standing_before
from .parts import leads_of, with_all_that_is_told
from .told import Told, Wanted, told, wanted


@dataclass(frozen=True)
class OwnLadder:
    """`asked` is an open promotion, measured by the edition it began with; `next` is the rung of
    today's ladder above where they stand, with what there is for it so far. `stands_for_name` is
    what others read of one who asks, or may, and has told no name."""

    edition: Edition
    lines: list[RungLine]
    holding: Holding | None
    stands_on: str
    stepped_back_from: str
    return_until: date | None
    leads: bool
    asked: Told | None
    next: Rung | None
    wanted: list[Wanted]
    past: list[Promotion]
    stands_for_name: str

    @property
    def initiative(self) -> Initiative:
        return self.edition.initiative

    @property
    def url(self) -> str:
        return reverse("ladder:own", args=[self.initiative.slug])

    @property
    def marks(self) -> list[tuple[str, bool]]:
        return [(line.state, False) for line in self.lines]

    @property
    def may_return(self) -> bool:
        return self.return_until is not None and self.asked is None

    @property
    def may_ask(self) -> bool:
        return self.next is not None and self.asked is None

    @property
    def next_sponsors(self) -> str:
        return sponsors_in_words(self.edition.ladder, self.next) if self.next else ""

    @property
    def may_show(self) -> bool:
        """Until the days for objections begin."""
        one = self.asked.promotion if self.asked else None
        return one is not None and one.window_opened_at is None and bool(one.asked_rung.asks)


def own_ladder(*, person: User, edition: Edition, now: datetime) -> OwnLadder:
    """Seven queries, three more for what was asked, and one for each kind that is counted."""
    on, group, ladder = now.date(), edition.initiative, edition.ladder
    last = Holding.objects.filter(initiative=group, person=person).last()
    holding = last if last is not None and last.until is None else None
    emeritus = last if last is not None and last.is_emeritus else None
    asked = list(with_all_that_is_told().filter(initiative=group, person=person))
    promotion = next((one for one in asked if one.is_open), None)
    above = ladder.next_above(holding.rung if holding else "")
    asks = promotion is not None or above is not None
    found = None
    if above is not None and promotion is None:
        found = standing_before(person=person, initiative=group, rung=above, on=on)
    return OwnLadder(
        edition=edition,
        lines=lines_of(ladder, held=holding.rung if holding else ""),
        holding=holding,
        stands_on=title_of(ladder, holding),
        stepped_back_from=title_of(ladder, emeritus),
        return_until=return_day(ladder, emeritus, on),
        leads=person.pk in leads_of([group.pk], on)[group.pk],
        asked=told(promotion, now=now) if promotion else None,
        next=above,
        wanted=wanted(found) if found else [],
        past=[one for one in reversed(asked) if one.decided_at is not None],
        stands_for_name=called(person) if asks and not told_name(person) else "",
    )


def title_of(ladder: Ladder, holding: Holding | None) -> str:
    if holding is None:
        return ""
    rung = ladder.rung(holding.rung)
    return rung.title if rung else holding.rung


def return_day(ladder: Ladder, emeritus: Holding | None, on: date) -> date | None:
    """None once it is too late."""
    if emeritus is None or emeritus.until is None:
        return None
    may = may_return(ladder, emeritus.rung, emeritus.until, on)
    return return_ends(ladder, emeritus.until) if may else None


@dataclass(frozen=True)
class MyLadder:
    initiative: Initiative
    stands_on: str
    is_emeritus: bool
    asks_for: str

    @property
    def url(self) -> str:
        return reverse("ladder:own", args=[self.initiative.slug])


def my_ladders(*, person: User) -> list[MyLadder]:
    """Of groups that have one today and where they stand, stood last or ask. Three queries."""
    last = {
        one.initiative_id: one
        for one in Holding.objects.filter(person=person).order_by("since", "pk")
        if one.until is None or one.is_emeritus
    }
    asked = Promotion.objects.open().filter(person=person).select_related("edition")
    asks = {one.initiative_id: one.asked_rung.title for one in asked}
    editions = Edition.objects.newest().filter(
        initiative__in={*last, *asks}, initiative__is_listed=True
    )
    return [
        MyLadder(
            initiative=one.initiative,
            stands_on=title_of(one.ladder, last.get(one.initiative_id)),
            is_emeritus=one.initiative_id in last and last[one.initiative_id].is_emeritus,
            asks_for=asks.get(one.initiative_id, ""),
        )
        for one in editions.select_related("initiative").order_by("initiative__name")
    ]
