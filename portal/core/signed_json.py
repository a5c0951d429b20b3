"""Documents under a signature that anybody checks without us: W3C Data Integrity, eddsa-jcs-2022.

The signature stands inside the document, which stays readable, and covers all the rest of it in the
bytes of RFC 8785. A public key is written as a Multikey: it is its own name.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from portal.core.canonical_json import canonical

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
# Says "an Ed25519 public key follows" (multicodec).
ED25519_PUBLIC = b"\xed\x01"


def sign(
    document: Mapping[str, object], *, key: Ed25519PrivateKey, issuer: str, at: datetime
) -> dict[str, object]:
    """The same document with its proof. `issuer` is the DID or address that lists the key."""
    proof: dict[str, object] = {
        "@context": document["@context"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": instant(at),
        "verificationMethod": f"{issuer}#{multikey(key)}",
        "proofPurpose": "assertionMethod",
    }
    signature = key.sign(sha256(canonical(proof)).digest() + sha256(canonical(document)).digest())
    return {**document, "proof": {**proof, "proofValue": base58(signature)}}


def multikey(key: Ed25519PrivateKey) -> str:
    return base58(ED25519_PUBLIC + key.public_key().public_bytes_raw())


def base58(raw: bytes) -> str:
    """As Bitcoin writes it, behind the `z` by which Multibase knows it."""
    number, digits = int.from_bytes(raw), ""
    while number:
        number, digit = divmod(number, 58)
        digits = BASE58[digit] + digits
    return "z" + "1" * (len(raw) - len(raw.lstrip(b"\0"))) + digits


def instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
