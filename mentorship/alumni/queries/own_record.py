from typing import Any

from mentorship.alumni.models import Graduation, MentorName, WishToMentor
from portal.people.models import User


def after_terms_of_person(*, person: User) -> list[dict[str, Any]]:
    """What was decided and told about somebody, what they show and what they answered. Four
    queries."""
    told = Graduation.objects.told().filter(application__person=person)
    rows: list[dict[str, Any]] = []
    for one in told.select_related("application__cohort", "showing").prefetch_related("later"):
        showing = getattr(one, "showing", None)
        rows.append(
            {
                "cohort": one.application.cohort.key,
                "verdict": one.verdict,
                "words": one.words,
                "told_at": one.told_at,
                "shown": {
                    "name": showing.name,
                    "project": showing.project,
                    "link": showing.link,
                    "story": showing.story,
                    "is_shown": showing.is_shown,
                }
                if showing
                else None,
                "later": [
                    {
                        "months": later.months,
                        "asked_at": later.asked_at,
                        "answer": later.answer,
                        "has_role": later.has_role,
                    }
                    for later in one.later.all()
                ],
            }
        )
    names = MentorName.objects.filter(application__person=person)
    rows += [
        {"cohort": one.application.cohort.key, "name_as_a_mentor": one.name, "since": one.since}
        for one in names.select_related("application__cohort")
    ]
    wishes = WishToMentor.objects.filter(person=person).select_related("program")
    return rows + [
        {"program": one.program.slug, "wants_to_mentor_since": one.made_at} for one in wishes
    ]
