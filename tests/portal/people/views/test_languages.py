import pytest

from portal.core.languages import LANGUAGES
from portal.people.actions.language import MOST_LANGUAGES, set_language

URL = "/me/languages/"


def said(member) -> list[tuple[str, str]]:
    return list(member.languages.values_list("language", "level"))


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.get(URL).url == f"/accounts/login/?next={URL}"


def test_languages_stand_under_both_their_names(as_member):
    html = as_member.get(URL).content.decode()

    assert '<option value="de">German (Deutsch)</option>' in html
    assert '<option value="en">English</option>' in html
    assert html.count("<option value=") == len(LANGUAGES) + 1


def test_a_language_is_kept_with_its_level(as_member, member):
    answers = {"language": "ja", "level": "conversation"}
    html = as_member.post(URL, answers, follow=True).content.decode()

    assert said(member) == [("ja", "conversation")]
    assert "<b>Japanese (日本語)</b> · Good enough for a call" in html


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"language": "ja"},
        {"language": "xx", "level": "basic"},
        {"language": "ja", "level": "best"},
        {"language": "\x00", "level": "basic"},
        {"language": "j" * 500, "level": "\x00"},
    ],
)
def test_what_is_no_answer_is_refused_at_the_form(answers, as_member, member):
    response = as_member.post(URL, answers)

    assert response.status_code == 200
    assert "This needs correcting" in response.content.decode()
    assert said(member) == []


def test_a_language_is_taken_off(as_member, member):
    set_language(person=member, language="ja", level="basic", by=member)
    as_member.post(URL, {"remove": "ja"})

    assert said(member) == []


@pytest.mark.parametrize("code", ["de", "", "\x00", "x" * 1000])
def test_taking_off_what_is_not_there_changes_nothing(code, as_member, member):
    set_language(person=member, language="ja", level="basic", by=member)

    assert as_member.post(URL, {"remove": code}).status_code == 302
    assert said(member) == [("ja", "basic")]


def test_a_full_list_says_so(as_member, member):
    for code in list(LANGUAGES)[:MOST_LANGUAGES]:
        set_language(person=member, language=code, level="basic", by=member)
    response = as_member.post(URL, {"language": "zu", "level": "basic"})

    assert "Your list has 20 languages" in response.content.decode()


@pytest.mark.parametrize("codes", [["de"], ["de", "fr", "ja", "pt"]])
def test_a_long_list_asks_no_more_than_a_short_one(
    codes, as_member, member, django_assert_num_queries
):
    """Session, account, its rights (two), unread notices; own list."""
    for code in codes:
        set_language(person=member, language=code, level="basic", by=member)
    as_member.get(URL)
    with django_assert_num_queries(6):
        as_member.get(URL)
