import base64
from typing import Any

from initiatives.onboarding.core.hold_back import Lot
from initiatives.onboarding.models import Evidence, Journey, Verifier
from portal.people.models import User


def journeys_of(*, person: User) -> list[dict[str, Any]]:
    """Everything kept about a person's walks, for their own export. Four queries."""
    journeys = (
        Journey.objects.filter(person=person)
        .select_related("path", "edition")
        .prefetch_related("completions", "nudges", "evidence")
    )
    return [
        {
            "path": journey.path.slug,
            "edition": journey.edition.number,
            "started_at": journey.started_at.isoformat(),
            "left_at": journey.left_at.isoformat() if journey.left_at else None,
            "acted_at": journey.acted_at.isoformat(),
            "paused_until": journey.paused_until.isoformat() if journey.paused_until else None,
            "stay_open": journey.kept_open,
            "seem_covered": journey.covered,
            "is_shown_by_link": bool(journey.link_sha256),
            "is_shown_on_own_page": journey.is_public,
            "steps": [
                {
                    "step": mark.key,
                    "source": mark.source,
                    "at": mark.at.isoformat(),
                    "was": mark.was,
                    "was_at": mark.was_at.isoformat() if mark.was_at else None,
                }
                for mark in journey.completions.all()
            ],
            "shown": [shown(evidence) for evidence in journey.evidence.all()],
            "reminded_at": [nudge.at.isoformat() for nudge in reminders if nudge.lot != Lot.ALONE],
            "left_alone_by_lot_at": [
                nudge.at.isoformat() for nudge in reminders if nudge.lot == Lot.ALONE
            ],
        }
        for journey in journeys
        for reminders in [journey.nudges.all()]
    ]


def shown(evidence: Evidence) -> dict[str, Any]:
    """With what was decided of it; by whom is theirs. The id proves to whoever they give it which
    entry of the record is about it."""
    return {
        "id": str(evidence.public_id),
        "step": evidence.key,
        "link": evidence.link,
        "words": evidence.words,
        "picture": picture_of(evidence),
        "at": evidence.handed_in_at.isoformat(),
        "state": evidence.state,
        "link_found": evidence.found,
        "link_found_at": evidence.found_at.isoformat() if evidence.found_at else None,
        "link_silent_since": evidence.failing_since.isoformat() if evidence.failing_since else None,
        "answer": evidence.answer,
        "decided_as": evidence.decided_as,
        "decided_at": evidence.decided_at.isoformat() if evidence.decided_at else None,
    }


def picture_of(evidence: Evidence) -> dict[str, str] | None:
    """The file itself, so that the copy needs nothing from here."""
    try:
        with evidence.picture.open() as file:
            data = base64.b64encode(file.read()).decode()
    except (FileNotFoundError, ValueError):
        return None
    return {"type": f"image/{evidence.picture_kind}", "base64": data}


def decisions_of(*, person: User) -> list[dict[str, Any]]:
    """What they decided of things others showed, without what that was. One query."""
    decided = Evidence.objects.filter(decided_by=person).select_related("journey__path")
    return [
        {
            "path": evidence.journey.path.slug,
            "step": evidence.key,
            "verdict": evidence.state,
            "answer": evidence.answer,
            "as": evidence.decided_as,
            "at": evidence.decided_at.isoformat() if evidence.decided_at else None,
        }
        for evidence in decided
    ]


def groups_looked_for(*, person: User) -> list[dict[str, Any]]:
    """That named them. One query."""
    named = Verifier.objects.filter(person=person).select_related("initiative")
    return [{"group": one.initiative.slug, "since": one.named_at.isoformat()} for one in named]
