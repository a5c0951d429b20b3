import pytest

from portal.core.log_words import discreet

TRACE = 'Traceback (most recent call last):\n  File "x.py", line 1, in f\n'
REFUSED = 'duplicate key value violates unique constraint "people_user_email"'


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Not Found: /initiatives/no-such-group/", "Not Found: /initiatives/no-such-group/"),
        ("{'ada+lists@mail.example.org': (550, b'no')}", "{'[address]': (550, b'no')}"),
        (
            "Forbidden (CSRF cookie not set.): /accounts/confirm-email/MQ:1w-x:s_g/",
            "Forbidden (CSRF cookie not set.): /accounts/confirm-email/[key]",
        ),
        (
            "Not Found: /accounts/password/reset/key/3-c8x-0f/).",
            "Not Found: /accounts/password/reset/key/[key]",
        ),
        ("Bad Request: /notices/stop/0f0f:sig/", "Bad Request: /notices/stop/[key]"),
        ("Not Found: /meet/guest/seat/0f0f:sig/join", "Not Found: /meet/guest/seat/[key]"),
        ("Not Found: /mentorship/later/0f0f.3:sig/", "Not Found: /mentorship/later/[key]"),
        ("Not Found: /walks/0f0f-sig_/", "Not Found: /walks/[key]"),
        ("Not Found: /verify/0f0f-0f0f/", "Not Found: /verify/[key]"),
    ],
)
def test_addresses_and_keys_of_links_go(said, left):
    assert discreet(said) == left


def test_a_row_goes_with_all_its_lines_and_the_rest_of_the_trace_stays():
    cause = f"{TRACE}psycopg.errors.UniqueViolation: {REFUSED}"
    between = "\n\nThe above exception was the direct cause of the following exception:\n\n"
    then = f"{TRACE}django.db.utils.IntegrityError: {REFUSED}"
    row = "\nDETAIL:  Failing row contains (1, Ada, I want\n\nto read, ...)."

    assert discreet(cause + row + between + then + row) == cause + between + then


def test_a_piece_of_a_statement_goes():
    said = "psycopg.errors.SyntaxError: syntax error\nLINE 1: SELECT 'my words'\n        ^"

    assert discreet(said) == "psycopg.errors.SyntaxError: syntax error"
