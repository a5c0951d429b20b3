"""Signing in with GitHub, against a GitHub that really answers in its own dialect."""

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from allauth.socialaccount.providers.github.views import GitHubOAuth2Adapter
from django.core import mail
from django.core.cache import cache

from portal.people.models import User
from tests.factories.people import EmailAddressFactory, UserFactory
from tests.portal.people.provider import GitHub, provider_running

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/github/login/"
CALLBACK = f"{LOGIN}callback/"
ADDRESSES = ("access_token_url", "authorize_url", "profile_url", "emails_url")


def address(email="ada@example.org", *, primary=True, verified=True) -> dict:
    return {"email": email, "primary": primary, "verified": verified, "visibility": "private"}


@pytest.fixture
def github(settings, monkeypatch):
    """allauth reads GitHub's addresses once, when it is imported; here they lie on this machine."""
    cache.clear()
    with provider_running(GitHub) as running:
        settings.SOCIALACCOUNT_PROVIDERS = running.settings()
        for name in ADDRESSES:
            path = urlsplit(getattr(GitHubOAuth2Adapter, name)).path
            here = f"/api/v3{path}" if name in {"profile_url", "emails_url"} else path
            monkeypatch.setattr(GitHubOAuth2Adapter, name, running.url + here)
        yield running


def sent_back(client) -> str:
    """Press the button and walk to GitHub as a browser does: the address it sends one back to."""
    page = client.post(LOGIN)
    onward = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.text)[1]
    there = requests.get(html.unescape(onward), allow_redirects=False, timeout=5)
    back = urlsplit(there.headers["Location"])
    assert back.path == CALLBACK
    return f"{back.path}?{back.query}"


def there_and_back(client):
    return client.get(sent_back(client))


def who(client):
    return User.objects.get(pk=client.session["_auth_user_id"])


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def addresses() -> list[tuple[str, bool]]:
    return list(EmailAddress.objects.order_by("email").values_list("email", "verified"))


def test_a_new_person_gets_an_account_with_their_first_address_and_no_more(client, github):
    github.addresses = [address("work@example.org", primary=False), address()]
    github.told |= {"avatar_url": "https://x/y.png", "company": "ACME", "bio": "Engines"}

    response = there_and_back(client)

    assert response.headers["Location"] == "/signed-in/"
    person = who(client)
    assert (person.email, person.first_name, person.handle) == ("ada@example.org", "", None)
    assert not person.has_usable_password()
    assert addresses() == [("ada@example.org", True)]
    kept = SocialAccount.objects.get()
    assert (kept.uid, kept.extra_data) == ("42", {"login": "ada-l", "name": "Ada L"})
    assert not SocialToken.objects.exists()


def test_github_is_asked_for_addresses_and_nothing_more(client, github):
    github.addresses = [address()]

    there_and_back(client)

    assert [path for path, _ in github.asked] == [
        "/login/oauth/authorize",
        "/login/oauth/access_token",
        "/api/v3/user",
        "/api/v3/user/emails",
    ]
    asked = github.asked[0][1]
    assert (asked["scope"], asked["code_challenge_method"]) == ("user:email", "S256")


def test_the_second_time_it_is_the_same_account(client, github):
    github.addresses = [address()]
    there_and_back(client)

    github.told["login"] = "ada-renamed"
    again = type(client)()
    there_and_back(again)

    assert who(again) == who(client)
    assert User.objects.count() == 1


def test_an_address_that_has_an_account_does_not_open_it(client, github):
    owner = EmailAddressFactory(user=UserFactory(email="ada@example.org")).user
    github.addresses = [address()]

    response = there_and_back(client)

    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)
    assert (User.objects.get(), SocialAccount.objects.count()) == (owner, 0)
    [letter] = mail.outbox
    assert letter.to == ["ada@example.org"]
    assert "already exists" in letter.body


def test_a_further_address_of_theirs_opens_no_account_either(client, github):
    owner = EmailAddressFactory(user=UserFactory(email="work@example.org")).user
    github.addresses = [address("work@example.org", primary=False), address()]

    there_and_back(client)

    assert who(client) != owner
    assert addresses() == [("ada@example.org", True), ("work@example.org", True)]
    assert EmailAddress.objects.get(email="work@example.org").user == owner


def test_an_address_github_has_not_confirmed_is_asked_by_mail(client, github):
    github.addresses = [address(verified=False)]

    response = there_and_back(client)

    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert not is_signed_in(client)
    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert addresses() == [("ada@example.org", False)]


def test_the_address_shown_on_a_profile_is_not_taken_for_a_confirmed_one(client, github):
    github.told["email"] = "shown@example.org"

    there_and_back(client)

    assert not is_signed_in(client)
    assert addresses() == [("shown@example.org", False)]


def test_of_the_one_they_show_and_the_one_they_read_it_is_the_latter(client, github):
    github.told["email"] = "shown@example.org"
    github.addresses = [address("shown@example.org", primary=False), address()]

    there_and_back(client)

    assert who(client).email == "ada@example.org"
    assert addresses() == [("ada@example.org", True)]


def test_without_an_address_the_portal_asks_for_one(client, github):
    response = there_and_back(client)

    assert response.headers["Location"] == "/accounts/3rdparty/signup/"
    assert not is_signed_in(client)


def test_who_says_no_at_github_comes_back_to_a_page_that_says_so(client, github):
    github.has_agreed = False

    response = there_and_back(client)

    assert response.headers["Location"] == "/accounts/3rdparty/login/cancelled/"
    assert client.get(response.headers["Location"]).status_code == 200
    assert (is_signed_in(client), User.objects.count()) == (False, 0)


def test_an_answer_with_another_state_is_refused_before_github_is_asked(client, github):
    """Somebody could otherwise be signed in, unawares, with the account of who sent them a link."""
    github.addresses = [address()]
    code = parse_qs(urlsplit(sent_back(client)).query)["code"][0]

    response = client.get(CALLBACK, {"code": code, "state": "of-somebody-else"})

    assert response.status_code == 401
    assert (is_signed_in(client), User.objects.count()) == (False, 0)
    assert [path for path, _ in github.asked] == ["/login/oauth/authorize"]


def test_an_answer_works_in_no_other_browser(client, github):
    github.addresses = [address()]
    back = sent_back(client)

    other = type(client)()

    assert other.get(back).status_code == 401
    assert not is_signed_in(other)


def test_an_answer_works_once(client, github):
    github.addresses = [address()]
    back = sent_back(client)
    client.get(back)
    client.logout()

    assert client.get(back).status_code == 401
    assert not is_signed_in(client)


def test_a_code_github_does_not_know_ends_in_a_page(client, github):
    state = parse_qs(urlsplit(sent_back(client)).query)["state"][0]

    response = client.get(CALLBACK, {"code": "made-up", "state": state})

    assert response.status_code == 401
    assert "socialaccount/authentication_error.html" in [t.name for t in response.templates]
    assert User.objects.count() == 0
