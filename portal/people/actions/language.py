from django.db import transaction

from portal.core.languages import LANGUAGES
from portal.kit import audit
from portal.people.models import PersonLanguage, User

MOST_LANGUAGES = 20


class UnknownLanguage(Exception):
    """No language on the list has this code."""


class TooManyLanguages(Exception):
    """More than MOST_LANGUAGES."""


@transaction.atomic
def set_language(*, person: User, language: str, level: str, by: User | None) -> PersonLanguage:
    """Say how well somebody speaks a language. Raises UnknownLanguage, TooManyLanguages."""
    if language not in LANGUAGES:
        raise UnknownLanguage(language)
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.languages.exclude(language=language).count() >= MOST_LANGUAGES:
        raise TooManyLanguages
    row, _ = PersonLanguage.objects.update_or_create(
        person=person, language=language, defaults={"level": level}
    )
    audit.record(by=by, verb="language.set", on=person, is_on_pages=False)
    return row


@transaction.atomic
def remove_language(*, person: User, language: str, by: User | None) -> bool:
    """Returns whether it was on the list."""
    removed, _ = PersonLanguage.objects.filter(person=person, language=language).delete()
    if removed:
        audit.record(by=by, verb="language.removed", on=person, is_on_pages=False)
    return bool(removed)
