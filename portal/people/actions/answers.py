from collections.abc import Collection

from django.db import transaction

from portal.kit import audit
from portal.people.models import (
    LanguageLevel,
    PersonLanguage,
    PersonSkill,
    Profile,
    Skill,
    TeachLevel,
    User,
)

from .language import MOST_LANGUAGES
from .skill import MOST_SKILLS


@transaction.atomic
def keep_answers(
    *,
    person: User,
    skills: Collection[str],
    languages: Collection[str],
    hours: int | None,
    timezone: str,
    by: User | None,
) -> None:
    """Put what somebody told the finder into their profile: slugs of skills, codes of languages.

    What stands there already keeps its level, what is new takes the lowest that is true; answers
    left out change nothing, and a full list takes as many as fit.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    own_skills = person.skills.count()
    new_skills = Skill.objects.filter(slug__in=skills).exclude(people__person=person)
    PersonSkill.objects.bulk_create(
        PersonSkill(person=person, skill=skill, teach_level=TeachLevel.FIRST_STEPS)
        for skill in new_skills.order_by("slug")[: max(0, MOST_SKILLS - own_skills)]
    )
    own_languages = set(person.languages.values_list("language", flat=True))
    room = max(0, MOST_LANGUAGES - len(own_languages))
    PersonLanguage.objects.bulk_create(
        PersonLanguage(person=person, language=code, level=LanguageLevel.CONVERSATION)
        for code in sorted(set(languages) - own_languages)[:room]
    )
    if hours is not None:
        Profile.objects.update_or_create(person=person, defaults={"hours_per_week": hours})
    if timezone:
        User.objects.filter(pk=person.pk).update(timezone=timezone)
    audit.record(by=by, verb="answers.kept", on=person, is_on_pages=False)
