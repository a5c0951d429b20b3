"""People, their signed-in browsers and a clock to set: what tests of every slice share."""

import time as stdlib_time
from datetime import UTC, datetime

import pytest
import time_machine
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings

from events.actions.horizon import materialise
from initiatives.actions.role import claim_role
from portal.record.models import triggers
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import RoleFactory
from tests.factories.people import UserFactory

# How long a draw takes says how busy the machine is; what has to be quick is timed by `within`.
hypothesis_settings.register_profile(
    "suite", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("suite")
# What is counted as run is run by an example each time, never by a lucky draw: bin/coverage.
hypothesis_settings.register_profile(
    "examples", hypothesis_settings.get_profile("suite"), phases=[Phase.explicit]
)


def pytest_collection_modifyitems(items):
    """What asks for no database depends on none. Views ask through queries and act through actions,
    which run on both, as does the matrix, which visits each page.
    """
    for item in items:
        asks = {"db", "transactional_db", "live_server"} & set(item.fixturenames)
        if "views" in item.path.parts or not (asks or item.get_closest_marker("django_db")):
            item.add_marker("one_database")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Without the record's triggers: tests that commit empty all tables afterwards. Those of the
    record put the triggers back for themselves.
    """
    with django_db_blocker.unblock():
        triggers.unguard(connection)


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
    """A browser in which somebody has signed in with both factors a moment ago.

    Its session is written as the forms leave it: going through them costs more than most pages.
    """
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            AUTHENTICATION_METHODS_SESSION_KEY: [
                {"method": "password", "at": stdlib_time.time(), "username": user.username},
                {"method": "mfa", "type": "totp", "at": stdlib_time.time()},
            ],
            "account_authentication_methods_user": str(user.pk),
        }
    )
    session.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
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
