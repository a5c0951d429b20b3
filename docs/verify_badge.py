"""Check a badge of a portal from outside. Needs Python 3.9+ and `pip install cryptography`.

    python verify_badge.py badge.json
    python verify_badge.py badge.json --offline --issuer did.json --list revoked.json

The first asks the issuer for its keys and its list of revoked badges. The second asks nobody:
`did.json` is the issuer's /.well-known/did.json, `revoked.json` the list that the badge names under
credentialStatus, both fetched once and kept. They serve for all badges of that issuer; the older
your list, the less it knows of what was revoked since.

Says who signed and what, and exits 0; or says what is wrong and exits 1; or that nobody answered,
and exits 2. Whether you trust who signed is for you to say. Nothing of the portal's code is used,
so that you need not trust it; read this file instead, it is short.
"""

import argparse
import base64
import json
import sys
import urllib.request
import zlib
from datetime import datetime, timezone
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519_PUBLIC = b"\xed\x01"
LONGEST = 2_000_000


class Wrong(Exception):
    """What is wrong, in words."""


class NotAsked(Exception):
    """Nothing is known, as nobody answered."""


def read(raw):
    """JSON that can be understood in one way alone: no name twice, no numbers but whole ones."""

    def once(pairs):
        if len({name for name, _ in pairs}) != len(pairs):
            raise Wrong("It says one thing twice.")
        return dict(pairs)

    def refuse(number):
        raise Wrong(f"It holds a number that is not whole: {number}")

    try:
        text = raw.decode()
        found = json.loads(text, object_pairs_hook=once, parse_float=refuse, parse_constant=refuse)
    except (ValueError, RecursionError) as problem:
        raise Wrong(f"It is not JSON: {problem}") from problem
    if not isinstance(found, dict):
        raise Wrong("It is no document.")
    return found


def canonical(value):
    """RFC 8785."""
    return json.dumps(in_order(value), ensure_ascii=False, separators=(",", ":")).encode()


def in_order(value):
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return {name: in_order(value[name]) for name in names}
    return [in_order(one) for one in value] if isinstance(value, list) else value


def from_base58(text):
    if not isinstance(text, str) or text[:1] != "z" or not set(text[1:]) <= set(BASE58):
        raise Wrong("A key or a signature is not written as one.")
    number = 0
    for letter in text[1:]:
        number = number * 58 + BASE58.index(letter)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def issuer_of(document):
    issuer = document.get("issuer")
    return issuer.get("id") if isinstance(issuer, dict) else issuer


def key_of(proof, issuer):
    """The key that the issuer lists under the name the proof gives."""
    name = proof.get("verificationMethod")
    for method in issuer.get("verificationMethod", []):
        if method.get("id") == name and method.get("revoked"):
            raise Wrong(f"Its issuer has withdrawn the key that signed it: {name}")
        if method.get("id") == name and name in issuer.get("assertionMethod", []):
            raw = from_base58(method.get("publicKeyMultibase"))
            if raw[:2] != ED25519_PUBLIC or len(raw) != 34:
                raise Wrong("The key that signed it is of another kind.")
            return Ed25519PublicKey.from_public_bytes(raw[2:])
    raise Wrong(f"Its issuer lists no such key: {name}")


def check_proof(document, issuer):
    """W3C Data Integrity, eddsa-jcs-2022. Raises Wrong."""
    if not issuer.get("id") or issuer_of(document) != issuer["id"]:
        raise Wrong(f"It names another issuer: {issuer_of(document)}")
    proof = document.get("proof")
    wanted = ("DataIntegrityProof", "eddsa-jcs-2022", "assertionMethod")
    if not isinstance(proof, dict) or wanted != tuple(
        proof.get(name) for name in ("type", "cryptosuite", "proofPurpose")
    ):
        raise Wrong("It bears no signature that this script knows.")
    if proof.get("@context", document.get("@context")) != document.get("@context"):
        raise Wrong("Its signature is for other words.")
    said = {name: value for name, value in document.items() if name != "proof"}
    about = {name: value for name, value in proof.items() if name != "proofValue"}
    try:
        signed = sha256(canonical(about)).digest() + sha256(canonical(said)).digest()
        key_of(proof, issuer).verify(from_base58(proof.get("proofValue")), signed)
    except (InvalidSignature, UnicodeEncodeError):
        raise Wrong("It is not what was signed.") from None


def check_kind(document, wanted):
    kinds = document.get("type")
    if not isinstance(kinds, list) or wanted not in kinds:
        raise Wrong(f"It is no {wanted}.")


def check_days(document, now):
    for name, is_wrong in (
        ("validFrom", lambda day: now < day),
        ("validUntil", lambda day: day < now),
    ):
        if name in document:
            try:
                day = datetime.fromisoformat(str(document[name]).replace("Z", "+00:00"))
                wrong = is_wrong(day)
            except (ValueError, TypeError) as problem:
                raise Wrong(f"{name} is no instant.") from problem
            if wrong:
                raise Wrong(f"It does not hold today: {name} {document[name]}")


def is_revoked(badge, listed):
    """W3C Bitstring Status List. The list has to be checked first."""
    entry, told = badge.get("credentialStatus"), listed.get("credentialSubject")
    if not isinstance(entry, dict) or not isinstance(told, dict):
        raise Wrong("It names no list, or that is none.")
    if listed.get("id") != entry.get("statusListCredential"):
        raise Wrong(f"That is not its list, which is {entry.get('statusListCredential')}")
    if not told.get("statusPurpose") == entry.get("statusPurpose") == "revocation":
        raise Wrong("Its list is not one of revoked badges.")
    try:
        packed = told["encodedList"]
        raw = base64.urlsafe_b64decode(packed[1:] + "=" * (-len(packed[1:]) % 4))
        bits = zlib.decompressobj(wbits=31).decompress(raw, LONGEST)
        place = entry["statusListIndex"]
        if not (place.isascii() and place.isdigit() and len(place) < 12):
            raise Wrong(f"It has no place in the list: {place}")
        return bool(bits[int(place) // 8] & 0x80 >> int(place) % 8)
    except (KeyError, TypeError, AttributeError, ValueError, IndexError, zlib.error) as problem:
        raise Wrong(f"Its place in the list cannot be read: {problem}") from problem


def check(badge, issuer, listed=None, now=None):
    """Raises Wrong. Without a list nobody knows whether it was revoked."""
    now = now or datetime.now(timezone.utc)
    check_proof(badge, issuer)
    check_days(badge, now)
    if listed:
        check_kind(listed, "BitstringStatusListCredential")
        check_proof(listed, issuer)
        check_days(listed, now)
        if is_revoked(badge, listed):
            raise Wrong("It was revoked.")


def address_of(did):
    """Where did:web keeps its keys."""
    method, _, place = str(did).partition("did:web:")
    if method or not place or ":" in place or "/" in place:
        raise Wrong(f"This script cannot ask such an issuer: {did}")
    return f"https://{place.replace('%3A', ':')}/.well-known/did.json"


def fetched(address):
    if not str(address).startswith("https://"):
        raise Wrong(f"Not asked, because anybody could answer: {address}")
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:
            return read(answer.read(LONGEST))
    except OSError as problem:
        raise NotAsked(f"{address} does not answer: {problem}") from problem


def plain(words):
    """On one line and without orders to a terminal, whatever the file says."""
    return "".join(one if one.isprintable() else "?" for one in str(words))


def main(arguments):
    parser = argparse.ArgumentParser(description="Check a badge of a portal from outside.")
    parser.add_argument("badge", type=Path)
    parser.add_argument("--issuer", type=Path, help="a kept copy of the issuer's did.json")
    parser.add_argument("--list", type=Path, help="a kept copy of the list of revoked badges")
    parser.add_argument("--offline", action="store_true", help="ask nobody")
    told = parser.parse_args(arguments)
    try:
        badge = read(told.badge.read_bytes())
        check_kind(badge, "OpenBadgeCredential")
        if told.offline and not told.issuer:
            raise Wrong("Offline it needs --issuer, the issuer's keys as you have kept them.")
        keys = (
            read(told.issuer.read_bytes()) if told.issuer else fetched(address_of(issuer_of(badge)))
        )
        check(badge, keys)
        listed = read(told.list.read_bytes()) if told.list else None
        status = badge.get("credentialStatus")
        if status and not listed and not told.offline:
            listed = fetched(status.get("statusListCredential"))
        check(badge, keys, listed)
    except NotAsked as problem:
        print(f"NOT CHECKED: {plain(problem)}")
        return 2
    except (Wrong, OSError) as problem:
        print(f"NOT VALID: {plain(problem)}")
        return 1
    except (HTTPException, RecursionError, AttributeError, TypeError):
        print("NOT VALID: It is not built as a badge, a list or keys are.")
        return 1
    print(f"{plain(badge.get('name'))}\nSigned by {plain(keys['id'])}: is that whom you expect?")
    if listed:
        print(f"Not revoked when the list was made, {plain(listed.get('validFrom'))}.")
    elif status:
        print("Not checked whether it was revoked since: no list.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
