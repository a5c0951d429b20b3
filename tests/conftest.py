"""People, their signed-in browsers and a clock to set: what tests of every slice share."""

import time as stdlib_time
from datetime import UTC, datetime

import pytest
import time_machine
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.contrib.auth.models import Group, Permission
from django.test import Client

from events.actions.horizon import materialise
from initiatives.actions.role import claim_role
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import RoleFactory
from tests.factories.people import UserFactory


@pytest.fixture
def at():
    """Set the clock: `at("2026-03-05T12:00Z")`. It runs on from there until the test ends."""
    travels = []

    def travel(moment: str | datetime):
        if isinstance(moment, str):
            moment = datetime.fromisoformat(moment)
        assert moment.tzinfo, "an instant, not a wall time"
        travels.append(time_machine.travel(moment, tick=True))
        return travels[-1].start()

    yield travel
    for travelled in reversed(travels):
        travelled.stop()


@pytest.fixture
def member(db):
    return UserFactory(username="a-member")


@pytest.fixture
def lead(db):
    """Holds no seat yet: `lead_of(user, group)` gives one, or a test claims one itself."""
    return UserFactory(username="a-lead")


def lead_of(user, initiative):
    """The user as chair of the group, with the rights that come with the seat."""
    return claim_role(
        holding=RoleFactory(initiative=initiative, role="chair"), person=user, by=None
    )


@pytest.fixture
def editor(db):
    user = UserFactory(username="an-editor")
    user.groups.add(Group.objects.get(name="Editors"))
    return user


@pytest.fixture
def staff(db):
    """Works for the foundation: no superuser, but may note what its bodies decide."""
    user = UserFactory(username="a-clerk")
    user.user_permissions.add(Permission.objects.get(codename="change_initiative"))
    return user


@pytest.fixture
def superuser(db):
    return UserFactory(username="a-superuser", is_staff=True, is_superuser=True)


def signed_in(user) -> Client:
    """A browser in which somebody has signed in with both factors a moment ago."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "password", "at": stdlib_time.time(), "username": user.username},
        {"method": "mfa", "type": "totp", "at": stdlib_time.time()},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def shown_again(browser: Client) -> Client:
    """The same browser, a moment after its person typed the password once more."""
    session = browser.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][0]["reauthenticated"] = True
    session.save()
    return browser


@pytest.fixture
def as_member(member):
    return signed_in(member)


@pytest.fixture
def as_lead(lead):
    return signed_in(lead)


@pytest.fixture
def as_editor(editor):
    return signed_in(editor)


@pytest.fixture
def as_superuser(superuser):
    return signed_in(superuser)


@pytest.fixture
def now(at):
    """Monday 2 February 2026, 09:00 UTC."""
    moment = datetime(2026, 2, 2, 9, tzinfo=UTC)
    at(moment)
    return moment


@pytest.fixture
def make_series(db, now):
    """A meeting series with its dates made, of a group of its own unless told."""

    def make(**facts):
        series = SeriesFactory(**{"changed_at": now} | facts)
        materialise(series=series, now=now)
        return series

    return make
