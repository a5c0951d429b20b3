"""Signed as W3C's own example is, and read by the script that outsiders run."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import example, given
from hypothesis import strategies as st

from portal.core.signed_json import base58, multikey, sign
from tests.outsiders import verify_badge

# The key pair and the document of "Data Integrity EdDSA Cryptosuites v1.0", B.2.
SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"
PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
KEY = Ed25519PrivateKey.from_private_bytes(verify_badge.from_base58(SECRET)[2:])
ISSUER = "https://vc.example/issuers/5678"
DOCUMENT = {
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://www.w3.org/ns/credentials/examples/v2",
    ],
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "type": ["VerifiableCredential", "AlumniCredential"],
    "name": "Alumni Credential",
    "description": "A minimum viable example of an Alumni Credential.",
    "issuer": ISSUER,
    "validFrom": "2023-01-01T00:00:00Z",
    "credentialSubject": {"id": "did:example:abcdefgh", "alumniOf": "The School of Examples"},
}
CREATED = datetime(2023, 2, 24, 23, 36, 38, tzinfo=UTC)
KEYS = {
    "id": ISSUER,
    "verificationMethod": [{"id": f"{ISSUER}#{PUBLIC}", "publicKeyMultibase": PUBLIC}],
    "assertionMethod": [f"{ISSUER}#{PUBLIC}"],
}


def test_the_example_of_the_standard_is_signed_with_its_signature():
    signed = sign(DOCUMENT, key=KEY, issuer=ISSUER, at=CREATED)
    assert signed == {
        **DOCUMENT,
        "proof": {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-jcs-2022",
            "created": "2023-02-24T23:36:38Z",
            "verificationMethod": f"{ISSUER}#{PUBLIC}",
            "proofPurpose": "assertionMethod",
            "@context": DOCUMENT["@context"],
            "proofValue": "z63t83Y53KfzJ5ZosfKTnqfMcKB2dmTrfjSaQjeNNjAD5srBowQfmWqeRb8rRjmeEuCBEsddF9LsVogtuTsijJKh4",
        },
    }


def test_a_public_key_is_its_own_name():
    assert multikey(KEY) == PUBLIC


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        (b"", "z"),
        (b"Hello World!", "z2NEpo7TZRRrLZSi2U"),
        (b"\0\0\x28\x7f\xb4\xcd", "z11233QC4"),
    ],
)
def test_base58_by_the_examples_of_its_draft(raw, written):
    assert base58(raw) == written
    assert verify_badge.from_base58(written) == raw


@given(st.binary(max_size=70))
@example(b"\0\0\1")
def test_base58_is_read_again(raw):
    assert verify_badge.from_base58(base58(raw)) == raw


def test_outsiders_read_the_signature_and_no_other():
    signed = sign(DOCUMENT, key=KEY, issuer=ISSUER, at=CREATED)
    verify_badge.check(signed, KEYS)
    for change in ({"name": "Alumna"}, {"@context": DOCUMENT["@context"][:1]}, {"new": None}):
        with pytest.raises(verify_badge.Wrong):
            verify_badge.check(signed | change, KEYS)
