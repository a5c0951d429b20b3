"""Whatever is sent in the place of a passkey is refused in words, never with an error of ours."""

import json
from base64 import urlsafe_b64encode

import pytest
from allauth.account.utils import user_pk_to_url_str
from django.contrib.messages import get_messages
from django.core.cache import cache

pytestmark = pytest.mark.django_db

NO_PASSKEY, WRONG = "This is no passkey.", "Incorrect code."
SHAPED = {
    "id": "AA",
    "rawId": "AA",
    "type": "public-key",
    "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"},
    "clientExtensionResults": {},
}


def encoded(content) -> str:
    return urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


ODD_CHALLENGE = {"type": "webauthn.get", "challenge": 1, "origin": 1}
MALFORMED = [
    ("", "This field is required."),
    ("not json", NO_PASSKEY),
    ("\x00", NO_PASSKEY),
    ("[]", NO_PASSKEY),
    ('["a"]', NO_PASSKEY),
    ('"text"', NO_PASSKEY),
    ("7", NO_PASSKEY),
    ("9" * 5000, NO_PASSKEY),
    ("[" * 3000, NO_PASSKEY),
    ("[" * 30_000, NO_PASSKEY),
    ('{"a": 1}', WRONG),
    ('{"response": []}', WRONG),
    ('{"id": [], "rawId": {}, "response": 1}', WRONG),
    (json.dumps(SHAPED), WRONG),
    (json.dumps(SHAPED | {"response": SHAPED["response"] | {"userHandle": []}}), WRONG),
    (json.dumps(SHAPED | {"response": SHAPED["response"] | {"userHandle": "enp6"}}), WRONG),
    (json.dumps(SHAPED | {"response": []}), WRONG),
]


@pytest.fixture(autouse=True)
def nobody_tried_before():
    cache.clear()


def begin(client):
    client.get("/accounts/2fa/webauthn/login/", headers={"x-requested-with": "XMLHttpRequest"})


@pytest.mark.parametrize(("sent", "said"), MALFORMED)
def test_a_sign_in_says_so(client, sent, said):
    begin(client)

    response = client.post("/accounts/2fa/webauthn/login/", {"credential": sent})

    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/login/")
    assert [str(message) for message in get_messages(response.wsgi_request)] == [said]


def test_without_our_form_it_is_an_error_of_the_server(client, settings):
    """The twin that shows what the form is for; it may go when allauth checks the shape itself."""
    settings.MFA_FORMS = {}
    begin(client)

    with pytest.raises(RecursionError):
        client.post("/accounts/2fa/webauthn/login/", {"credential": "[" * 3000})


@pytest.mark.parametrize(("sent", "said"), MALFORMED)
def test_adding_one_says_so(as_member, member, sent, said):
    session = as_member.session
    session["account_authentication_methods"][0]["reauthenticated"] = True
    session.save()
    address = "/accounts/2fa/webauthn/add/"
    as_member.post("/accounts/email/", {})
    member.emailaddress_set.update_or_create(
        email=member.email, defaults={"verified": True, "primary": True}
    )
    as_member.get(address)

    response = as_member.post(address, {"name": "key", "credential": sent})

    errors = response.context["form"].errors
    assert response.status_code == 200
    assert [error for field in errors.values() for error in field] == [said]


def test_an_answer_with_a_number_for_a_challenge_is_wrong(client, member):
    """fido2 reads it before anything else, and expects a text."""
    begin(client)
    parts = {
        "userHandle": urlsafe_b64encode(user_pk_to_url_str(member).encode()).decode().rstrip("="),
        "authenticatorData": urlsafe_b64encode(bytes(37)).decode().rstrip("="),
        "clientDataJSON": encoded(ODD_CHALLENGE),
        "signature": "AA",
    }

    response = client.post(
        "/accounts/2fa/webauthn/login/",
        {"credential": json.dumps(SHAPED | {"response": parts})},
    )

    assert [str(message) for message in get_messages(response.wsgi_request)] == [WRONG]
