"""An erased person is gone from every table; what stays says "a former member" and no more."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.db import connection, transaction
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.users.models import UserProfile

from initiatives.models import RoleHolding
from portal.kit.models import AuditEntry
from portal.people.actions import erase
from portal.people.actions.erase import LastSuperuser, erase_person
from portal.people.models import User
from portal.people.signals import person_erased
from tests.conftest import signed_in
from tests.factories.people import UserFactory
from tests.portal.people.every_table import places_of
from tests.portal.people.somebody import somebody

pytestmark = pytest.mark.django_db

LONG_ENOUGH_TO_MEET = 0.5


def test_no_word_of_theirs_is_left_in_any_table():
    person = somebody()
    assert places_of("canary") > {
        "account_emailaddress.email",
        "django_session",
        "people_profile.about",
        "socialaccount_socialaccount.extra_data",
        "wagtailcore_modellogentry.label",
    }

    erase_person(person=person, by=person)

    assert places_of("canary") == set()
    assert places_of("Antarctica/Troll") == set()


def test_no_number_of_theirs_is_left_without_a_key():
    person = somebody()
    assert PageLogEntry.objects.filter(user=person).exists()

    erase_person(person=person, by=person)

    assert not User.objects.filter(pk=person.pk).exists()
    for log in (PageLogEntry, ModelLogEntry):
        assert not log.objects.filter(user_id=person.pk).exists()
    assert not Page.objects.filter(owner_id=person.pk).exists()


def test_they_are_signed_out_everywhere_and_nobody_else_is(member):
    person = somebody()
    elsewhere, other = signed_in(person), signed_in(member)
    Session(session_key="broken", session_data="x", expire_date="2100-01-01T00:00Z").save()

    erase_person(person=person, by=person)

    assert elsewhere.get("/me/profile/").status_code == 302
    assert other.get("/me/profile/").status_code == 200
    assert Session.objects.count() == 2


def test_the_trail_keeps_what_they_did_as_a_former_member():
    person = somebody()
    done = AuditEntry.objects.filter(actor=person).count()

    erase_person(person=person, by=person)

    trail = AuditEntry.objects.filter(actor_is_former=True)
    assert trail.count() == done + 1
    assert set(trail.values_list("actor", flat=True)) == {None}
    assert trail.first().verb == "person.erased"


def test_erased_by_an_administrator_the_trail_names_who(superuser):
    person = somebody()

    erase_person(person=person, by=superuser)

    entry = AuditEntry.objects.get(verb="person.erased")
    assert (entry.actor, entry.actor_is_former) == (superuser, False)


def test_their_seat_in_the_catalogue_stays_and_is_nobodys():
    person = somebody()
    seat = RoleHolding.objects.get(person=person)
    published = seat.holder_name

    erase_person(person=person, by=person)

    seat.refresh_from_db()
    assert (seat.person, seat.holder_name) == (None, published)


def test_a_picture_of_theirs_goes_with_its_file(django_capture_on_commit_callbacks):
    person = somebody()
    profile = UserProfile.get_for_user(person)
    profile.avatar.save("face.png", ContentFile(b"pixels"))
    storage, name = profile.avatar.storage, profile.avatar.name

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=person, by=person)

    assert not storage.exists(name)


def test_slices_hear_of_it_while_the_account_still_stands():
    heard = []

    def hear(sender, person, **kwargs):
        heard.append((person.pk, User.objects.filter(pk=person.pk).exists()))

    person_erased.connect(hear)
    try:
        person = somebody()
        number = person.pk
        erase_person(person=person, by=person)
    finally:
        person_erased.disconnect(hear)

    assert heard == [(number, True)]


def test_if_one_slice_cannot_nothing_happens():
    def refuse(sender, **kwargs):
        raise ZeroDivisionError

    person = somebody()
    person_erased.connect(refuse)
    try:
        with pytest.raises(ZeroDivisionError):
            erase_person(person=person, by=person)
    finally:
        person_erased.disconnect(refuse)

    assert User.objects.get(pk=person.pk).profile.display_name == "CANARY name"
    assert Session.objects.count() == 1


def test_the_last_administrator_stays(superuser):
    with pytest.raises(LastSuperuser):
        erase_person(person=superuser, by=superuser)

    assert User.objects.filter(pk=superuser.pk).exists()


def test_an_inactive_administrator_is_none(superuser):
    UserFactory(is_superuser=True, is_active=False)

    with pytest.raises(LastSuperuser):
        erase_person(person=superuser, by=superuser)


def test_one_of_two_administrators_may_go(superuser):
    other = UserFactory(is_superuser=True)

    erase_person(person=other, by=other)

    assert list(User.objects.filter(is_superuser=True)) == [superuser]


def go(person) -> str:
    try:
        erase_person(person=person, by=person)
    except LastSuperuser:
        return "stays"
    finally:
        connection.close()
    return "gone"


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_go_at_once_one_stays():
    first, second = (UserFactory(is_superuser=True) for _ in range(2))
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            erase_person(person=first, by=first)
            waiting = pool.submit(go, second)
            time.sleep(LONG_ENOUGH_TO_MEET)
            assert not waiting.done()
        assert waiting.result() == "stays"
    assert User.objects.filter(is_superuser=True).count() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="its transactions wait for each other")
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_be_gone(monkeypatch):
    monkeypatch.setattr(erase, "hold", lambda name: None)
    first, second = (UserFactory(is_superuser=True) for _ in range(2))
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        erase_person(person=first, by=first)
        assert pool.submit(go, second).result() == "gone"
    assert User.objects.filter(is_superuser=True).count() == 0
