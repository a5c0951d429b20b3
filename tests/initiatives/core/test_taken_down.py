import pytest

from initiatives.core.taken_down import fingerprint, is_taken_down, redact

JOSE = frozenset({fingerprint("name", "José Díaz-Gómez"), fingerprint("handle", "jdg")})


@pytest.mark.parametrize(
    "spelling", ["José Díaz-Gómez", "jose diaz gomez", "JOSÉ  DÍAZ GÓMEZ", "Jose\u0301 Diaz-Gomez"]
)
def test_all_spellings_of_a_name_are_one(spelling):
    assert is_taken_down(JOSE, name=spelling)


def test_a_handle_is_not_a_name():
    assert is_taken_down(JOSE, handle="JDG")
    assert not is_taken_down(JOSE, name="JDG")


def test_nothing_is_ever_taken_down_for_a_seat_without_a_name():
    assert fingerprint("name", " - ") == ""
    assert not is_taken_down(JOSE)


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Led by José Díaz-Gómez.", "Led by [name withdrawn]."),
        ("ask Jose Diaz Gomez (jdg), please", "ask [name withdrawn] ([name withdrawn]), please"),
        ("Díaz-Gómez José", "Díaz-Gómez José"),
        ("", ""),
    ],
)
def test_a_name_leaves_running_text(text, redacted):
    assert redact(text, JOSE) == redacted


def test_text_is_untouched_when_nothing_was_taken_down():
    assert redact("Led by José.", frozenset()) == "Led by José."
