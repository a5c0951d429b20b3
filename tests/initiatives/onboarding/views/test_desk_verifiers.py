"""A group names who else looks at what newcomers show."""

from datetime import timedelta

import pytest

from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import start_journey
from initiatives.onboarding.actions.verdict import decide, take_evidence
from initiatives.onboarding.models import Verifier
from initiatives.onboarding.queries.own_record import groups_looked_for
from initiatives.onboarding.queries.verifiers import who_accepted_each_other, who_looked
from portal.kit import clock
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db

HERE = "/desk/groups/bear/evidence/"


@pytest.fixture
def group():
    return InitiativeFactory(slug="bear", name="BEAR")


@pytest.fixture
def desk(lead, group):
    lead_of(lead, group)
    return signed_in(lead)


@pytest.fixture
def ann():
    person = UserFactory(username="ann", email="ann@example.org")
    EmailAddressFactory(user=person, email=person.email, verified=True)
    return person


def name(browser, email="ann@example.org"):
    return browser.post(HERE, {"name": "1", "email": email}, follow=True)


def test_the_queue_leads_there(desk):
    assert f'href="{HERE}"' in desk.get("/desk/evidence/").text


def test_who_is_named_looks_from_now_on_and_hears_of_it(desk, ann, group):
    assert "They look at what is shown to your group from now on." in name(desk).text
    name(desk)
    assert Verifier.objects.get().person == ann
    [told] = Notice.objects.filter(person=ann)
    assert (told.template, told.url) == ("onboarding/name_verifier", "/desk/evidence/")
    [row] = groups_looked_for(person=ann)
    assert row["group"] == "bear"
    assert AuditEntry.objects.filter(verb="initiative.verifier_named").count() == 1


def test_the_page_says_until_when_the_foundation_looks_too(desk, settings):
    nobody = "Where nobody else than who walks a path leads the group"
    some = ", and it named fewer than 2 others, who works for the foundation looks too."
    assert nobody + some in desk.get(HERE).text
    settings.LEAST_VERIFIERS = 1
    none = " or is named, who works for the foundation looks."
    assert nobody + none in desk.get(HERE).text


def test_nobody_without_an_account_is_named(desk):
    assert "Nobody has an account whose address this is" in name(desk, "bo@example.org").text
    assert not Verifier.objects.exists()


def test_who_looks_no_longer_is_taken_off(desk, ann, group):
    name(desk)
    verifier = Verifier.objects.get()
    assert "ann@example.org looks no longer" in desk.get(HERE).text
    desk.post(HERE, {"take-off": str(verifier.pk)})
    assert not Verifier.objects.exists()
    for key in (str(verifier.pk), "x", "9" * 30):
        assert desk.post(HERE, {"take-off": key}).status_code == 404


def test_who_works_for_the_foundation_names_others_and_not_themselves(staff, lead, ann, group):
    EmailAddressFactory(user=staff, email=staff.email, verified=True)
    desk = signed_in(staff)
    assert "Only who leads the group could name you." in name(desk, staff.email).text
    assert not Verifier.objects.exists()
    name(desk)
    assert Verifier.objects.get().person == ann


def test_who_leads_may_name_themselves_for_the_day_they_do_not(desk, lead):
    EmailAddressFactory(user=lead, email=lead.email, verified=True)
    name(desk, lead.email)
    assert Verifier.objects.get().person == lead


def test_so_many_are_named_in_an_hour(desk, ann, settings):
    """Nobody finds out by trying who has an account."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "verifier": "1/h/user"}
    name(desk, "bo@example.org")
    assert "You have named many people." in name(desk).text
    assert not Verifier.objects.exists()


def test_only_who_keeps_the_page_of_the_group_names_anybody(as_member, ann, group):
    assert name(as_member).status_code == 403
    assert not Verifier.objects.exists()


def test_two_who_accepted_each_others_steps_are_named(
    desk, ann, group, lead, django_assert_num_queries
):
    path = PathFactory(
        initiative=group, steps=[{"key": "send", "title": "Send", "kind": "evidence"}]
    )
    Verifier.objects.create(initiative=group, person=ann)
    for walker, verifier in ((ann, lead), (lead, ann)):
        assert "accepted each other" not in desk.get(HERE).text
        journey = start_journey(person=walker, path=path)
        told = {"link": f"https://github.com/a/b/pull/{walker.pk}", "words": "Mine."}
        evidence = hand_in(journey=journey, key="send", now=clock.now(), **told)
        take_evidence(evidence=evidence, by=verifier, now=clock.now())
        decide(evidence=evidence, by=verifier, verdict="accepted", answer="", now=clock.now())
    with django_assert_num_queries(2):
        assert [n for _name, n in who_looked(initiative=group, now=clock.now())] == [1, 1]
    assert who_looked(initiative=group, now=clock.now() + timedelta(days=91)) == []
    page = desk.get(HERE).text
    assert "Who looked in the last ninety days" in page
    assert "Who accepted each other’s steps" in page
    names = page.split("each-other")[-1]
    assert "Somebody without a name" in names
    assert "@example.org" not in names
    with django_assert_num_queries(2):
        assert len(who_accepted_each_other(initiative=group)) == 1
