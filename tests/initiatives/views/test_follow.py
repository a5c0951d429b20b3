"""Following a group is one's own affair: on and off by a button, seen by nobody else."""

import pytest

from initiatives.models import Follow
from initiatives.queries.follow import followed_by, followers
from initiatives.receivers import my_follows
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def bread():
    return InitiativeFactory(slug="bread", name="Bread")


def test_who_is_signed_out_is_led_to_sign_in_and_back(client, bread):
    assert (
        'href="/accounts/login/?next=/initiatives/bread/"' in client.get("/initiatives/bread/").text
    )
    assert client.post("/initiatives/bread/follow/").headers["Location"] == (
        "/accounts/login/?next=/initiatives/bread/follow/"
    )
    assert Follow.objects.count() == 0


def test_following_twice_is_following_once(member, as_member, bread):
    for _ in range(2):
        response = as_member.post("/initiatives/bread/follow/")
        assert response.headers["Location"] == "/initiatives/bread/"

    assert list(followers(initiative=bread)) == [member]
    assert list(followed_by(person=member)) == [bread]
    assert "Stop following this group" in as_member.get("/initiatives/bread/").text


def test_letting_go_twice_is_letting_go_once(member, as_member, bread):
    Follow.objects.create(person=member, initiative=bread)
    other = Follow.objects.create(person=UserFactory(), initiative=bread)
    for _ in range(2):
        as_member.post("/initiatives/bread/unfollow/")

    assert list(Follow.objects.all()) == [other]
    assert "Follow: hear when its meetings move" in as_member.get("/initiatives/bread/").text


@pytest.mark.parametrize("verb", ["follow", "unfollow"])
def test_a_group_that_is_not_listed_can_not_be_tried(as_member, verb):
    InitiativeFactory(slug="hidden", is_listed=False)

    assert as_member.post(f"/initiatives/hidden/{verb}/").status_code == 404
    assert as_member.post(f"/initiatives/nobody-knows/{verb}/").status_code == 404


def test_a_link_follows_nothing(as_member, bread):
    assert as_member.get("/initiatives/bread/follow/").status_code == 405


def test_a_group_that_was_taken_off_the_list_is_not_named_any_more(member, as_member, bread):
    Follow.objects.create(person=member, initiative=bread)
    bread.is_listed = False
    bread.save()

    assert "Bread" not in as_member.get("/me/").text
    assert list(followed_by(person=member)) == []


def test_who_has_left_is_told_nothing(bread):
    Follow.objects.create(person=UserFactory(is_active=False), initiative=bread)

    assert list(followers(initiative=bread)) == []


def test_nobody_sees_who_follows(client, as_member, bread):
    Follow.objects.create(person=UserFactory(username="canary"), initiative=bread)

    for browser in (client, as_member):
        assert "canary" not in browser.get("/initiatives/bread/").text


def test_the_copy_of_ones_data_names_the_groups(member, bread):
    follow = Follow.objects.create(person=member, initiative=bread)

    assert my_follows(sender=None, person=member) == (
        "follows",
        [{"group": "bread", "followed_at": follow.created_at}],
    )
