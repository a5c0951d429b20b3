"""A copy to take along and the way out, both after showing once more who is there."""

import json
import time
from urllib.parse import unquote

import pytest
from django.core import mail

from portal.kit.models import AuditEntry
from portal.people.models import User
from tests.conftest import signed_in
from tests.factories.people import UserFactory
from tests.portal.people.every_table import places_of
from tests.portal.people.somebody import somebody

pytestmark = pytest.mark.django_db

DATA, EXPORT, ERASE = "/me/data/", "/me/data/export/", "/me/data/erase/"


def proved(user):
    """A browser in which the password was typed again a moment ago."""
    browser = signed_in(user)
    session = browser.session
    session["account_authentication_methods"].append(
        {"method": "password", "at": time.time(), "reauthenticated": True}
    )
    session.save()
    return browser


@pytest.fixture
def passwordless(member):
    member.set_unusable_password()
    member.save()
    return member


@pytest.mark.parametrize(
    ("method", "address"), [("get", DATA), ("post", EXPORT), ("get", ERASE), ("post", ERASE)]
)
def test_the_password_is_asked_again(as_member, member, method, address):
    response = getattr(as_member, method)(address, {"is_sure": "on"})

    assert response.headers["Location"].startswith("/accounts/reauthenticate/?next=%2Fme%2Fdata%2F")
    assert User.objects.filter(pk=member.pk).exists()
    assert not AuditEntry.objects.exists()


def test_who_proved_it_long_ago_is_asked_too(member):
    browser = proved(member)
    session = browser.session
    session["account_authentication_methods"][-1]["at"] -= 3600
    session.save()

    assert browser.get(DATA).status_code == 302


def entered(user, *, minutes_ago, **record):
    """A browser of somebody who has neither password nor factor to show again."""
    browser = signed_in(user)
    session = browser.session
    session["account_authentication_methods"] = [
        {"at": time.time() - 60 * minutes_ago, **record},
    ]
    session.save()
    return browser


ELSEWHERE, DEMO = {"method": "socialaccount"}, {"method": "mfa", "type": "demo"}


@pytest.mark.parametrize("record", [ELSEWHERE, DEMO])
@pytest.mark.parametrize(
    ("method", "address", "back"),
    [("get", DATA, DATA), ("post", EXPORT, DATA), ("get", ERASE, ERASE), ("post", ERASE, DATA)],
)
def test_who_has_no_password_signs_in_once_more(passwordless, record, method, address, back):
    browser = entered(passwordless, minutes_ago=6, **record)

    response = getattr(browser, method)(address, {"is_sure": "on"}, follow=True)

    [(login, status)] = response.redirect_chain
    assert (login.partition("?next=")[0], status) == ("/accounts/login/", 302)
    assert unquote(login.partition("?next=")[2]).partition("?")[0] == back
    assert "To be sure that it is you: sign in once more." in response.text
    assert "_auth_user_id" not in browser.session
    assert User.objects.filter(pk=passwordless.pk).exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("record", [ELSEWHERE, DEMO])
def test_unless_they_did_a_moment_ago(passwordless, record):
    browser = entered(passwordless, minutes_ago=4, **record)

    assert browser.get(DATA).status_code == 200
    assert browser.post(EXPORT).headers["Content-Type"] == "application/json"
    erased = browser.post(ERASE, {"is_sure": "on"})
    assert erased.headers["Location"] == "/me/data/erased/"


def test_a_session_that_says_nothing_is_an_old_one(passwordless):
    browser = signed_in(passwordless)
    session = browser.session
    del session["account_authentication_methods"]
    session.save()

    assert browser.post(EXPORT).headers["Location"] == "/accounts/login/?next=%2Fme%2Fdata%2F"


def test_a_copy_is_a_file_that_nobody_keeps():
    person = somebody()

    response = proved(person).post(EXPORT)

    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert response.headers["Cache-Control"] == "private, no-store"
    assert json.loads(response.content)["sections"]["profile"][0]["about"] == "CANARY about"


def test_a_link_alone_makes_no_copy(member):
    assert proved(member).get(EXPORT).status_code == 405


def test_without_the_tick_nothing_is_erased(member):
    response = proved(member).post(ERASE, {})

    assert response.context["form"].errors == {
        "is_sure": ["Tick the box, so that nothing is erased by mistake."]
    }
    assert User.objects.filter(pk=member.pk).exists()


def test_with_it_the_person_is_gone_and_told(client):
    person = somebody()
    browser = proved(person)

    response = browser.post(ERASE, {"is_sure": "on"}, follow=True)

    assert response.redirect_chain == [("/me/data/erased/", 302)]
    assert "_auth_user_id" not in browser.session
    assert places_of("canary") == set()
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["canary@example.org"], "Your account was erased")
    ]


def test_with_the_mail_server_down_too(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1

    response = proved(somebody()).post(ERASE, {"is_sure": "on"})

    assert response.headers["Location"] == "/me/data/erased/"


def test_the_last_administrator_reads_why_not(superuser):
    response = proved(superuser).post(ERASE, {"is_sure": "on"})

    assert "You are the last administrator." in response.text
    assert User.objects.filter(pk=superuser.pk).exists()


def test_the_door_of_the_editors_area_erases_by_the_same_action(superuser):
    person = somebody()

    response = signed_in(superuser).post(f"/cms/users/delete/{person.pk}/")

    assert response.headers["Location"] == "/cms/users/"
    assert places_of("canary") == set()
    assert AuditEntry.objects.get(verb="person.erased").actor == superuser


def test_a_look_at_that_door_erases_nobody(superuser, member):
    assert signed_in(superuser).get(f"/cms/users/delete/{member.pk}/").status_code == 200
    assert User.objects.filter(pk=member.pk).exists()


def test_many_at_once_are_erased_by_it_too(superuser):
    people = [somebody(), UserFactory()]
    ids = "&".join(f"id={person.pk}" for person in people)

    signed_in(superuser).post(f"/cms/bulk/people/user/delete/?{ids}")

    assert list(User.objects.all()) == [superuser]
    assert places_of("canary") == set()
