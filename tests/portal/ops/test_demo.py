"""`manage.py demo`: fills an untouched database once, and never another."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from events.models import Series
from initiatives.models import Initiative, InitiativePage, RoleHolding
from initiatives.onboarding.models import Path
from mentorship.core.phases import phase_at
from mentorship.models import Cohort
from portal.home.actions.write_page import read_pages
from portal.home.models import ArticlePage, ContentPage, SiteText
from portal.kit import clock
from portal.notices.models import MailState, Notice
from portal.ops.demo_mentorship import COHORT, PHASES
from portal.ops.demo_paths import PATHS
from portal.ops.demo_site import is_demo, ribbon
from portal.ops.models import DemoMarker, DemoSignIn
from portal.people.models import User
from portal.people.queries.account import account_of
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
ROLES = [
    *("administrator", "editor", "lead", "mentee", "mentor"),
    *("newcomer", "organizer", "program admin"),
]
IN_THE_CAST = "maren-okabe-whitfield"


@pytest.fixture
def asked_anew():
    """The answer is kept for the life of a process; a test needs its own."""
    is_demo.cache_clear()
    yield
    is_demo.cache_clear()


@pytest.fixture
def jobs_wait(settings):
    """As outside of tests: what is told in between is mailed by a worker, later."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def contents() -> dict[str, int]:
    models = (Initiative, Series, RoleHolding, InitiativePage, ArticlePage, ContentPage, User)
    return {model.__name__: model.objects.count() for model in models}


def test_the_first_run_fills_and_the_second_loses_nothing(settings, capsys, asked_anew, jobs_wait):
    settings.DEBUG = True

    call_command("demo")

    filled = contents()
    assert filled["Initiative"] == 66
    assert filled["User"] == len(ROLES) + 128
    assert min(filled.values()) > 0
    assert SiteText.load().sentence
    for entry in read_pages(path=PATHS):
        assert Path.objects.get(slug=entry["slug"]).skills.count() == len(entry["skills"])
    assert is_demo()
    first = capsys.readouterr().out
    assert first.count("http://127.0.0.1:8000/demo/sign-in/") == len(ROLES)

    ArticlePage.objects.first().delete()
    call_command("demo")

    assert contents() == {**filled, "ArticlePage": filled["ArticlePage"] - 1}
    assert DemoMarker.objects.count() == 1
    assert DemoSignIn.objects.count() == len(ROLES)

    # What stands in it: facts of a foundation, invented people, and nobody whom mail reaches.
    assert not RoleHolding.objects.exclude(holder_name="", holder_handle="").exists()
    roles = User.objects.filter(username__startswith="demo-").values_list("last_name", flat=True)
    assert sorted(roles) == ROLES
    assert not User.objects.exclude(email__endswith="@example.org").exists()
    confirmed = EmailAddress.objects.filter(verified=True, primary=True)
    accounts = User.objects.filter(username__startswith="demo-").values_list("pk", "email")
    assert dict(confirmed.values_list("user", "email")) == dict(accounts)
    found = [account_of(address=f"{name}@example.org") for name in ("demo-newcomer", IN_THE_CAST)]
    assert [one.username for one in found] == ["demo-newcomer", f"cast-{IN_THE_CAST}"]
    assert Notice.objects.exists()
    assert not letters_that_wait()
    assert not any(user.has_usable_password() for user in User.objects.all())
    lead = User.objects.get(username="demo-lead")
    assert lead.groups.get().name == f"Leads of {lead.roles.get().initiative.slug}"
    assert Group.objects.get(name="Editors").user_set.get().username == "demo-editor"


def letters_that_wait() -> bool:
    return Notice.objects.filter(mail=MailState.DUE).exists()


@pytest.mark.one_database
def test_the_term_is_moved_to_every_phase_and_back(settings, capsys, asked_anew, jobs_wait):
    settings.DEBUG = True
    call_command("demo")
    found = {}
    for phase in [*PHASES, "review"]:
        call_command("demo", phase=phase)
        cohort = Cohort.objects.get(key=COHORT)
        found[phase] = (
            phase_at(cohort.dates, clock.now()),
            cohort.applications.filter(status="accepted").count(),
            cohort.matches.open().exists(),
        )
        assert not letters_that_wait()
    assert found == {
        "applications": ("applications", 0, False),
        "review": ("review", 57, False),
        "matched": ("matched", 130, True),
        "running": ("running", 130, True),
        "midterm": ("midterm", 130, True),
        "finished": ("finished", 115, True),  # its report has 15 who were turned down to tell of
    }
    assert cohort.applications.filter(role="mentor").count() == 40
    assert cohort.applications.filter(role="mentee").count() == 90


def test_a_site_of_its_own_is_never_moved(db, capsys):
    UserFactory()
    with pytest.raises(CommandError, match="no demo to move"):
        call_command("demo", phase="matched")


@pytest.mark.parametrize("content", [InitiativeFactory, UserFactory], ids=["a group", "an account"])
def test_a_database_with_content_of_its_own_is_left_alone(content, settings, capsys):
    settings.DEBUG = True
    content()
    before = contents()

    call_command("demo")

    assert contents() == before
    assert not DemoMarker.objects.exists()
    assert "content of its own" in capsys.readouterr().out


def test_without_debug_there_are_no_links(capsys):
    DemoMarker.objects.create()

    call_command("demo")

    assert "/demo/sign-in/" not in capsys.readouterr().out
    assert not DemoSignIn.objects.exists()


def test_the_ribbon_asks_once_a_process(asked_anew, django_assert_num_queries, rf):
    DemoMarker.objects.create()

    with django_assert_num_queries(1):
        answers = [ribbon(rf.get("/"))["is_demo"]() for _ in range(3)]

    assert answers == [True, True, True]
