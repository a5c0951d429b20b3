from dataclasses import replace
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given
from hypothesis import strategies as st

from portal.core.record_chain import (
    NOTHING,
    Broken,
    Head,
    Sealed,
    commitment,
    first_broken,
    seal,
    sign,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))


def chain(count, kind="credential.issued"):
    entries, before = [], NOTHING
    for number in range(1, count + 1):
        facts = {"credential": f"about-{number}", "weeks": number}
        entry = seal(
            number=number, at="2026-03-05T12:00:00Z", kind=kind, facts=facts, before=before
        )
        entries.append(entry)
        before = entry.digest
    return entries


FIVE = chain(5)
HEAD = sign(day="2026-03-05", last=FIVE[3], key=KEY)


def test_an_entry_is_kept_as_the_bytes_that_were_sealed():
    [entry] = chain(1)
    said = (
        b'{"at":"2026-03-05T12:00:00Z","before":"' + b"0" * 64 + b'",'
        b'"facts":{"credential":"about-1","weeks":1},"kind":"credential.issued","number":1}'
    )
    assert entry == Sealed(1, said, sha256(said).digest())


def test_what_follows_from_the_beginning_is_whole():
    assert first_broken([], []) is None
    assert first_broken(FIVE, []) is None
    assert first_broken(FIVE, [HEAD, sign(day="2026-03-06", last=FIVE[3], key=OTHER_KEY)]) is None


@given(st.integers(0, 4), st.integers(0, 10_000), st.integers(1, 255), st.booleans())
@example(0, 0, 1, True)
@example(4, 3, 128, False)
def test_any_byte_of_any_entry_changed_names_that_entry(which, where, flip, in_digest):
    entries = list(FIVE)
    changed = bytearray(entries[which].digest if in_digest else entries[which].said)
    changed[where % len(changed)] ^= flip
    part = "digest" if in_digest else "said"
    entries[which] = replace(entries[which], **{part: bytes(changed)})
    assert first_broken(entries, []) == Broken(which + 1, "It does not say what was sealed.")


def sealed_anew(entry, said):
    return Sealed(entry.number, said, sha256(said).digest())


def test_an_entry_sealed_anew_no_longer_carries_the_next():
    entries = list(FIVE)
    entries[1] = sealed_anew(entries[1], entries[1].said.replace(b"about-2", b"about-9"))
    assert first_broken(entries, []) == Broken(3, "It does not follow the entry before.")


def test_the_last_entry_sealed_anew_is_caught_by_a_head():
    entries = [*FIVE[:3], sealed_anew(FIVE[3], FIVE[3].said.replace(b"about-4", b"about-9"))]
    assert first_broken(entries, []) is None
    assert first_broken(entries, [HEAD]) == Broken(4, "A head that was signed says otherwise.")


def test_a_record_written_anew_is_caught_by_a_head_kept_outside():
    assert first_broken(chain(5, kind="something.else"), [HEAD]) == Broken(
        4, "A head that was signed says otherwise."
    )


def test_entries_taken_out_or_put_in_another_order_are_named():
    assert first_broken([*FIVE[:2], *FIVE[3:]], []) == Broken(3, "Entry 3 is missing.")
    swapped = [FIVE[0], replace(FIVE[2], number=2), replace(FIVE[1], number=3)]
    assert first_broken(swapped, []) == Broken(2, "It was sealed for another place.")


def test_a_record_from_an_old_backup_lacks_what_a_head_covers():
    assert first_broken(FIVE[:3], [HEAD]) == Broken(
        4, "A head that was signed covers more entries than there are."
    )


@pytest.mark.parametrize("said", [b"\xff", b"[]", b"{}", b"3"])
def test_what_is_no_entry_at_all_is_named_too(said):
    assert first_broken([*FIVE[:1], sealed_anew(FIVE[1], said)], []) == Broken(
        2, "It is no entry of this record."
    )


def test_two_heads_of_one_entry_have_to_agree():
    forked = sign(day="2026-03-06", last=chain(4, kind="fork")[3], key=KEY)
    assert first_broken(FIVE, [HEAD, forked]) == Broken(4, "A head that was signed says otherwise.")


@pytest.mark.parametrize(
    "forged",
    [
        replace(HEAD, number=3),
        replace(HEAD, day="2026-03-07"),
        replace(HEAD, digest=FIVE[2].digest.hex()),
        replace(HEAD, key=sign(day="", last=FIVE[0], key=OTHER_KEY).key),
        replace(HEAD, signature="00" * 64),
        replace(HEAD, signature="no hex"),
        Head("2026-03-05", 4, FIVE[3].digest.hex(), "", ""),
    ],
)
def test_a_forged_head_is_named_by_its_day(forged):
    assert first_broken(FIVE, [forged]) == Broken(
        None, f"The head of {forged.day} does not bear its key's signature."
    )


def test_a_commitment_says_nothing_without_its_salt():
    assert commitment(b"one", "7") == commitment(b"one", "7")
    assert len({commitment(b"one", "7"), commitment(b"two", "7"), commitment(b"one", "8")}) == 3
