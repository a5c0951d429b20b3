"""Somebody signs up with the address of somebody else and waits for them to open the link."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.cache import cache
from django.test import Client

from portal.kit.models import AuditEntry
from portal.people.models import User

pytestmark = pytest.mark.django_db

EMAIL = "victim@example.org"
STRANGERS, OWN = "a password of a stranger", "a password of their own"
SIGNED_IN = "_auth_user_id"


@pytest.fixture
def stranger():
    cache.clear()
    browser = Client()
    browser.post("/accounts/signup/", {"email": EMAIL, "password1": STRANGERS})
    return browser


@pytest.fixture
def link(stranger):
    return re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", mail.outbox[0].body)[1]


def enters(password, browser=None) -> bool:
    browser = browser or Client()
    browser.post("/accounts/login/", {"login": EMAIL, "password": password})
    return SIGNED_IN in browser.session


def test_who_opens_the_link_elsewhere_chooses_a_password_and_comes_in_with_it(client, link):
    page = client.post(link, follow=True)

    assert page.redirect_chain[-1][0].endswith("-set-password/?next=%2Faccounts%2Flogin%2F")
    assert "a password chosen there no longer works: choose one here." in page.text
    assert EmailAddress.objects.get().verified
    assert not enters(STRANGERS)

    form = {"password1": OWN, "password2": OWN, "next": "/accounts/login/"}
    chosen = client.post(page.context["action_url"], form)

    assert chosen.headers["Location"] == "/accounts/login/"
    assert enters(OWN, client)
    assert not enters(STRANGERS)


def test_who_chooses_none_now_asks_for_it_by_mail_later(client, link):
    client.post(link)

    client.post("/accounts/password/reset/", {"email": EMAIL})

    assert mail.outbox[-1].to == [EMAIL]
    assert "/accounts/password/reset/key/" in mail.outbox[-1].body


def test_the_browser_of_the_stranger_stays_outside(client, stranger, link):
    client.post(link)

    for address in ("/accounts/confirm-email/", "/accounts/2fa/authenticate/", "/signed-in/", link):
        stranger.get(address, follow=True)
        stranger.post(address, {"login": EMAIL, "password": STRANGERS}, follow=True)

    assert SIGNED_IN not in stranger.session
    assert not enters(STRANGERS, stranger)


def test_a_second_factor_of_the_stranger_would_go_too(client, link):
    TOTP.activate(User.objects.get(), "JBSWY3DPEHPK3PXP")

    client.post(link)

    assert not User.objects.get().authenticator_set.exists()
    assert AuditEntry.objects.values_list("verb", flat=True).get() == "person.ways_in_dropped"


def test_the_link_opened_twice_drops_nothing_more(client, link):
    client.post(link)
    person = User.objects.get()
    person.set_password(OWN)
    person.save()

    assert Client().post(link).status_code == 404
    assert enters(OWN)


def test_an_address_that_another_account_proved_meanwhile_changes_nothing(client, link):
    other = User.objects.create(username="other")
    EmailAddress.objects.create(user=other, email=EMAIL, verified=True)

    client.post(link)

    assert User.objects.get(email=EMAIL).check_password(STRANGERS)


def test_the_same_browser_comes_straight_in(stranger, link):
    assert stranger.post(link).headers["Location"] == "/signed-in/"
    assert SIGNED_IN in stranger.session
    assert enters(STRANGERS)


def test_the_same_browser_keeps_its_password_a_day_later(stranger, link, at):
    at("2030-01-01T12:00Z")
    stranger.post("/accounts/login/", {"login": EMAIL, "password": STRANGERS})
    link = re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", mail.outbox[-1].body)[1]
    at("2030-01-02T12:00Z")

    assert stranger.post(link).headers["Location"] == "/accounts/login/"
    assert enters(STRANGERS)


def test_another_browser_in_which_the_password_was_typed_is_theirs_as_well(client, link):
    client.post("/accounts/login/", {"login": EMAIL, "password": STRANGERS})

    assert client.post(link).headers["Location"] == "/signed-in/"
    assert enters(STRANGERS)
