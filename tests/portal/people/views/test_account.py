"""One calm page from which every key of an account is reached."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount

from portal.people.queries.account import AccountFacts, account_facts
from tests.conftest import signed_in
from tests.factories.people import EmailAddressFactory

pytestmark = pytest.mark.django_db


def test_what_an_account_has(member):
    EmailAddressFactory(user=member)
    EmailAddress.objects.create(user=member, email="new@example.org")
    member.set_password("a long enough password")
    TOTP.activate(member, "JBSWY3DPEHPK3PXP")
    SocialAccount.objects.create(user=member, provider="oidc", uid="1")

    assert account_facts(person=member) == AccountFacts(
        email="a-member@example.org",
        waiting_email="new@example.org",
        has_password=True,
        has_second_factor=True,
        connections=1,
        can_connect=False,
    )


def test_recovery_codes_alone_are_no_second_factor(member):
    RecoveryCodes.activate(member)

    assert not account_facts(person=member).has_second_factor


def test_without_a_password_the_page_offers_to_set_one(member):
    member.set_unusable_password()
    member.save()

    page = signed_in(member).get("/me/account/").text

    assert "/accounts/password/set/" in page
    assert "/accounts/password/change/" not in page.split("<main")[1].split("<h1>")[1]


def test_other_accounts_are_spoken_of_only_where_there_are_any(as_member, settings):
    assert "/accounts/3rdparty/" not in as_member.get("/me/account/").text

    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [{"provider_id": "oidc", "name": "X", "client_id": "1"}]}
    }
    assert "/accounts/3rdparty/" in as_member.get("/me/account/").text


@pytest.mark.parametrize("addresses", [1, 20])
def test_as_many_queries_for_one_address_as_for_many(member, addresses, django_assert_num_queries):
    for number in range(addresses):
        EmailAddress.objects.create(user=member, email=f"{number}@example.org")

    with django_assert_num_queries(4):
        account_facts(person=member)
