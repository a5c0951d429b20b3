"""Two who look at once make one decision; without the second look they would make two."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from initiatives.onboarding.actions import verdict
from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import start_journey
from initiatives.onboarding.models import Completion, Evidence
from portal.kit import clock
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

VERDICTS = [("accepted", "Fine."), ("changes", "More.")]


@pytest.fixture
def evidence():
    path = PathFactory(initiative=InitiativeFactory(), steps=[{"key": "send", "kind": "evidence"}])
    journey = start_journey(person=UserFactory(), path=path)
    return hand_in(journey=journey, key="send", link="", words="Merged.", now=clock.now())


def decide_at_once(evidence) -> list[str]:
    """Both have the page before them when they press; what became of each press."""
    group = evidence.journey.path.initiative
    leads = [UserFactory(), UserFactory()]
    for lead in leads:
        lead_of(lead, group)
    both = Barrier(2)

    def press(lead, pressed, answer):
        try:
            seen = Evidence.objects.select_related("journey__path__initiative").get()
            assert seen.journey.person
            both.wait()
            verdict.decide(evidence=seen, verdict=pressed, answer=answer, by=lead, now=clock.now())
        except verdict.NotWaiting:
            return "late"
        finally:
            connection.close()
        return pressed

    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(press, lead, *told) for lead, told in zip(leads, VERDICTS, strict=True)]
        return [job.result() for job in jobs]


def test_two_verifiers_at_once_make_one_decision(evidence):
    pressed = decide_at_once(evidence)

    evidence.refresh_from_db()
    assert sorted(pressed) == sorted([evidence.state, "late"])
    assert AuditEntry.objects.filter(verb__startswith="evidence.").count() == 1
    assert Notice.objects.filter(kind="path").count() == 1
    kept = {"accepted": ["verified"], "changes": []}[evidence.state]
    assert list(Completion.objects.values_list("source", flat=True)) == kept


def test_without_the_second_look_they_make_two(evidence, monkeypatch):
    """The twin, on both databases."""
    monkeypatch.setattr(verdict, "look_again", lambda *told: None)

    pressed = decide_at_once(evidence)

    assert pressed == ["accepted", "changes"]
    assert AuditEntry.objects.filter(verb__startswith="evidence.").count() == 2
