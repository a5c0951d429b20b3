"""Somebody whose profile has all a match needs, and answers that can be sent."""

from datetime import UTC, datetime, time

from mentorship.actions.application import Answers
from portal.people.models import AvailabilityWindow, PersonLanguage, PersonSkill, Skill
from tests.factories.people import UserFactory

DURING_THE_CALL = datetime(2026, 2, 10, 12, tzinfo=UTC)
# Berlin's 28 February ends here; see CohortFactory.
DEADLINE = datetime(2026, 2, 28, 23, tzinfo=UTC)
IN_REVIEW = datetime(2026, 3, 5, 12, tzinfo=UTC)
BEFORE_THE_CALL = datetime(2026, 1, 10, 12, tzinfo=UTC)


def ready_person(**facts):
    """Free on Monday and Wednesday evenings in Kolkata, teaches Python, wants to learn Rust."""
    person = UserFactory(**{"timezone": "Asia/Kolkata"} | facts)
    for weekday in (0, 2):
        AvailabilityWindow.objects.create(
            person=person, weekday=weekday, start=time(19, 30), minutes=90
        )
    for slug, levels in (("python", {"teach_level": 4}), ("rust", {"learn_level": 1})):
        skill, _ = Skill.objects.get_or_create(slug=slug, defaults={"name": slug.title()})
        PersonSkill.objects.create(person=person, skill=skill, **levels)
    PersonLanguage.objects.create(person=person, language="en", level="fluent")
    PersonLanguage.objects.create(person=person, language="fr", level="basic")
    return person


def answers(**changes) -> Answers:
    return Answers(
        **{
            "motivation": "I want to read other people's code.",
            "seniority": 2,
            "capacity": 2,
            "organisation": "  ACME  Labs ",
            "consent": True,
        }
        | changes
    )
