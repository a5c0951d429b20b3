from datetime import datetime
from typing import Any

from initiatives.ladder.models import Holding, Objection, Promotion, Sponsorship
from portal.people.models import User


def promotions_of(*, person: User) -> list[dict[str, Any]]:
    """Everything kept about what they asked for, for their own export; what others wrote of it is
    theirs, but for the answer. Two queries."""
    asked = Promotion.objects.filter(person=person).select_related("initiative", "edition")
    return [
        {
            "group": one.initiative.slug,
            "rung": one.rung,
            "edition": one.edition.number,
            "is_return": one.is_return,
            "asked_at": one.asked_at.isoformat(),
            "words": one.words,
            "said": one.said,
            "work": [{"ask": work.ask, "link": work.link} for work in one.work.all()],
            "objections_since": moment(one.window_opened_at),
            "state": one.state,
            "answer": one.answer,
            "decided_as": one.decided_as,
            "decided_at": moment(one.decided_at),
        }
        for one in asked.prefetch_related("work")
    ]


def holdings_of(*, person: User) -> list[dict[str, Any]]:
    """The id proves to whoever they give it which entries of the record are about it. One query."""
    held = Holding.objects.filter(person=person).select_related("initiative")
    return [
        {
            "id": str(one.public_id),
            "group": one.initiative.slug,
            "rung": one.rung,
            "since": one.since.isoformat(),
            "until": one.until.isoformat() if one.until else None,
            "became": one.became,
            "is_emeritus": one.is_emeritus,
            "noted_at": one.noted_at.isoformat(),
        }
        for one in held
    ]


def words_about_others(*, person: User) -> list[dict[str, Any]]:
    """Sponsorships, objections and decisions of theirs, without whom they were about. Three
    queries."""
    given = Sponsorship.objects.filter(person=person)
    made = Objection.objects.filter(person=person)
    decided = Promotion.objects.filter(decided_by=person)
    group = "promotion__initiative"
    return [
        *(
            {
                "did": "sponsored",
                "group": one.promotion.initiative.slug,
                "organisation": one.organisation,
                "as": one.stood_as,
                "words": one.words,
                "at": one.given_at.isoformat(),
            }
            for one in given.select_related(group)
        ),
        *(
            {
                "did": "objected",
                "group": one.promotion.initiative.slug,
                "words": one.words,
                "at": one.made_at.isoformat(),
            }
            for one in made.select_related(group)
        ),
        *(
            {
                "did": one.state,
                "group": one.initiative.slug,
                "as": one.decided_as,
                "words": one.answer,
                "at": moment(one.decided_at),
            }
            for one in decided.select_related("initiative")
        ),
    ]


def moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
