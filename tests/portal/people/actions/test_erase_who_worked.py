"""Somebody who walked a path, was judged and judged others, and goes: no row, no file, no number of
theirs is left, what they wrote for others stands without them, and the record holds."""

from datetime import timedelta
from io import StringIO

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.management import call_command

from initiatives.actions.task_claim import claim_task, hand_in_task
from initiatives.contributions.actions.delivery import take_delivery
from initiatives.ladder.actions.decision import decide as decide_promotion
from initiatives.ladder.actions.promotion import show_work
from initiatives.ladder.actions.sponsorship import give_sponsorship, make_objection
from initiatives.onboarding.actions.certificate import certify_walk
from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import start_journey
from initiatives.onboarding.actions.shown_picture import FILES
from initiatives.onboarding.actions.verdict import decide
from initiatives.onboarding.actions.verifier import name_verifier
from initiatives.onboarding.core.picture import Picture
from initiatives.onboarding.models import Evidence
from mentorship.actions.program import appoint_admin
from mentorship.cohort_life.actions.check_in import say_check_in
from mentorship.models import Application
from portal.credentials.actions.shown_link import show_link
from portal.credentials.actions.shown_name import show_name
from portal.credentials.models import Credential
from portal.kit import clock
from portal.people.actions.erase import erase_person
from portal.record.models import Entry
from tests.conftest import lead_of
from tests.factories.initiatives import TaskFactory
from tests.factories.ladder import asked, group_with_ladder, stands
from tests.factories.mentorship import ProgramFactory
from tests.factories.onboarding import PathFactory
from tests.factories.people import EmailAddressFactory, UserFactory
from tests.initiatives.contributions.deliveries import body_of, merged
from tests.mentorship.cohort_life.together import at as day
from tests.mentorship.cohort_life.together import pair_together
from tests.portal.people.every_table import places_of
from tests.portal.people.somebody import somebody

pytestmark = pytest.mark.django_db

NUMBER = 8_080_808_080
PULL = "https://example.org/canary/pull/1"
A_DAY = timedelta(days=1)
LADDER = """\
rungs:
  - {key: helper, title: Helper}
  - key: reviewer
    title: Reviewer
    asks: [{work: 1, what: reviews}]
    sponsors: {count: 1, rung: reviewer}
    objection_days: 2
"""
STEPS = [
    {"key": "link", "kind": "evidence"},
    {"key": "words", "kind": "verify"},
    {"key": "picture", "kind": "evidence"},
    {"key": "merge", "counts": "merged", "repository": "ossf/demo"},
]


WORDS = {
    "account_emailaddress.email",
    "credentials_credential.evidence",
    "credentials_credential.name",
    "django_session",
    "ladder_promotion.answer",
    "ladder_promotion.words",
    "ladder_sponsorship.words",
    "ladder_work.link",
    "mentorship_application.motivation",
    "mfa_authenticator.data",
    "notices_notice.context",
    "onboarding_evidence.answer",
    "onboarding_evidence.link",
    "onboarding_evidence.words",
    "people_profile.about",
    "people_profile.display_name",
    "people_profile.pronouns",
    "people_user.email",
    "people_user.first_name",
    "people_user.handle",
    "people_user.last_name",
    "people_user.username",
    "socialaccount_socialaccount.extra_data",
    "wagtailcore_modellogentry.label",
}
NUMBERS = {
    "contributions_contribution.author",
    "socialaccount_socialaccount.extra_data",
    "socialaccount_socialaccount.uid",
}


@pytest.fixture(autouse=True)
def jobs_wait(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def group(at):
    at("2026-03-02T12:00Z")
    return group_with_ladder(LADDER, slug="bear", name="BEAR")


@pytest.fixture
def chair(lead, group):
    lead_of(lead, group)
    return lead


@pytest.fixture
def path(group):
    return PathFactory(slug="first", initiative=group, steps=STEPS)


@pytest.fixture
def ana(group, chair):
    person = somebody()
    SocialAccount.objects.filter(user=person).update(
        uid=str(NUMBER), extra_data={"login": "canary-login", "id": NUMBER}
    )
    return person


@pytest.fixture
def files():
    """What lies there beside what the test brings."""
    before = kept()
    yield lambda: kept() - before
    for name in kept() - before:
        FILES.delete(f"evidence/{name}")


def kept() -> set[str]:
    return set(FILES.listdir("evidence")[1]) if FILES.exists("evidence") else set()


def walk_it(ana, path, chair) -> None:
    """To the end, sent back once on the way, with the certificate and all that can stand on it."""
    journey = start_journey(person=ana, path=path)
    picture = Picture("png", b"CANARY pixels")
    show(journey, "link", link=PULL)
    judge(journey, chair, "changes")
    for key, told in [("link", {"link": PULL}), ("words", {}), ("picture", {"picture": picture})]:
        show(journey, key, **told)
        judge(journey, chair, "accepted")
    told = {"user": {"id": NUMBER, "login": "canary-login", "type": "User"}, "title": "CANARY"}
    told |= {"created_at": "2026-03-03T10:00:00Z", "updated_at": "2026-03-03T10:00:00Z"}
    later = clock.now() + 2 * A_DAY
    body = body_of(merged("2026-03-03T10:00:00Z", **told))
    assert take_delivery(event="pull_request", body=body, now=later) == "taken"
    credential = certify_walk(journey=journey, now=clock.now())
    show_name(credential=credential, name="CANARY on paper", by=ana)
    show_link(credential=credential, link=PULL, by=ana)


def show(journey, key, **told) -> Evidence:
    told = {"link": "", "words": f"CANARY {key}", **told}
    return hand_in(journey=journey, key=key, now=clock.now(), **told)


def judge(journey, by, verdict, answer="CANARY, look at this.") -> None:
    evidence = Evidence.objects.waiting().get(journey=journey)
    decide(evidence=evidence, verdict=verdict, answer=answer, by=by, now=clock.now())


def judge_others(ana, path, chair) -> None:
    """One decision that is made, one promotion she spoke for that is, and one she still may."""
    name_verifier(initiative=path.initiative, email=ana.email, by=chair)
    theirs = start_journey(person=UserFactory(username="a-newcomer"), path=path)
    show(theirs, "link", link="", words="Merged.")
    judge(theirs, ana, "changes", "Say which one.")


def climb(ana, group, chair) -> None:
    """Promoted on the word of somebody, and spoke for one and against one herself."""
    stands(ana, group, "helper")
    sponsor = UserFactory(username="a-sponsor")
    stands(sponsor, group, "reviewer")
    promotion = asked(ana, group)
    now = clock.now()
    show_work(promotion=promotion, links={0: [PULL]}, said=[], words="CANARY asks", now=now)
    vouch(promotion, sponsor, "CANARY is ready.")
    promotion.refresh_from_db()
    decide_promotion(
        promotion=promotion, verdict="granted", answer="CANARY.", by=chair, now=now + 3 * A_DAY
    )
    first, second = (UserFactory(username=f"a-helper-{number}") for number in (1, 2))
    for person in (first, second):
        stands(person, group, "helper")
    vouch(asked(first, group), ana, "They are ready.")
    make_objection(promotion=asked(second, group), by=ana, words="It is early.", now=clock.now())


def vouch(promotion, by, words) -> None:
    told = {"organisation": "ACME", "words": words, "now": clock.now()}
    give_sponsorship(promotion=promotion, by=by, **told)


def take_a_task(ana, group) -> None:
    for number in (1, 2):
        task = TaskFactory(initiative=group, title=f"Task {number}")
        claim_task(task=task, by=ana)
        if number == 1:
            hand_in_task(task=task, by=ana)


def be_mentored(ana) -> None:
    """In the place of one of a pair, with what they said of a week; and running a program."""
    match = pair_together()
    Application.objects.filter(pk=match.mentee_id).update(person=ana, motivation="CANARY learns")
    say_check_in(match=match, by=ana, week=1, word="met", now=day(9))
    program = ProgramFactory()
    for person in (EmailAddressFactory(verified=True).user, ana):
        appoint_admin(program=program, email=person.email, by=None)


def verify_log() -> str:
    out = StringIO()
    call_command("verify_log", guard=True, stdout=out)
    return out.getvalue().splitlines()[-1]


def test_of_who_worked_here_nothing_is_left(
    ana, path, group, chair, files, django_capture_on_commit_callbacks
):
    be_mentored(ana)
    walk_it(ana, path, chair)
    judge_others(ana, path, chair)
    climb(ana, group, chair)
    take_a_task(ana, group)
    assert places_of("canary") == WORDS
    assert places_of(str(NUMBER)) == NUMBERS
    assert len(files()) == 1
    said = Entry.objects.count()

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(person=ana, by=ana)

    assert places_of("canary") == set()
    assert places_of(str(NUMBER)) == set()
    assert files() == set()
    assert set(Evidence.objects.values_list("answer", "decided_by")) == {("Say which one.", None)}
    assert set(Credential.objects.values_list("title", "holder")) == {("First", None)}
    assert Entry.objects.count() == said
    assert verify_log() == "2 rows say what it says, 3 are older than what it tells of their sort."
