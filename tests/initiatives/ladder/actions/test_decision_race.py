"""Two who decide at once make one decision; without the second look they would make two."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from initiatives.ladder.actions import decision
from initiatives.ladder.actions.promotion import NotOpen
from initiatives.ladder.models import Holding, Promotion
from portal.kit import clock
from portal.kit.models import AuditEntry
from tests.conftest import lead_of
from tests.factories.ladder import asked, group_with_ladder
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

VERDICTS = [("granted", "Welcome."), ("not_yet", "Later.")]


def decide_at_once() -> list[str]:
    """Both have the page before them when they press; what became of each press."""
    group = group_with_ladder("rungs: [{key: helper, title: Helper}]")
    asked(UserFactory(), group)
    leads = [UserFactory(), UserFactory()]
    for lead in leads:
        lead_of(lead, group)
    both = Barrier(2)

    def press(lead, verdict, answer):
        try:
            seen = Promotion.objects.select_related("edition", "initiative", "person").get()
            both.wait()
            told = {"verdict": verdict, "answer": answer, "by": lead, "now": clock.now()}
            decision.decide(promotion=seen, **told)
        except NotOpen:
            return "late"
        finally:
            connection.close()
        return verdict

    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(press, lead, *told) for lead, told in zip(leads, VERDICTS, strict=True)]
        return [job.result() for job in jobs]


def test_two_at_once_make_one_decision():
    pressed = decide_at_once()

    promotion = Promotion.objects.get()
    assert sorted(pressed) == sorted([promotion.state, "late"])
    decided = AuditEntry.objects.filter(verb__in=["promotion.granted", "promotion.not_yet"])
    assert decided.count() == 1
    assert Holding.objects.count() == (promotion.state == "granted")


def test_without_the_second_look_they_make_two(monkeypatch):
    """The twin, on both databases."""
    monkeypatch.setattr(decision, "look_again", lambda *told: None)

    assert decide_at_once() == ["granted", "not_yet"]
