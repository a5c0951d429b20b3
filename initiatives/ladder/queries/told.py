"""What stands in a promotion, in words: for who asks and for who has a say in it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.ladder.core.rungs import Ask, AskKind, Ladder
from initiatives.ladder.core.standing import Standing
from initiatives.ladder.models import Objection, Promotion, Sponsorship
from portal.people.queries.names import called

from .ask_words import how_we_know, in_words
from .counted import promotion_standing
from .parts import standing_in_words


@dataclass(frozen=True)
class Wanted:
    """One thing that is asked, with what there is of it; `links` are what was shown for it."""

    ask: Ask
    have: int
    is_met: bool
    links: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return in_words(self.ask)

    @property
    def how(self) -> str:
        return how_we_know(self.ask)

    @property
    def so_far(self) -> str:
        """Empty for what one has said or not said."""
        if self.ask.kind is AskKind.SAID:
            return ""
        if self.have > self.ask.least:
            return _("%(have)s, more than is asked") % {"have": self.have}
        return _("%(have)s of %(least)s") % {"have": self.have, "least": self.ask.least}


@dataclass(frozen=True)
class Spoken:
    """A sponsor, or somebody who would wait."""

    name: str
    stood_as: str
    organisation: str
    words: str
    at: datetime


@dataclass(frozen=True)
class Told:
    promotion: Promotion
    standing: Standing
    wanted: list[Wanted]
    sponsors: list[Spoken]
    objections: list[Spoken]
    is_over: bool

    @property
    def missing(self) -> list[str]:
        """Why it is not yet, in words; nothing once it is complete."""
        return missing_in_words(self.standing)


def told(promotion: Promotion, *, now: datetime) -> Told:
    """A query for each kind that is counted, for one fetched with all that is told."""
    on, ladder = now.date(), promotion.edition.ladder
    found = promotion_standing(promotion=promotion, on=on)
    return Told(
        promotion=promotion,
        standing=found,
        wanted=wanted(found, promotion),
        sponsors=[
            spoken(one, ladder, one.organisation, one.given_at)
            for one in promotion.sponsorships.all()
        ],
        objections=[spoken(one, ladder, "", one.made_at) for one in promotion.objections.all()],
        is_over=promotion.is_over(now),
    )


def wanted(found: Standing, promotion: Promotion | None = None) -> list[Wanted]:
    shown = list(promotion.work.all()) if promotion else []
    return [
        Wanted(
            answer.ask,
            answer.have,
            answer.is_met,
            tuple(work.link for work in shown if work.ask == place),
        )
        for place, answer in enumerate(found.answers)
    ]


def missing_in_words(found: Standing) -> list[str]:
    said = [one.words for one in wanted(found) if not one.is_met and not one.so_far]
    counted = [
        _("%(words)s: %(missing)s missing")
        % {"words": in_words(answer.ask), "missing": answer.missing}
        for answer in found.missing
        if answer.ask.kind is not AskKind.SAID
    ]
    return [*counted, *said, *sponsors_missing(found)]


def sponsors_missing(found: Standing) -> list[str]:
    """One line: a sponsor of another organisation is both."""
    count, others = max(found.sponsors, found.organisations), found.organisations
    if not count:
        return []
    if not others:
        return [ngettext("%(count)s sponsor", "%(count)s sponsors", count) % {"count": count}]
    if others == count:
        return [
            ngettext(
                "%(count)s sponsor of another organisation",
                "%(count)s sponsors of other organisations",
                count,
            )
            % {"count": count}
        ]
    return [
        _("%(count)s sponsors, %(others)s of them of other organisations")
        % {"count": count, "others": others}
    ]


def spoken(
    said: Sponsorship | Objection, ladder: Ladder, organisation: str, at: datetime
) -> Spoken:
    stood_as = said.stood_as if isinstance(said, Sponsorship) else []
    return Spoken(
        name=called(said.person),
        stood_as=standing_in_words(stood_as, ladder),
        organisation=organisation,
        words=said.words,
        at=at,
    )
