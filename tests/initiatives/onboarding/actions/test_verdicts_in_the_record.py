"""Every verdict stands in the record, and the tables hold what the record says and nothing else."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from initiatives.onboarding.actions.edition import confirm_covered
from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import complete_step, start_journey, undo_step
from initiatives.onboarding.actions.verdict import decide
from initiatives.onboarding.models import Completion, Evidence, EvidenceState, Source
from initiatives.onboarding.queries.own_record import journeys_of
from portal.core.record_chain import commitment, mark
from portal.kit import clock
from portal.people.actions.erase import erase_person
from portal.record.models import Entry, Salt, triggers
from portal.record.queries.standing import account_of_tables
from tests.factories.onboarding import PathFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

STEPS = [{"key": "hello"}, {"key": "send", "kind": "evidence"}, {"key": "tell", "needs": ["send"]}]


@pytest.fixture
def path():
    return PathFactory(slug="first", steps=STEPS)


def shown(path, person):
    journey = start_journey(person=person, path=path)
    return hand_in(journey=journey, key="send", link="", words="Merged.", now=clock.now())


def judged(path, person, by, verdict="accepted"):
    evidence = shown(path, person)
    decide(evidence=evidence, verdict=verdict, answer="Because.", by=by, now=clock.now())
    return evidence


def verify():
    out = StringIO()
    call_command("verify_log", stdout=out)
    return out.getvalue().splitlines()[-1]


@pytest.mark.parametrize("verdict", ["accepted", "changes", "not_this"])
def test_a_verdict_is_said_for_good_and_nobody_else_reads_which(path, staff, at, verdict):
    at("2026-03-05T12:00:00Z")
    ada = UserFactory()
    evidence = judged(path, ada, staff, verdict)
    salts = {one.role: bytes(one.salt) for one in Salt.objects.all()}
    said = json.loads(bytes(Entry.objects.get().said))
    assert (said["kind"], said["at"]) == ("evidence.decided", "2026-03-05T12:00:00+00:00")
    assert said["facts"] == {
        "evidence": mark(evidence.public_id),
        "says": mark(evidence.public_id, "send", verdict),
        "holder": commitment(salts["holder"], str(ada.pk)),
        "by": commitment(salts["by"], str(staff.pk)),
    }


def test_what_people_say_of_themselves_never_stands_there(path):
    journey = start_journey(person=UserFactory(), path=path)
    complete_step(journey=journey, key="hello")
    hand_in(journey=journey, key="send", link="", words="Merged.", now=clock.now())
    undo_step(journey=journey, key="send")
    assert Entry.objects.count() == 0


def test_a_person_finds_their_entries_by_what_is_in_their_own_copy(path, staff):
    ada = UserFactory()
    evidence = judged(path, ada, staff)
    (walk,) = journeys_of(person=ada)
    assert [one["id"] for one in walk["shown"]] == [str(evidence.public_id)]


@pytest.fixture
def guarded():
    triggers.guard(connection)


@pytest.mark.usefixtures("guarded")
class TestTheTablesAgainstTheRecord:
    @pytest.fixture(autouse=True)
    def two_verdicts(self, path, staff):
        self.ada, self.bo = UserFactory(), UserFactory()
        self.accepted = judged(path, self.ada, staff)
        self.refused = judged(path, self.bo, staff, "not_this")

    def test_as_they_were_written(self):
        assert verify() == (
            "2 rows say what it says, 0 are older than what it tells of their sort."
        )

    def problems(self):
        return account_of_tables().problems

    def test_a_verdict_that_was_turned_by_hand(self):
        Evidence.objects.filter(pk=self.refused.pk).update(state=EvidenceState.ACCEPTED)
        day = clock.now().date().isoformat()
        assert self.problems() == (
            "Entry 2: its row says otherwise now.",
            f"Evidence of {day} counts, and its step is not marked so.",
        )
        with pytest.raises(CommandError, match=r"^The record is whole, and the tables differ"):
            verify()

    def test_a_verdict_that_was_given_to_another_walk(self):
        Completion.objects.filter(journey=self.refused.journey).delete()
        self.refused.delete()
        self.accepted.journey.completions.update(journey=self.refused.journey)
        Evidence.objects.filter(pk=self.accepted.pk).update(journey=self.refused.journey)
        assert self.problems() == (
            "Entry 1: its row is somebody else's now.",
            "Entry 2: what it tells of is gone, and its person is here.",
        )

    def test_a_verdict_nobody_gave(self, path):
        made_up = shown(path, UserFactory())
        now = clock.now() + timedelta(seconds=1)
        Evidence.objects.filter(pk=made_up.pk).update(state="accepted", decided_at=now)
        Completion.objects.filter(journey=made_up.journey).update(source=Source.VERIFIED)
        assert self.problems() == (
            f"A row of {now.date().isoformat()} (evidence): the record says nothing of it.",
        )

    def test_a_step_that_counts_without_a_verdict(self):
        step = self.refused.step
        Completion.objects.create(
            journey=self.refused.journey, step=step, key="send", source=Source.VERIFIED
        )
        day = clock.now().date().isoformat()
        assert self.problems() == (f"A step marked on {day} counts as looked at, and nobody did.",)

    def fork(self, path):
        return PathFactory(slug="fork", steps=STEPS, upstream=path.editions.get())

    def test_a_step_that_was_found_to_count_on_a_path_of_the_same_family(self, path):
        journey = start_journey(person=self.ada, path=self.fork(path))
        confirm_covered(journey=journey, now=clock.now())
        assert journey.completions.get().source == Source.VERIFIED
        assert self.problems() == ()

    def test_two_paths_of_one_family_do_not_vouch_for_each_other(self, path):
        journey = start_journey(person=self.bo, path=self.fork(path))
        for walk in (journey, self.refused.journey):
            step = walk.edition.steps.get(key="send")
            Completion.objects.create(journey=walk, step=step, key="send", source=Source.VERIFIED)
        day = clock.now().date().isoformat()
        told = f"A step marked on {day} counts as looked at, and nobody did."
        assert self.problems() == (told, told)

    def test_who_is_erased_leaves_an_entry_that_nothing_is_held_against(self):
        erase_person(person=self.ada, by=self.ada)
        assert verify() == (
            "1 rows say what it says, 0 are older than what it tells of their sort."
        )
