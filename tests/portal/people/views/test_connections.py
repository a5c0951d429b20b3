"""Accounts elsewhere that one signs in with: what connecting one does, and disconnecting it."""

import html

import pytest
from allauth.socialaccount.models import SocialAccount

from tests.conftest import signed_in
from tests.factories.people import EmailAddressFactory

pytestmark = pytest.mark.django_db

PAGE = "/accounts/3rdparty/"
GITHUB = {"github": {"APPS": [{"client_id": "1", "secret": "s"}]}}
OTHER = {"openid_connect": {"APPS": [{"provider_id": "oidc", "name": "X", "client_id": "1"}]}}


@pytest.fixture
def browser(member):
    """Of somebody who has just shown who they are, and could sign in without another account."""
    EmailAddressFactory(user=member)
    member.set_password("a long enough password")
    member.save()
    client = signed_in(member)
    session = client.session
    session["account_authentication_methods"][0]["reauthenticated"] = True
    session.save()
    return client


@pytest.fixture
def octocat(member):
    return SocialAccount.objects.create(
        user=member, provider="github", uid="583231", extra_data={"login": "octocat"}
    )


def words_of(response) -> str:
    main = html.unescape(response.text).split("<main")[1].split("</main>")[0]
    assert "hird-party" not in main
    assert "hird-Party" not in main
    return main


def test_what_connecting_github_does_is_said_before(browser, settings):
    settings.SOCIALACCOUNT_PROVIDERS = GITHUB

    page = words_of(browser.get(PAGE))

    assert "<h1>Other accounts</h1>" in page
    assert "None is connected." in page
    assert "GitHub also tells of your work" in page
    assert 'action="/accounts/github/login/?process=connect"' in page
    assert "<span>Connect GitHub</span>" in page


def test_what_disconnecting_github_does_is_said_before(browser, octocat, settings):
    settings.SOCIALACCOUNT_PROVIDERS = GITHUB

    page = words_of(browser.get(PAGE))
    assert "<b>octocat</b>" in page
    assert "steps that it completed stay done" in page

    answer = words_of(browser.post(PAGE, {"account": octocat.pk}, follow=True))
    assert "None is connected." in answer
    assert "Disconnected. You sign in with it no longer." in answer
    assert not SocialAccount.objects.exists()


def test_of_github_nothing_is_said_where_there_is_none(browser, member, settings):
    settings.SOCIALACCOUNT_PROVIDERS = OTHER
    SocialAccount.objects.create(user=member, provider="oidc", uid="42")

    page = words_of(browser.get(PAGE))

    assert "GitHub" not in page
    assert "<span>Connect X</span>" in page


def test_an_account_of_a_provider_that_is_gone_is_shown_by_its_number(browser, octocat):
    assert "<b>583231</b>" in words_of(browser.get(PAGE))


def test_the_only_way_in_stays(browser, member, octocat, settings):
    settings.SOCIALACCOUNT_PROVIDERS = GITHUB
    member.set_unusable_password()
    member.save()
    browser.force_login(member)

    page = words_of(browser.post(PAGE, {"account": octocat.pk}))

    assert "This needs correcting" in page
    assert SocialAccount.objects.get() == octocat


def test_where_there_is_nothing_to_connect_the_page_says_so(browser, settings):
    none = "Nothing can be connected here"
    assert none in words_of(browser.get(PAGE))
    settings.SOCIALACCOUNT_PROVIDERS = GITHUB
    assert none not in words_of(browser.get(PAGE))
