from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.core.languages import LANGUAGES, label
from portal.people.models import LanguageLevel, PersonLanguage, User


@dataclass(frozen=True)
class OwnLanguage:
    code: str
    name: str
    level: str


def language_name(code: str) -> str:
    """In the reader's language and its own; a code from elsewhere stands for itself."""
    return label(code, _(LANGUAGES[code].name)) if code in LANGUAGES else code


def own_languages(*, person: User) -> list[OwnLanguage]:
    """In the order they were added. One query."""
    rows = PersonLanguage.objects.filter(person=person).values_list("language", "level")
    return [
        OwnLanguage(code, language_name(code), str(LanguageLevel(level).label))
        for code, level in rows
    ]
