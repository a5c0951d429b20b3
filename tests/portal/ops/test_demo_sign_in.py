"""The demo's one-time sign-in: what opens it, what it opens, and that production has none."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings as project
from django.contrib.auth.models import Group
from django.core.checks import run_checks
from django.urls import path

from portal import urls as portal_urls
from portal.kit import clock
from portal.ops import demo_sign_in
from portal.ops.models import DemoMarker, DemoSignIn
from portal.people.models import User

pytestmark = pytest.mark.django_db

# The routes of a server whose door may exist; the suite itself runs without it.
urlpatterns = [
    path("demo/sign-in/<str:token>/", demo_sign_in.sign_in, name="demo_sign_in"),
    *portal_urls.urlpatterns,
]


@pytest.fixture
def demo(settings):
    settings.DEBUG, settings.DEMO_BIND = True, "127.0.0.1:8000"
    settings.ROOT_URLCONF = __name__
    return DemoMarker.objects.create()


@pytest.fixture
def demo_editor():
    user = User.objects.create_user("demo-editor", first_name="Demo", last_name="editor")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def link(demo_editor):
    return demo_sign_in.issue_link(user=demo_editor, base_url="")


def test_looking_at_the_link_only_shows_a_button(client, demo, link):
    assert [client.get(link).status_code for _ in range(2)] == [200, 200]
    assert "Sign in as Demo editor" in client.get(link).text
    assert "_auth_user_id" not in client.session


def test_pressing_it_signs_in_with_both_factors(client, demo, link, demo_editor):
    response = client.post(link)

    assert response.headers["Location"] == "/signed-in/"
    assert client.session["_auth_user_id"] == str(demo_editor.pk)
    assert client.get("/cms/").status_code == 200


def test_it_works_once(client, demo, link):
    client.post(link)
    client.logout()

    response = client.post(link)

    assert response.status_code == 410
    assert "This link has been used" in response.text
    assert "_auth_user_id" not in client.session


def test_it_ends_by_itself(client, demo, link, at):
    at(clock.now() + timedelta(hours=13))

    assert client.post(link).status_code == 410


def test_a_new_link_ends_the_last_one(client, demo, link, demo_editor):
    demo_sign_in.issue_link(user=demo_editor, base_url="")

    assert client.post(link).status_code == 410


def test_the_database_cannot_tell_the_link(link):
    assert DemoSignIn.objects.get().token_hash not in link


class TestLocks:
    """Each is enough by itself: then the address does not exist."""

    def test_no_marker_in_the_database(self, client, demo, link):
        demo.delete()

        assert client.post(link).status_code == 404

    @pytest.mark.parametrize(
        "header",
        [
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "Forwarded",
            "Via",
            "X-Real-Ip",
        ],
    )
    def test_a_header_of_a_proxy(self, client, demo, link, header):
        assert client.post(link, headers={header: "127.0.0.1"}).status_code == 404

    def test_a_client_from_elsewhere(self, client, demo, link):
        assert client.post(link, REMOTE_ADDR="192.0.2.7").status_code == 404

    @pytest.mark.parametrize("bind", ["", "0.0.0.0:8000", "192.0.2.1:8000", "portal.example.org"])
    def test_a_server_bound_elsewhere(self, client, demo, link, settings, bind):
        settings.DEMO_BIND = bind

        assert client.post(link).status_code == 404
        assert demo_sign_in.urls() == []

    def test_no_debug(self, client, demo, link, settings):
        settings.DEBUG = False

        assert client.post(link).status_code == 404
        assert demo_sign_in.urls() == []


@pytest.mark.one_database
class TestProduction:
    def test_there_is_no_route(self, client):
        assert client.get("/demo/sign-in/anything/").status_code == 404
        assert demo_sign_in.urls() == []

    @pytest.mark.parametrize(("debug", "bind"), [(False, "127.0.0.1:8000"), (True, "0.0.0.0:80")])
    def test_a_setting_left_behind_is_an_error_of_every_check(self, settings, debug, bind):
        settings.DEBUG, settings.DEMO_BIND = debug, bind

        assert "portal.E011" in [error.id for error in run_checks(tags=["security"])]

    def test_a_process_of_production_refuses_the_setting(self):
        environment = os.environ | {
            "DEBUG": "0",
            "DEMO_BIND": "127.0.0.1:8000",
            "SECRET_KEY": "x" * 60,
            "PORTAL_BASE_URL": "https://portal.example.org",
            "ALLOWED_HOSTS": "portal.example.org",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }

        done = subprocess.run(
            [sys.executable, "manage.py", "check", "--deploy"],
            cwd=project.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

        assert done.returncode == 1
        assert "portal.E011" in done.stderr
        assert "DEMO_BIND: opens the demo sign-in." in done.stderr
