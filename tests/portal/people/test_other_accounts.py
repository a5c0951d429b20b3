"""Signing in with an account from elsewhere, against a provider that really answers."""

import html
import os
import re
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.core.cache import cache

from portal.people.models import User
from tests.conftest import signed_in
from tests.factories.people import EmailAddressFactory, UserFactory
from tests.portal.people.provider import provider_running

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/oidc/oidc/login/"
ADA = {"sub": "42", "email": "ada@example.org", "email_verified": True, "name": "Ada L"}


@pytest.fixture
def provider(settings):
    cache.clear()
    with provider_running() as running:
        settings.SOCIALACCOUNT_PROVIDERS = running.settings()
        yield running


def there_and_back(client, address=LOGIN):
    """Press the button, walk to the provider as a browser does, and come back."""
    page = client.post(address)
    onward = html.unescape(
        re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.text)[1]
    )
    back = urlsplit(requests.get(onward, allow_redirects=False, timeout=5).headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def who(client):
    return User.objects.get(pk=client.session["_auth_user_id"])


def test_a_new_person_gets_an_account_with_the_confirmed_address_and_no_more(client, provider):
    provider.told = {**ADA, "given_name": "Ada", "family_name": "L", "picture": "https://x/y.png"}

    response = there_and_back(client)

    assert response.headers["Location"] == "/signed-in/"
    person = who(client)
    assert (person.email, person.first_name, person.last_name) == ("ada@example.org", "", "")
    assert not person.has_usable_password()
    assert list(EmailAddress.objects.values_list("email", "verified")) == [
        ("ada@example.org", True)
    ]
    assert SocialAccount.objects.get().extra_data == {"name": "Ada L"}


def test_the_second_time_it_is_the_same_account(client, provider):
    provider.told = ADA
    there_and_back(client)

    again = type(client)()
    there_and_back(again)

    assert who(again) == who(client)
    assert SocialAccount.objects.get().extra_data == {"name": "Ada L"}


@pytest.mark.parametrize("word", [False, None, "false", "true", 1])
def test_an_address_the_provider_does_not_vouch_for_is_asked_by_mail(client, provider, word):
    provider.told = {**ADA, "email_verified": word}

    response = there_and_back(client)

    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert not EmailAddress.objects.get().verified


@pytest.mark.parametrize("is_verified_here", [True, False])
@pytest.mark.parametrize("is_verified_there", [True, False])
def test_an_address_alone_never_opens_an_account_that_exists(
    client, provider, is_verified_here, is_verified_there
):
    """Whoever runs a provider could otherwise walk into any account, and the other way round."""
    owner = UserFactory(email="ada@example.org")
    EmailAddressFactory(user=owner, verified=is_verified_here)
    provider.told = {**ADA, "email_verified": is_verified_there}

    there_and_back(client)

    assert not SocialAccount.objects.filter(user=owner).exists()
    assert client.session.get("_auth_user_id") != str(owner.pk)
    if is_verified_here:
        assert "_auth_user_id" not in client.session
        assert "already exists" in mail.outbox[0].body


def test_without_an_address_the_portal_asks_for_one(client, provider):
    provider.told = {"sub": "42"}

    response = there_and_back(client)

    assert response.headers["Location"] == "/accounts/3rdparty/signup/"
    page = client.get("/accounts/3rdparty/signup/")
    assert '<input type="email" name="email"' in page.text
    client.post("/accounts/3rdparty/signup/", {"email": "ada@example.org"})
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert "_auth_user_id" not in client.session


def test_who_reads_the_mail_takes_an_account_that_another_browser_began(client, provider):
    provider.told = {**ADA, "email_verified": False}
    there_and_back(client)
    body = mail.outbox[0].body

    type(client)().post(re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", body)[1])

    assert EmailAddress.objects.get().verified
    assert not SocialAccount.objects.exists()
    there_and_back(client)
    assert "_auth_user_id" not in client.session


def test_a_new_password_by_mail_does_so_too(client, provider):
    provider.told = {**ADA, "email_verified": False}
    there_and_back(client)
    reader = type(client)()
    reader.post("/accounts/password/reset/", {"email": ADA["email"]})
    body = mail.outbox[-1].body
    form = reader.get(re.search(r"https?://[^/]+(/accounts/password/reset/key/\S+)", body)[1])

    new = "a password that reads the mail"
    reader.post(form.headers["Location"], {"password1": new, "password2": new})

    assert User.objects.get().check_password(new)
    assert not SocialAccount.objects.exists()


def test_in_the_same_browser_the_account_stays_connected(client, provider):
    provider.told = {**ADA, "email_verified": False}
    there_and_back(client)
    body = mail.outbox[0].body

    client.post(re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", body)[1])

    assert who(client) == SocialAccount.objects.get().user


def test_closed_nobody_new_comes_in(client, provider, settings):
    settings.SIGN_UP_OPEN = False
    provider.told = ADA

    response = there_and_back(client)

    assert "account/signup_closed.html" in [template.name for template in response.templates]
    assert User.objects.count() == 0


def test_somebody_connects_their_own_account_and_signs_in_with_it(provider, client):
    person = UserFactory(email="p@example.org")
    EmailAddressFactory(user=person)
    provider.told = {**ADA, "email": "elsewhere@example.org"}
    browser = signed_in(person)
    session = browser.session
    session["account_authentication_methods"][0]["reauthenticated"] = True
    session.save()

    response = there_and_back(browser, f"{LOGIN}?process=connect")

    assert response.headers["Location"] == "/accounts/3rdparty/"
    assert SocialAccount.objects.get().user == person
    assert EmailAddress.objects.get().email == "p@example.org"
    there_and_back(client)
    assert who(client) == person


def test_the_second_factor_is_asked_for_all_the_same(client, provider):
    provider.told = ADA
    there_and_back(client)
    TOTP.activate(who(client), "JBSWY3DPEHPK3PXP")

    again = type(client)()
    response = there_and_back(again)

    assert response.headers["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in again.session


def test_an_answer_nobody_asked_for_is_refused(client, provider):
    provider.told = ADA

    response = client.get(f"{LOGIN}callback/?code=code-1&state=made-up")

    assert response.status_code == 401
    assert User.objects.count() == 0


def test_a_provider_that_is_down_ends_in_a_page(client, settings):
    with provider_running() as gone:
        settings.SOCIALACCOUNT_PROVIDERS = gone.settings()

    response = client.post(LOGIN)

    assert response.status_code == 503
    assert "socialaccount/authentication_error.html" in [t.name for t in response.templates]


def test_a_look_at_the_address_starts_nothing(client, provider):
    """Only a press of the button does: another site must not sign somebody in by a picture."""
    assert client.get(LOGIN).status_code == 200
    assert [path for path, _ in provider.asked] == []


def test_the_button_is_there_when_configured_and_only_then(client, provider, settings):
    assert "Continue with Example ID" in client.get("/accounts/login/").text

    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Continue with" not in client.get("/accounts/login/").text
    assert client.post(LOGIN).status_code == 404


def settings_with(**environment) -> str:
    code = (
        "from portal.settings import SOCIALACCOUNT_PROVIDERS as P, INSTALLED_APPS as A;"
        "print(sorted(P), [a for a in A if '.providers.' in a])"
    )
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()


def test_the_environment_alone_says_which_providers_there_are():
    github, oidc = (f"allauth.socialaccount.providers.{n}" for n in ("github", "openid_connect"))
    assert settings_with() == "[] []"
    assert (
        settings_with(GITHUB_CLIENT_ID="a", GITHUB_CLIENT_SECRET="b") == f"['github'] ['{github}']"
    )
    assert settings_with(OIDC_CLIENT_ID="a", OIDC_SERVER_URL="https://id.example.org") == (
        f"['openid_connect'] ['{oidc}']"
    )
