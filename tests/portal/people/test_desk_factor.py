"""`/desk/` opens only to a session that has shown a second factor; who may do what there, its
views decide."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP

from tests.conftest import signed_in

pytestmark = pytest.mark.django_db

ADDRESSES = ["/desk/", "/desk/meetings/", "/desk/anything/at/all/"]


def with_the_password_alone(user):
    browser = signed_in(user)
    session = browser.session
    session["account_authentication_methods"] = session["account_authentication_methods"][:1]
    session.save()
    return browser


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_one_the_way_leads_to_setting_it_up(member, address):
    response = with_the_password_alone(member).get(address, follow=True)

    assert response.redirect_chain == [("/accounts/2fa/", 302)]
    assert "The desk needs a second factor" in response.text


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_one_is_asked_for_it(member, address):
    browser = with_the_password_alone(member)
    TOTP.activate(member, "JBSWY3DPEHPK3PXP")

    assert browser.get(address).headers["Location"].startswith("/accounts/2fa/reauthenticate/")


def test_a_post_goes_no_other_way(superuser):
    browser = with_the_password_alone(superuser)

    assert browser.post("/desk/meetings/").headers["Location"] == "/accounts/2fa/"


def test_who_is_not_signed_in_is_sent_to_do_so_by_the_view(client):
    assert client.get("/desk/").headers["Location"] == "/accounts/login/?next=/desk/"


def test_what_one_has_of_oneself_needs_none(member):
    browser = with_the_password_alone(member)

    assert [browser.get(a).status_code for a in ("/me/", "/me/profile/", "/me/account/")] == [
        200,
        200,
        200,
    ]


def test_a_session_from_before_takes_no_copy_of_an_account_with_a_factor(member):
    browser = with_the_password_alone(member)
    TOTP.activate(member, "JBSWY3DPEHPK3PXP")

    for address in ("/me/data/", "/me/data/export/", "/me/data/erase/"):
        assert browser.post(address).headers["Location"].startswith("/accounts/2fa/reauth")
