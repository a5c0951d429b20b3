import pytest

from initiatives.core.taken_down import fingerprint, is_taken_down, redact

JOSE = frozenset({fingerprint("name", "José Díaz-Gómez"), fingerprint("handle", "jdg")})


@pytest.mark.parametrize(
    "spelling",
    [
        "José Díaz-Gómez",
        "jose diaz gomez",
        "JOSÉ  DÍAZ GÓMEZ",
        "Jose\u0301 Diaz-Gomez",
        "Jo\u200bsé Díaz\u00ad-Gómez",
        "Díaz-Gómez, José",
        "José M. Díaz-Gómez",
        "Dr. José Díaz-Gómez (he/him)",
    ],
)
def test_all_spellings_of_a_name_are_one(spelling):
    assert is_taken_down(JOSE, name=spelling)


@pytest.mark.parametrize("handle", ["jdg", "JDG", "@jdg", "https://github.com/jdg/"])
def test_a_handle_is_one_however_it_is_written(handle):
    assert is_taken_down(JOSE, handle=handle)
    assert not is_taken_down(JOSE, handle=handle.lower().replace("jdg", "jdg2"))


def test_a_handle_and_a_name_are_found_in_each_other_s_place():
    assert is_taken_down(JOSE, name="JDG")
    assert is_taken_down(JOSE, handle="José Díaz-Gómez")
    assert not is_taken_down(JOSE, name="José", handle="diaz")


def test_a_short_handle_is_a_word_unless_a_sign_stands_before_it():
    will = frozenset({fingerprint("handle", "will")})
    assert redact("I will ask @will", will) == "I will ask @[name withdrawn]"


def test_nothing_is_ever_taken_down_for_a_seat_without_a_name():
    assert fingerprint("name", " - ") == ""
    assert not is_taken_down(JOSE)


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Led by José Díaz-Gómez.", "Led by [name withdrawn]."),
        ("ask Jose Diaz Gomez (jdg), please", "ask [name withdrawn] ([name withdrawn]), please"),
        ("Díaz-Gómez José, a chair", "[name withdrawn], a chair"),
        ("José Díaz-Gómez’s group", "[name withdrawn]’s group"),
        ("", ""),
    ],
)
def test_a_name_leaves_running_text(text, redacted):
    assert redact(text, JOSE) == redacted


def test_text_is_untouched_when_nothing_was_taken_down():
    assert redact("Led by José.", frozenset()) == "Led by José."
