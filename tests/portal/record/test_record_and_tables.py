"""Whatever happens, the tables are what the record says; whatever byte of it is changed, its entry
is named; whoever is erased, both hold."""

import contextlib
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from initiatives.ladder.actions.emeritus import NotThere, step_back
from initiatives.ladder.actions.holding import StandsAlready, note_holder
from initiatives.ladder.models import Holding
from initiatives.onboarding.actions.evidence import AlreadyDone, hand_in
from initiatives.onboarding.actions.journey import NotOwnMark, start_journey, undo_step
from initiatives.onboarding.actions.verdict import decide
from initiatives.onboarding.models import VERDICTS, Evidence, EvidenceState
from portal.core.record_chain import Broken, first_broken
from portal.credentials.actions.credential import (
    AlreadyRevoked,
    NotRevoked,
    Said,
    issue_credential,
    restore_credential,
    revoke_credential,
)
from portal.credentials.models import Credential
from portal.kit import clock
from portal.people.actions.erase import erase_person
from portal.people.models import User
from portal.record.actions.head import sign_yesterday
from portal.record.models import Entry, Salt, triggers
from portal.record.queries.record import heads, sealed_entries
from portal.record.queries.standing import account_of_tables
from tests.factories.ladder import group_with_ladder
from tests.factories.onboarding import PathFactory
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db

STEPS = [{"key": "send", "kind": "evidence"}, {"key": "tell", "needs": ["send"]}]
CERTIFICATE = Said(
    title="Mentorship completed",
    what="completed twelve weeks of mentorship.",
    given_by="Rust for all",
    first_day=date(2026, 4, 6),
    last_day=date(2026, 6, 28),
)
REFUSED = (
    AlreadyDone, NotOwnMark, StandsAlready, NotThere, AlreadyRevoked, NotRevoked, User.DoesNotExist,
    Evidence.DoesNotExist, Holding.DoesNotExist, Credential.DoesNotExist,
)  # fmt: skip
PEOPLE = range(2)
VERBS = [
    "show", "take_back", "accept", "want_changes", "refuse", "stand", "step_back", "issue",
    "revoke", "restore", "erase",
]  # fmt: skip


class House:
    """Two people on a path and a ladder, and what can happen to them."""

    def __init__(self):
        self.path = PathFactory(steps=STEPS)
        self.group = group_with_ladder()
        self.judge = UserFactory(is_superuser=True)
        self.pks = [EmailAddressFactory(verified=True).user_id for _ in PEOPLE]

    def happens(self, verb, person):
        """What is refused at the moment does not happen."""
        with contextlib.suppress(*REFUSED):
            getattr(self, verb)(User.objects.get(pk=self.pks[person]))

    def show(self, person):
        journey = start_journey(person=person, path=self.path)
        hand_in(journey=journey, key="send", link="", words="Merged.", now=clock.now())

    def take_back(self, person):
        undo_step(journey=start_journey(person=person, path=self.path), key="send")

    def judged(self, person, verdict):
        waiting = Evidence.objects.waiting().get(journey__person=person)
        told = {"verdict": verdict, "answer": "Because."}
        decide(evidence=waiting, by=self.judge, now=clock.now(), **told)

    def accept(self, person):
        self.judged(person, EvidenceState.ACCEPTED)

    def want_changes(self, person):
        self.judged(person, EvidenceState.CHANGES)

    def refuse(self, person):
        self.judged(person, EvidenceState.NOT_THIS)

    def stand(self, person):
        told = {"initiative": self.group, "rung": "helper", "email": person.email}
        note_holder(by=self.judge, now=clock.now(), **told)

    def step_back(self, person):
        holding = Holding.objects.current().get(person=person)
        step_back(holding=holding, by=person, now=clock.now())

    def issue(self, person):
        told = {"kind": "mentee", "about": "cohort:spring", "said": CERTIFICATE}
        issue_credential(holder=person, by=self.judge, now=clock.now(), **told)

    def revoke(self, person):
        credential = Credential.objects.get(holder=person)
        revoke_credential(credential=credential, by=self.judge, reason="No.", now=clock.now())

    def restore(self, person):
        credential = Credential.objects.get(holder=person)
        restore_credential(credential=credential, by=self.judge, now=clock.now())

    def erase(self, person):
        erase_person(person=person, by=person)


def live_rows():
    rows = Evidence.objects.filter(state__in=VERDICTS), Holding.objects, Credential.objects
    return sum(found.count() for found in rows)


histories = st.lists(st.tuples(st.sampled_from(VERBS), st.sampled_from(PEOPLE)), max_size=14)
EVERYTHING = [(verb, 0) for verb in VERBS[:1] + VERBS[2:-1]]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@example(history=EVERYTHING, place=0, byte=0)
@example(history=[*EVERYTHING, ("erase", 0)], place=3, byte=50)
@given(history=histories, place=st.integers(0, 20), byte=st.integers(0, 2000))
def test_tables_and_record_agree_through_any_history(history, place, byte):
    with transaction.atomic():
        triggers.unguard(connection)
        house = House()
        for verb, person in history:
            house.happens(verb, person)
        told = account_of_tables()
        assert (told.alike, told.earlier, told.problems) == (live_rows(), 0, ())
        sign_yesterday(now=clock.now() + timedelta(days=1))
        signed = [head.as_signed for head in heads()]
        assert first_broken(sealed_entries(), signed) is None
        if count := Entry.objects.count():
            number = place % count + 1
            flip(number, byte)
            assert first_broken(sealed_entries(), signed) == Broken(
                number, "It does not say what was sealed."
            )
        transaction.set_rollback(True)


def flip(number, byte):
    """One bit of one byte of an entry, of what it says or of its digest."""
    entry = Entry.objects.get(number=number)
    row = bytes(entry.said) + bytes(entry.digest)
    place = byte % len(row)
    row = row[:place] + bytes([row[place] ^ 1]) + row[place + 1 :]
    told = {"said": row[:-32], "digest": row[-32:]}
    Entry.objects.filter(number=number).update(**told)


def test_of_who_is_erased_nothing_is_left_that_leads_to_them():
    house = House()
    for verb, person in EVERYTHING:
        house.happens(verb, person)
    pk = house.pks[0]
    told = [bytes(one.said) for one in Entry.objects.all()]
    house.happens("erase", 0)
    assert not Salt.objects.filter(person=pk).exists()
    assert [bytes(one.said) for one in Entry.objects.all()] == told
    assert first_broken(sealed_entries(), []) is None
    assert account_of_tables().problems == ()
