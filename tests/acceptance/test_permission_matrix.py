"""The committed matrix of addresses, held against the matrix of objects everybody agreed on.

Every object of the reference is either tied to rows of ours here, or named as not existing yet:
the day one of those gets an address, the last test asks for its rows.
"""

import csv

import pytest
from django.apps import apps

from tests.permissions.matrix import Row, rows

# The roles that exist now, and the column of the reference that speaks for each.
COLUMNS = {
    "anonymous": "anonymous",
    "member": "member",
    "program_admin": "program_admin",
    "organizer": "organizer",
    "lead": "lead",
    "editor": "editor",
    "superuser": "superuser",
}
SIGN_IN = {"login"}
REFUSED = SIGN_IN | {"403", "404", "405", "> /cms/"}
HIDDEN = SIGN_IN | {"403", "404", "> /cms/"}

# (object, action) of the reference → objects and actions of our rows that say the same.
TIED = {
    ("published page | initiative | event | path", "view"): [
        ("published page", "view"),
        ("published initiative", "view"),
        ("published event", "view"),
        ("published path", "view"),
    ],
    ("journey/completion", "view"): [("journey of a member", "view")],
    ("draft or private page", "view/preview"): [
        ("draft page", "preview"),
        ("own story", "preview"),
    ],
    ("initiative page", "edit"): [("own story", "edit")],
    ("profile public part", "view"): [("profile public part", "view")],
    ("profile private part (email zone availability)", "view"): [("profile private part", "view")],
    ("profile", "edit"): [("own profile", "edit")],
    ("own data", "export/erase"): [("own data", "export"), ("own data", "erase")],
    ("Wagtail admin", "enter"): [("Wagtail admin", "enter")],
    ("event series/occurrence", "create/edit/cancel"): [
        ("event series", "create"),
        ("event series", "edit"),
        ("event occurrence", "arrange"),
        ("event occurrence", "cancel"),
    ],
    ("event RSVP", "create/cancel"): [("event RSVP", "create")],
    ("event RSVP list (names)", "view"): [("event RSVP list", "view names")],
    ("event RSVP list", "export"): [("event RSVP list", "export")],
    ("personal ICS feed", "read by token"): [("own calendar", "read by token")],
    ("opening", "create/edit/close"): [
        ("openings of a group", "create"),
        ("openings of a group", "edit"),
        ("openings of a group", "close"),
    ],
    ("initiative row", "change stage/archive"): [("decisions about an initiative", "decide")],
    ("skill/topic/site settings/redirects", "edit"): [
        ("topics", "view"),
        ("topics", "create"),
        ("skills", "view"),
        ("skills", "create"),
        ("site settings", "edit"),
        ("redirects", "view"),
    ],
    ("private document/image collection", "view"): [("private document", "view")],
    ("users/groups/roles", "grant"): [("users", "create"), ("groups and rights", "view")],
    ("application", "create/edit/withdraw"): [("own application", "create/edit/withdraw")],
    ("application", "view"): [("application", "view")],
    ("programme/cohort", "configure"): [("program or cohort", "configure")],
    ("match run", "start/preview"): [("match run", "preview"), ("match run", "start")],
    ("matching", "publish"): [("matching", "publish")],
    ("proposal/score breakdown", "view"): [("proposal", "view")],
    ("match", "view"): [("match", "view")],
    ("completion with evidence", "confirm"): [("evidence of a newcomer of a group", "decide")],
    ("external ICS source", "set/refresh"): [
        ("calendar of a group", "add"),
        ("calendar of a group", "read"),
    ],
    ("demographic/free-text sensitive answer", "view"): [("own group", "view")],
    ("evaluation", "write"): [("application one reads", "score/say a conflict/note")],
    ("evaluation of others", "view"): [("scores of an application", "view")],
    ("private note on application/match", "view"): [("own notes", "view")],
    ("check-in (shared)", "read/write"): [("own pair", "view"), ("own pair", "write")],
    ("check-in (confidential to programme)", "read"): [("pair at the desk", "view")],
}
# What the letter of the reference means for a role that has no scope of its own in our example.
DIFFERS = {
    ("journey/completion", "view"): (
        "nobody can share a journey yet, so it exists for the person who walks it alone"
    ),
    ("private document/image collection", "view"): (
        "the example's collection is restricted to who is signed in, which a member is; "
        "collections of a group are Wagtail's own per-collection permission"
    ),
    ("users/groups/roles", "grant"): "nobody grants below their own role yet: superusers alone do",
    ("draft or private page", "view/preview"): "a lead's scope is the own story alone",
    ("profile private part (email zone availability)", "view"): (
        "the example is somebody else's; one's own stands on /me/profile/, and nobody but the "
        "person reads it, administrators neither"
    ),
    ("own data", "export/erase"): "a look at where a file is made is a 405",
    ("application", "create/edit/withdraw"): (
        "the address is the reader's own application: a lead applies as anybody does"
    ),
    ("proposal/score breakdown", "view"): "no glass to break: the desk is for who runs it alone",
    ("match", "view"): (
        "the example is the page of its two people; who runs the program reads it at the desk, "
        "and there is no glass to break"
    ),
    ("evaluation", "write"): "who runs the program is made a reader first, like anybody",
    ("evaluation of others", "view"): "no glass to break: the desk is for who runs it alone",
    ("private note on application/match", "view"): (
        "the address is everybody's own: nobody but its author reads a private note"
    ),
    ("check-in (shared)", "read/write"): (
        "the example is the page of the pair; who runs the program reads it at the desk"
    ),
}
NOT_YET = {
    "roster/membership": "initiatives.Membership",
    "CoC/safeguarding report": "people.Report",
    "API token": "people.Token",
}
NO_DOOR_YET = {
    ("initiative page", "publish"): "through the workflow; tests/e2e/test_story.py walks it",
    ("people CSV", "import"): "only import_people on the server",
    ("cohort data", "export"): "nothing exports a cohort yet",
    ("audit log", "view"): "rows are written; nothing shows them yet",
    (
        "/health/ready details, /metrics",
        "read",
    ): "ready says only whether; there are no metrics yet",
}


@pytest.fixture(scope="session")
def reference(acceptance_data) -> dict[tuple[str, str], dict[str, str]]:
    with (acceptance_data / "permission-matrix.csv").open(newline="") as file:
        return {(line["object"], line["action"]): line for line in csv.DictReader(file)}


def ours(pairs) -> list[Row]:
    return [row for row in rows() if (row.object, row.action) in pairs]


def test_every_object_of_the_reference_is_accounted_for(reference):
    named = {pair for pair in reference if pair[0] in NOT_YET} | set(NO_DOOR_YET) | set(TIED)
    assert set(reference) - named == set()
    assert named - set(reference) == set()


def test_every_tied_object_has_rows():
    assert [
        pair
        for pair, pairs in TIED.items()
        if {(r.object, r.action) for r in ours(pairs)} != set(pairs)
    ] == []


def agrees(word: str, got: str) -> bool:
    """One cell of the reference against one of ours."""
    if word in {"A", "S", "W", "O", "B"}:
        return got not in REFUSED
    if word == "optin":  # somebody else chose, either way
        return got == "200" or got in HIDDEN
    if word == "token":  # whoever holds it, signed in or not
        return got == "200"
    if word == "login":
        return got in SIGN_IN
    if word == "404":
        return got in HIDDEN
    return got in REFUSED


@pytest.mark.parametrize("pair", [pair for pair in TIED if pair not in DIFFERS])
def test_roles_may_do_what_the_reference_says(reference, pair):
    different = {
        (row.method, row.address, role): (reference[pair][column], row.expected[role])
        for row in ours(TIED[pair])
        for role, column in COLUMNS.items()
        if not agrees(reference[pair][column], row.expected[role])
    }
    assert different == {}


def test_a_draft_is_previewed_by_its_lead_and_by_editors_alone():
    drafts = ours(TIED["draft or private page", "view/preview"])
    assert {row.object: who_may(row) for row in drafts} == {
        "own story": ["lead", "editor", "superuser"],
        "draft page": ["editor", "superuser"],
    }


def test_a_journey_exists_for_who_walks_it_alone():
    [row] = ours(TIED["journey/completion", "view"])
    assert who_may(row) == ["member"]


def test_a_match_is_read_by_its_two_people_and_proposals_by_who_runs_the_program():
    match = ours(TIED["match", "view"])
    proposals = ours(TIED["proposal/score breakdown", "view"])
    assert [who_may(row) for row in match] == [["mentee", "mentor"]]
    assert [who_may(row) for row in proposals] == [["program_admin"]]


def test_an_application_is_scored_by_its_reader_and_scores_are_read_by_who_runs_the_program():
    scoring = ours(TIED["evaluation", "write"])
    scores = ours(TIED["evaluation of others", "view"])
    assert [who_may(row) for row in scoring] == [["mentor"]]
    assert [who_may(row) for row in scores] == [["program_admin"]]


def test_a_week_is_shared_by_the_pair_alone():
    for row in ours(TIED["check-in (shared)", "read/write"]):
        assert (row.method, who_may(row)) == (row.method, ["mentee", "mentor"])


def test_nobody_at_all_reads_what_somebody_else_does_not_show():
    for row in ours(TIED["profile private part (email zone availability)", "view"]):
        assert (row.address, who_may(row)) == (row.address, [])


def test_everybody_with_an_account_exports_and_erases_their_own_after_signing_in_again():
    for row in ours(TIED["own data", "export/erase"]):
        if row.method == "POST":
            assert row.expected == {"anonymous": "login"} | dict.fromkeys(
                list(row.expected)[1:], "> /accounts/reauthenticate/"
            )


def who_may(row: Row) -> list[str]:
    return [role for role, got in row.expected.items() if got not in REFUSED]


def test_nobody_but_a_superuser_grants_rights():
    for row in ours(TIED["users/groups/roles", "grant"]):
        assert (row.address, who_may(row)) == (row.address, ["superuser"])


def test_who_is_signed_out_never_reads_a_private_document():
    for row in ours(TIED["private document/image collection", "view"]):
        assert row.expected["anonymous"] == "login"


def test_what_does_not_exist_yet_has_no_model():
    """The day one of these appears, its object leaves NOT_YET and gets rows in both matrices."""
    existing = {model._meta.label for model in apps.get_models()}
    assert {name: label for name, label in NOT_YET.items() if label in existing} == {}
