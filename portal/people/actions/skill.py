from django.db import transaction

from portal.kit import audit
from portal.people.models import PersonSkill, Skill, User

MOST_SKILLS = 60


class TooManySkills(Exception):
    """Nobody reads a list of more than MOST_SKILLS."""


class SaysNothing(Exception):
    """Neither something to teach nor something to learn: that is no skill of theirs."""


@transaction.atomic
def set_skill(
    *,
    person: User,
    skill: Skill,
    teach_level: int | None,
    learn_level: int | None,
    importance: int = 2,
    by: User | None,
) -> PersonSkill:
    """Say what somebody can teach or wants to learn. Raises SaysNothing, TooManySkills."""
    if teach_level is None and learn_level is None:
        raise SaysNothing
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.skills.exclude(skill=skill).count() >= MOST_SKILLS:
        raise TooManySkills
    levels = {"teach_level": teach_level, "learn_level": learn_level, "importance": importance}
    row, _ = PersonSkill.objects.update_or_create(person=person, skill=skill, defaults=levels)
    audit.record(by=by, verb="skill.set", on=person, is_on_pages=False)
    return row


@transaction.atomic
def remove_skill(*, person: User, skill: Skill, by: User | None) -> bool:
    """Returns whether it was on the list."""
    removed, _ = PersonSkill.objects.filter(person=person, skill=skill).delete()
    if removed:
        audit.record(by=by, verb="skill.removed", on=person, is_on_pages=False)
    return bool(removed)
