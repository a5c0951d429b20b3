"""What a rung asks, in words for whoever reads it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.ladder.core.rungs import Ask, AskKind, Ladder, Rung


def in_words(ask: Ask) -> str:
    count = {"count": ask.least, "words": ask.words}
    match ask.kind:
        case AskKind.MONTHS_BELOW:
            told = ngettext(
                "%(count)s month on the rung below", "%(count)s months on the rung below", ask.least
            )
        case AskKind.MONTHS_WITH_US:
            told = ngettext(
                "%(count)s month with an account here",
                "%(count)s months with an account here",
                ask.least,
            )
        case AskKind.STEPS:
            told = ngettext(
                "%(count)s step of a path of the group that was found to count",
                "%(count)s steps of paths of the group that were found to count",
                ask.least,
            )
        case AskKind.MEETINGS:
            told = ngettext(
                "%(count)s meeting of the group, as those who were there",
                "%(count)s meetings of the group, as those who were there",
                ask.least,
            )
        case AskKind.WORK:
            told = ngettext(
                "%(count)s link to: %(words)s", "%(count)s links to: %(words)s", ask.least
            )
        case AskKind.SAID:
            told = "%(words)s"
    return told % count


def how_we_know(ask: Ask) -> str:
    if ask.kind is AskKind.SAID:
        return _("the person's own word")
    if ask.kind is AskKind.WORK:
        return _("shown by the person, for others to look at")
    return _("counted by the portal")


@dataclass(frozen=True)
class RungLine:
    """One rung as everybody reads it; `state` is a step's of the trail."""

    rung: Rung
    asks: tuple[tuple[str, str], ...]
    sponsors: str
    objections: str
    state: str = "ahead"

    @property
    def asks_nothing(self) -> bool:
        return not (self.asks or self.sponsors or self.objections)


def lines_of(ladder: Ladder, *, held: str = "") -> list[RungLine]:
    """From the first; `held` is where the reader stands."""
    here = ladder.place_of(held)
    return [
        RungLine(
            rung=rung,
            asks=tuple((in_words(ask), how_we_know(ask)) for ask in rung.asks),
            sponsors=sponsors_in_words(ladder, rung),
            objections=objections_in_words(rung),
            state=state_of(place, here),
        )
        for place, rung in enumerate(ladder.rungs)
    ]


def state_of(place: int, here: int | None) -> str:
    if here is None or place > here:
        return "ahead"
    return "here" if place == here else "done"


def sponsors_in_words(ladder: Ladder, rung: Rung) -> str:
    asked = rung.sponsors
    if not asked.count:
        return ""
    lowest = ladder.rungs[ladder.lowest_to_sponsor(rung)].title
    count = {"count": asked.count, "organisations": asked.organisations, "rung": lowest}
    if asked.organisations > 1:
        told = _(
            "%(count)s sponsors of at least %(organisations)s organisations, who stand on "
            "“%(rung)s” or above"
        )
    else:
        told = ngettext(
            "%(count)s sponsor who stands on “%(rung)s” or above",
            "%(count)s sponsors who stand on “%(rung)s” or above",
            asked.count,
        )
    return told % count


def objections_in_words(rung: Rung) -> str:
    days = rung.objection_days
    if not days:
        return ""
    return ngettext(
        "%(count)s day for objections, then somebody who leads the group decides",
        "%(count)s days for objections, then somebody who leads the group decides",
        days,
    ) % {"count": days}
