"""Each way to sign in leads to the one that has limits and a second factor."""

import pytest
from django.urls import resolve

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("door", "leads_to"),
    [
        ("/cms/login/", "/accounts/login/"),
        ("/cms/login/?next=/cms/pages/", "/accounts/login/?next=/cms/pages/"),
        ("/_util/login/?next=/news/", "/accounts/login/?next=/news/"),
        ("/cms/password_reset/", "/accounts/password/reset/"),
        ("/cms/password_reset/confirm/MQ/set-password/", "/accounts/password/reset/"),
    ],
)
def test_a_frameworks_door_leads_to_the_portals(client, door, leads_to):
    assert client.get(door).headers["Location"] == leads_to


def test_a_frameworks_door_takes_no_password(client, superuser):
    superuser.set_password("a long enough password")
    superuser.save()
    credentials = {"username": superuser.username, "password": "a long enough password"}

    answers = [client.post(door, credentials) for door in ("/cms/login/", "/_util/login/")]

    assert [answer.headers["Location"] for answer in answers] == ["/accounts/login/"] * 2
    assert "_auth_user_id" not in client.session


def test_djangos_admin_is_not_mounted():
    assert resolve("/admin/login/").url_name == "wagtail_serve"
