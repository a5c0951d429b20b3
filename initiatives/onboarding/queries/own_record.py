from typing import Any

from initiatives.onboarding.models import Journey
from portal.people.models import User


def journeys_of(*, person: User) -> list[dict[str, Any]]:
    """Everything kept about a person's walks, for their own export. Three queries."""
    journeys = (
        Journey.objects.filter(person=person)
        .select_related("path", "edition")
        .prefetch_related("completions__step")
    )
    return [
        {
            "path": journey.path.slug,
            "edition": journey.edition.number,
            "started_at": journey.started_at.isoformat(),
            "left_at": journey.left_at.isoformat() if journey.left_at else None,
            "steps": [
                {"step": mark.step.key, "source": mark.source, "at": mark.at.isoformat()}
                for mark in journey.completions.all()
            ],
        }
        for journey in journeys
    ]
