"""Two who vouch for each other and erase their accounts at once: neither waits for the other for
ever, and nothing of either stays."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection

from initiatives.ladder.actions.sponsorship import give_sponsorship
from initiatives.ladder.models import Promotion, Sponsorship
from portal.kit import clock
from portal.people.actions.erase import erase_person
from portal.people.models import User
from portal.people.signals import person_erased
from tests.conftest import lead_of
from tests.factories.ladder import asked, group_with_ladder
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

LADDER = "rungs: [{key: helper, title: Helper, sponsors: {count: 2, organisations: 1}}]"


def test_both_are_gone(superuser):
    group = group_with_ladder(LADDER)
    people = [UserFactory(), UserFactory()]
    for person in people:
        lead_of(person, group)
    promotions = [asked(person, group) for person in people]
    for by, promotion in zip(people, reversed(promotions), strict=True):
        told = {"organisation": "Acme", "words": "Yes.", "now": clock.now()}
        give_sponsorship(promotion=promotion, by=by, **told)
    both = Barrier(2)

    def wait(sender, person, **told):
        """Until the other one is as far, if anything lets them."""
        with suppress(BrokenBarrierError):
            both.wait(timeout=1)

    def erase(person):
        try:
            erase_person(person=person, by=superuser)
        finally:
            connection.close()

    person_erased.connect(wait)
    try:
        with ThreadPoolExecutor(2) as pool:
            for job in [pool.submit(erase, person) for person in people]:
                job.result()
    finally:
        person_erased.disconnect(wait)

    assert set(User.objects.all()) == {superuser}
    assert (Promotion.objects.count(), Sponsorship.objects.count()) == (0, 0)
