import pytest

from portal.core.languages import LANGUAGES
from portal.people.actions.language import (
    MOST_LANGUAGES,
    TooManyLanguages,
    UnknownLanguage,
    remove_language,
    set_language,
)


def said(member) -> list[tuple[str, str]]:
    return list(member.languages.values_list("language", "level"))


def test_a_language_is_put_on_the_list_and_changed_in_place(member):
    set_language(person=member, language="pt", level="basic", by=member)
    set_language(person=member, language="yue", level="native", by=member)
    set_language(person=member, language="pt", level="fluent", by=member)

    assert said(member) == [("pt", "fluent"), ("yue", "native")]


def test_a_language_nobody_lists_is_refused(member):
    with pytest.raises(UnknownLanguage):
        set_language(person=member, language="klingon", level="basic", by=member)


def test_a_full_list_takes_no_other_language_but_changes_its_own(member):
    codes = list(LANGUAGES)
    for code in codes[:MOST_LANGUAGES]:
        set_language(person=member, language=code, level="basic", by=member)

    with pytest.raises(TooManyLanguages):
        set_language(person=member, language=codes[MOST_LANGUAGES], level="basic", by=member)

    set_language(person=member, language=codes[0], level="fluent", by=member)
    assert len(said(member)) == MOST_LANGUAGES


def test_removing_says_whether_it_was_there(member):
    set_language(person=member, language="pt", level="basic", by=member)

    assert remove_language(person=member, language="pt", by=member) is True
    assert remove_language(person=member, language="pt", by=member) is False
