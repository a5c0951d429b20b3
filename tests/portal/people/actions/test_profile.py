"""What people tell about themselves, and to whom: nothing to anybody until they say so."""

import pytest
from django.db import IntegrityError, transaction

from portal.kit.models import AuditEntry
from portal.people.actions.profile import (
    HandleTaken,
    begin_profile,
    save_profile,
    set_disclosures,
)
from portal.people.models import Disclosure, Profile, User
from portal.people.queries.profile import is_new, shown_profile
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

FACTS = {
    "display_name": "Ada",
    "handle": "ada",
    "pronouns": "she/her",
    "about": "Engines.",
    "hours_per_week": 4,
    "timezone": "Europe/London",
}


def save(person, **facts):
    return save_profile(person=person, by=person, **FACTS | facts)


def test_everything_is_kept_and_nothing_is_shown(member):
    save(member)

    member.refresh_from_db()
    assert (member.handle, member.timezone) == ("ada", "Europe/London")
    assert Profile.objects.values("display_name", "pronouns", "about", "hours_per_week").get() == {
        "display_name": "Ada",
        "pronouns": "she/her",
        "about": "Engines.",
        "hours_per_week": 4,
    }
    assert [shown_profile(person=member, audience=a) for a in ("members", "everyone")] == [
        None,
        None,
    ]


def test_the_trail_says_that_and_not_what(member):
    save(member)

    assert list(AuditEntry.objects.values_list("actor", "verb", "object_type", "reason")) == [
        (member.pk, "profile.saved", "people.profile", "")
    ]


@pytest.mark.parametrize("handle", ["ada", "ADA"])
def test_a_handle_has_one_owner_in_any_case(member, handle):
    save(UserFactory())

    with pytest.raises(HandleTaken):
        save(member, handle=handle, display_name="Somebody")

    member.refresh_from_db()
    assert member.handle is None
    assert not Profile.objects.filter(person=member).exists()


def test_the_database_holds_that_too(member):
    UserFactory(handle="ada")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=member.pk).update(handle="aDa")


def test_a_handle_that_is_given_up_is_free(member):
    other = UserFactory()
    save(other)
    save(other, handle="lovelace")

    save(member)

    member.refresh_from_db()
    assert member.handle == "ada"


def test_many_may_have_none(member):
    save(member, handle="")
    save(UserFactory(), handle=None)

    assert User.objects.filter(handle=None).count() == 2


def test_after_the_first_steps_nobody_is_new(member):
    assert is_new(person=member)

    begin_profile(person=member, display_name="", timezone="", by=member)

    assert not is_new(person=member)


def test_the_first_steps_taken_again_take_nothing_away(member):
    save(member)

    begin_profile(person=member, display_name="", timezone="", by=member)

    member.refresh_from_db()
    assert (member.profile.display_name, member.timezone) == ("Ada", "Europe/London")


def test_the_first_steps_give_a_name_and_a_clock(member):
    begin_profile(person=member, display_name="Ada", timezone="Asia/Kolkata", by=member)

    member.refresh_from_db()
    assert (member.profile.display_name, member.timezone) == ("Ada", "Asia/Kolkata")


def test_parts_that_are_not_named_are_hidden_again(member):
    set_disclosures(person=member, audiences={"name": "everyone", "about": "members"}, by=member)
    set_disclosures(person=member, audiences={"name": "members"}, by=member)

    assert list(Disclosure.objects.values_list("part", "audience")) == [("name", "members")]


@pytest.mark.parametrize("audiences", [{"email": "everyone"}, {"name": "friends"}])
def test_an_unknown_word_shows_nothing(member, audiences):
    with pytest.raises(IntegrityError), transaction.atomic():
        set_disclosures(person=member, audiences=audiences, by=member)

    assert Disclosure.objects.count() == 0
