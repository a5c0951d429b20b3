"""What the tables say is held against what was sealed."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest

from portal.core.record_account import Account, Standing, account
from portal.core.record_chain import NOTHING, commitment, mark, seal

BEFORE, THEN = datetime(2026, 3, 4, tzinfo=UTC), datetime(2026, 3, 5, 12, tzinfo=UTC)
ONE, OTHER = UUID(int=1), UUID(int=2)
SALTS = {1: b"a salt", 2: b"another salt"}
ROW = Standing(
    fact="evidence",
    mark=mark(ONE),
    kinds=frozenset({"evidence.decided"}),
    since=THEN,
    says=mark(ONE, "send", "accepted"),
    holder="7",
)


def entry(number, kind="evidence.decided", **facts):
    return seal(number=number, at=THEN.isoformat(), kind=kind, facts=facts, before=NOTHING)


DECIDED = entry(1, evidence=ROW.mark, says=ROW.says, holder=commitment(SALTS[1], "7"))


def held(*rows, entries=(DECIDED,), salts=SALTS):
    return account(entries, {"evidence": rows}, salts)


def test_a_row_that_says_what_was_sealed():
    assert held(ROW) == Account(alike=1, earlier=0, problems=())


def test_words_are_known_to_who_has_the_id_alone():
    assert mark(ONE, "send", "accepted") != mark(OTHER, "send", "accepted")
    assert mark(ONE, "send", "accepted") != mark(ONE, "send", "not_this")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"says": mark(ONE, "send", "not_this")}, "Entry 1: its row says otherwise now."),
        ({"kinds": frozenset({"other"})}, "Entry 1: its row says otherwise now."),
        ({"holder": "8"}, "Entry 1: its row is somebody else's now."),
    ],
)
def test_a_row_that_was_changed_names_its_entry(changed, why):
    assert held(replace(ROW, **changed)) == Account(alike=0, earlier=0, problems=(why,))


def test_a_row_that_was_made_up():
    made_up = replace(ROW, mark=mark(OTHER))
    why = "A row of 2026-03-05 (evidence): the record says nothing of it."
    assert held(ROW, made_up) == Account(alike=1, earlier=0, problems=(why,))


def test_a_row_that_was_taken_away_while_its_person_is_here():
    why = "Entry 1: what it tells of is gone, and its person is here."
    assert held() == Account(alike=0, earlier=0, problems=(why,))


def test_who_is_erased_took_rows_and_salts_along():
    assert held(salts={}) == Account(alike=0, earlier=0, problems=())


def test_of_rows_from_before_the_record_told_of_their_sort_nothing_can_be_said():
    early = replace(ROW, mark=mark(OTHER), since=BEFORE)
    assert held(ROW, early) == Account(alike=1, earlier=1, problems=())
    assert held(ROW, entries=()) == Account(alike=0, earlier=1, problems=())


def test_the_last_entry_about_a_thing_counts():
    revoked = entry(2, kind="credential.revoked", credential="c")
    issued = entry(1, kind="credential.issued", credential="c")
    row = Standing("credential", "c", frozenset({"credential.issued"}), THEN)
    rows = {"credential": [row]}
    assert account([issued], rows, {}).alike == 1
    assert account([issued, revoked], rows, {}).problems == (
        "Entry 2: its row says otherwise now.",
    )
