"""GitHub signs what it sends with a secret of both sides."""

import pytest

from initiatives.contributions.core.signature import is_signed, signature

BODY = b"Hello, World!"
# The example of GitHub's own documentation.
SECRET = "It's a Secret to Everybody"
MARK = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"


def test_it_is_made_as_github_makes_it():
    assert signature(BODY, SECRET) == MARK
    assert is_signed(BODY, MARK, [SECRET])


@pytest.mark.parametrize("secrets", [[SECRET, "next"], ["next", SECRET], ["", SECRET]])
def test_two_secrets_hold_while_one_takes_the_place_of_the_other(secrets):
    assert is_signed(BODY, MARK, secrets)


@pytest.mark.parametrize(
    ("body", "told", "secrets"),
    [
        (BODY + b" ", MARK, [SECRET]),
        (BODY, MARK, ["another"]),
        (BODY, MARK, []),
        (BODY, MARK.removeprefix("sha256="), [SECRET]),
        (BODY, MARK.upper(), [SECRET]),
        (BODY, "", [SECRET]),
        (BODY, "sha256=é", [SECRET]),
        (BODY, signature(BODY, ""), [""]),
    ],
)
def test_what_is_signed_otherwise_is_not_from_github(body, told, secrets):
    assert not is_signed(body, told, secrets)
