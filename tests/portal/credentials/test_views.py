"""A stranger checks what somebody showed them; the holder decides about the name."""

import json
from uuid import uuid4

import pytest

from portal.credentials.actions.credential import revoke_credential
from portal.credentials.actions.shown_name import show_name
from portal.credentials.models import Credential
from portal.people.actions.erase import erase_person
from portal.people.actions.profile import begin_profile
from tests.conftest import signed_in
from tests.factories.credentials import CredentialFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NAME = "Ada of Lovelace"


def words(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def one(member):
    return CredentialFactory(holder=member)


def test_a_valid_one_says_so_and_names_nobody(client, one, member):
    page = client.get(one.get_absolute_url())
    assert page.status_code == 200
    assert "This certificate is valid" in words(page)
    assert "completed twelve weeks of mentorship" in words(page)
    assert "A person who shows no name here" in words(page)
    assert f"/verify/{one.public_id}/" in words(page)
    assert member.email not in words(page)


def test_it_is_kept_by_no_cache_and_no_search_engine(client, one):
    page = client.get(one.get_absolute_url())
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"


def test_a_revoked_one_says_when_and_why(client, one, staff, now):
    show_name(credential=one, name=NAME, by=one.holder)
    revoke_credential(credential=one, by=staff, reason="It was of somebody else.", now=now)
    page = words(client.get(one.get_absolute_url()))
    assert "This certificate was revoked" in page
    assert "It was of somebody else." in page
    assert "2 February 2026" in page
    assert "This certificate is valid" not in page


@pytest.mark.parametrize("wrong", [str(uuid4()), "nothing", "%22%3E%3Cb%3E"])
def test_an_unknown_one_is_not_found(client, wrong):
    page = client.get(f"/verify/{wrong}/")
    assert page.status_code == 404
    assert "No certificate has this address" in words(page)
    assert json.loads(client.get(f"/verify/{wrong}/?format=json").content)["status"] == "unknown"


def test_another_spelling_of_the_same_number_is_no_address(client, one):
    assert client.get(f"/verify/{one.public_id.hex}/").status_code == 404
    assert client.get(f"/verify/{str(one.public_id).upper()}/").status_code == 404


def test_programs_read_the_same(client, one, staff, now):
    show_name(credential=one, name=NAME, by=one.holder)
    answer = client.get(f"{one.get_absolute_url()}?format=json")
    facts = json.loads(answer.content)
    assert (facts["status"], facts["name"], facts["reason"]) == ("valid", NAME, None)
    assert facts["url"].endswith(one.get_absolute_url())
    assert answer["Access-Control-Allow-Origin"] == "*"
    revoke_credential(credential=one, by=staff, reason="Wrong person.", now=now)
    facts = json.loads(client.get(f"{one.get_absolute_url()}?format=json").content)
    assert (facts["status"], facts["reason"], facts["revoked_on"]) == (
        "revoked",
        "Wrong person.",
        "2026-02-02",
    )


def test_of_who_erased_their_account_no_name_is_left(client, one, member):
    show_name(credential=one, name=NAME, by=member)
    erase_person(person=member, by=member)
    page = words(client.get(one.get_absolute_url()))
    assert "This certificate is valid" in page
    assert "has erased their account since" in page
    assert NAME not in page
    assert json.loads(client.get(f"{one.get_absolute_url()}?format=json").content)["holder"] == (
        "erased"
    )


def test_a_check_asks_the_database_once(client, one, django_assert_num_queries):
    client.get(one.get_absolute_url())
    with django_assert_num_queries(1):
        client.get(f"{one.get_absolute_url()}?format=json")


def test_the_holder_shows_changes_and_hides_a_name(client, one, member):
    begin_profile(person=member, display_name=NAME, timezone="UTC", by=member)
    own = signed_in(member)
    address = f"/me/credentials/{one.public_id}/"
    assert NAME in words(own.get(address))
    assert own.post(address, {"name": ""}).status_code == 200
    own.post(address, {"name": "Countess Ada"})
    assert "Countess Ada" in words(client.get(one.get_absolute_url()))
    assert "Choose the name that stands on it" in words(own.get(one.get_absolute_url()))
    assert "Choose the name that stands on it" not in words(client.get(one.get_absolute_url()))
    own.post(address, {"hide": "yes"})
    assert "Countess Ada" not in words(client.get(one.get_absolute_url()))


def test_nobody_else_touches_it(one):
    other = signed_in(UserFactory())
    address = f"/me/credentials/{one.public_id}/"
    assert other.get(address).status_code == 404
    assert other.post(address, {"name": "Mine"}).status_code == 404
    assert Credential.objects.get().name == ""


@pytest.mark.parametrize("count", [1, 30])
def test_ones_own_list_costs_the_same(member, count, django_assert_num_queries):
    for _number in range(count):
        CredentialFactory(holder=member)
    own = signed_in(member)
    own.get("/me/credentials/")
    with django_assert_num_queries(7):
        own.get("/me/credentials/")


def test_who_has_none_reads_how_one_comes(as_member):
    assert "You have none yet" in words(as_member.get("/me/credentials/"))
