"""A record whose entries each seal the one before, so that a change of any is found by anybody.

An entry is kept as the very bytes that were sealed, not as columns to put together again. They are
JSON as RFC 8785 writes it. What it says of people are commitments: HMAC-SHA-256 of what is meant
under a salt of its own, which says nothing once the salt is gone. A head is the last entry of a day
under an Ed25519 signature (RFC 8032).

What this proves: order and wholeness up to the last head that somebody outside has kept. Not that
who wrote an entry told the truth, and nothing about what no head covers yet.
"""

import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from portal.core.canonical_json import canonical

# Stands before the first entry.
NOTHING = bytes(32)


@dataclass(frozen=True)
class Sealed:
    """One entry: its place (1, 2, …), what it says, and the SHA-256 of that."""

    number: int
    said: bytes
    digest: bytes


@dataclass(frozen=True)
class Head:
    """What the record was at the end of a day: how many entries, the digest of the last; in hex."""

    day: str
    number: int
    digest: str
    key: str
    signature: str


@dataclass(frozen=True)
class Broken:
    """The first thing that is not as it was sealed. `number` is None where a head is forged."""

    number: int | None
    why: str


def seal(
    *, number: int, at: str, kind: str, facts: Mapping[str, object], before: bytes = NOTHING
) -> Sealed:
    """`at` is the instant in UTC as ISO 8601; `before` the digest of the entry before."""
    said = canonical(
        {"at": at, "before": before.hex(), "facts": dict(facts), "kind": kind, "number": number}
    )
    return Sealed(number, said, sha256(said).digest())


def mark(public_id: UUID, *words: str) -> str:
    """What the record calls a thing whose id is its key: who has the id finds it there, and nobody
    finds the id. With words, what was said of it: nobody reads them out of it, and whoever has the
    id sees whether they are these."""
    return sha256(public_id.bytes + (canonical(words) if words else b"")).hexdigest()


def commitment(salt: bytes, meant: str) -> str:
    return hmac.new(salt, meant.encode(), "sha256").hexdigest()


def sign(*, day: str, last: Sealed, key: Ed25519PrivateKey) -> Head:
    public = key.public_key().public_bytes_raw().hex()
    digest = last.digest.hex()
    signature = key.sign(signed(day, last.number, digest)).hex()
    return Head(day, last.number, digest, public, signature)


def signed(day: str, number: int, digest: str) -> bytes:
    return canonical({"day": day, "digest": digest, "number": number})


def first_broken(entries: Iterable[Sealed], heads: Sequence[Head]) -> Broken | None:
    """None where every entry follows from the one before and every head is one of them.

    Heads may be the record's own or copies that somebody kept: a record restored from before a
    head, or written anew, does not hold what that head says.
    """
    promised: dict[int, set[str]] = {}
    for head in heads:
        if not is_signed(head):
            return Broken(None, f"The head of {head.day} does not bear its key's signature.")
        promised.setdefault(head.number, set()).add(head.digest)
    before, place = NOTHING, 0
    for place, entry in enumerate(entries, start=1):
        why = what_is_wrong(entry, place, before)
        if why:
            return Broken(place, why)
        if promised.pop(place, {entry.digest.hex()}) != {entry.digest.hex()}:
            return Broken(place, "A head that was signed says otherwise.")
        before = entry.digest
    if promised:
        return Broken(place + 1, "A head that was signed covers more entries than there are.")
    return None


def what_is_wrong(entry: Sealed, place: int, before: bytes) -> str:
    if entry.number != place:
        return f"Entry {place} is missing."
    if sha256(entry.said).digest() != entry.digest:
        return "It does not say what was sealed."
    try:
        said = json.loads(entry.said)
        number, follows = said["number"], said["before"]
    except (ValueError, KeyError, TypeError):
        return "It is no entry of this record."
    if number != place:
        return "It was sealed for another place."
    if follows != before.hex():
        return "It does not follow the entry before."
    return ""


def is_signed(head: Head) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(head.key)).verify(
            bytes.fromhex(head.signature), signed(head.day, head.number, head.digest)
        )
    except (InvalidSignature, ValueError):
        return False
    return True
