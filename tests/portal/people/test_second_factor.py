"""`/cms/` opens only to a session that has shown a second factor, and to a right to enter."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


@pytest.fixture
def editor_with_password(editor):
    editor.set_password(PASSWORD)
    editor.save()
    EmailAddress.objects.create(user=editor, email=editor.email, verified=True, primary=True)
    return editor


def sign_in(client: Client, user) -> None:
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def code_now(secret: str) -> str:
    counter = next(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get("/cms/").headers["Location"] == "/accounts/login/?next=/cms/"


def test_a_member_has_no_business_there(as_member):
    assert as_member.get("/cms/").status_code == 403


def test_a_password_alone_leads_to_setting_up_a_second_factor(client, editor_with_password):
    sign_in(client, editor_with_password)

    response = client.get("/cms/", follow=True)

    assert response.redirect_chain == [("/accounts/2fa/", 302)]
    assert "needs a second factor" in response.text


@pytest.mark.parametrize(
    "address",
    ["/cms/pages/", "/cms/account/", "/cms/images/", "/cms/api/main/pages/", "/cms/jsi18n/"],
)
def test_no_address_below_goes_round_it(client, editor_with_password, address):
    sign_in(client, editor_with_password)

    assert client.get(address).headers["Location"] == "/accounts/2fa/"


def test_with_a_code_the_door_opens(client, editor_with_password):
    secret = "JBSWY3DPEHPK3PXP"
    totp.TOTP.activate(editor_with_password, secret)

    sign_in(client, editor_with_password)
    assert "_auth_user_id" not in client.session
    client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})

    assert client.get("/cms/").status_code == 200


@pytest.mark.django_db(transaction=True)  # allauth tells of a new factor after the commit
def test_setting_one_up_opens_the_door_at_once(client, editor_with_password):
    sign_in(client, editor_with_password)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret

    client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})

    assert client.get("/cms/").status_code == 200


def test_a_session_from_before_is_asked_for_the_code(client, editor_with_password):
    client.force_login(editor_with_password, backend="django.contrib.auth.backends.ModelBackend")
    totp.TOTP.activate(editor_with_password, "JBSWY3DPEHPK3PXP")

    response = client.get("/cms/pages/")

    assert response.headers["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fcms%2Fpages%2F"


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/2fa/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/download/",
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/password/change/",
        "/accounts/email/",
    ],
)
def test_a_session_from_before_reaches_no_key_with_the_password(
    client, editor_with_password, address
):
    sign_in(client, editor_with_password)
    totp.TOTP.activate(editor_with_password, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(editor_with_password)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    response = client.get(address)

    assert response.headers["Location"].startswith("/accounts/2fa/reauthenticate/?next=")
    assert client.get("/accounts/2fa/reauthenticate/").status_code == 200


def test_without_a_second_factor_an_account_keeps_its_keys(client, editor_with_password):
    sign_in(client, editor_with_password)

    assert client.get("/accounts/2fa/").status_code == 200
    assert client.get("/accounts/password/change/").status_code == 200


def test_new_recovery_codes_alone_prove_nothing(client, editor_with_password):
    client.force_login(editor_with_password, backend="django.contrib.auth.backends.ModelBackend")
    RecoveryCodes.activate(editor_with_password)

    assert client.get("/cms/").status_code == 302


def test_a_demo_session_counts_only_where_the_demo_door_can_open(as_editor, settings):
    session = as_editor.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "demo", "at": 0}]
    session.save()

    assert as_editor.get("/cms/").headers["Location"] == "/accounts/2fa/"

    settings.DEBUG, settings.DEMO_BIND = True, "127.0.0.1:8000"
    assert as_editor.get("/cms/").status_code == 200


def test_role_loss_takes_effect_on_the_next_request(as_editor, editor):
    assert as_editor.get("/cms/").status_code == 200

    editor.groups.clear()

    assert as_editor.get("/cms/").status_code == 403
