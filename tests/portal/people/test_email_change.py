"""A new address counts once somebody answered the mail that was sent there."""

import re
import time
from urllib.parse import quote

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache

from tests.conftest import signed_in
from tests.factories.people import EmailAddressFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(member):
    cache.clear()
    EmailAddressFactory(user=member)
    browser = signed_in(member)
    session = browser.session
    session["account_authentication_methods"].append(
        {"method": "password", "at": time.time(), "reauthenticated": True}
    )
    session.save()
    return browser


def ask_for(browser, email):
    return browser.post("/accounts/email/", {"action_add": "1", "email": email})


def test_the_old_one_stays_until_then(browser, member):
    ask_for(browser, "new@example.org")
    member.refresh_from_db()
    assert member.email == "a-member@example.org"
    page = browser.get("/accounts/email/").text
    assert "<b>new@example.org</b> waits for you" in page
    assert "style=" not in page

    body = next(message.body for message in mail.outbox if message.to == ["new@example.org"])
    browser.post(re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", body)[1])

    member.refresh_from_db()
    assert member.email == "new@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [
        ("new@example.org", True)
    ]


def test_a_change_can_be_cancelled(browser):
    ask_for(browser, "new@example.org")

    browser.post("/accounts/email/", {"action_remove": "1", "email": "new@example.org"})

    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["a-member@example.org"]


def test_an_address_no_mail_reaches_comes_back_with_the_reason(browser):
    assert "Enter an address like name@example.org." in ask_for(browser, "a@localhost").text


def test_another_browser_signs_in_first(browser, member, client):
    """Else a stranger could move an account of theirs to somebody who opens every link."""
    ask_for(browser, "new@example.org")
    body = next(message.body for message in mail.outbox if message.to == ["new@example.org"])
    link = re.search(r"https?://[^/]+(/accounts/confirm-email/\S+)", body)[1]

    response = client.post(link, follow=True)

    assert response.redirect_chain == [(f"/accounts/login/?next={quote(link, safe='')}", 302)]
    assert "Sign in first; then confirm your new address." in response.text
    member.refresh_from_db()
    assert member.email == "a-member@example.org"
    assert not EmailAddress.objects.get(email="new@example.org").verified
