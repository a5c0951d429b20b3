"""One person looks at a time, nobody at their own, and one decision stands."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string

from initiatives.onboarding.actions import verdict as deciding
from initiatives.onboarding.actions.edition import confirm_covered, take_newest
from initiatives.onboarding.actions.evidence import hand_in
from initiatives.onboarding.actions.journey import (
    NotOwnMark,
    complete_step,
    leave_journey,
    start_journey,
    undo_step,
)
from initiatives.onboarding.actions.verdict import (
    LEASE,
    HeldByAnother,
    HoldsEnough,
    MayNotLook,
    NotWaiting,
    decide,
    give_back,
    take_evidence,
)
from initiatives.onboarding.actions.verifier import take_off_verifier
from initiatives.onboarding.core.progress import State, progress
from initiatives.onboarding.models import Completion, Evidence, Verifier
from initiatives.onboarding.queries.verifiers import is_for_its_group, may_be_looked_at_by
from portal.kit import clock
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from portal.people.actions.erase import erase_person
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory
from tests.factories.onboarding import PathFactory, edition_of
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

STEPS = [
    {"key": "send", "kind": "evidence", "title": "Send it"},
    {"key": "tell", "needs": ["send"]},
]


@pytest.fixture
def group():
    return InitiativeFactory(slug="bear")


@pytest.fixture
def path(group):
    return PathFactory(title="First change", slug="first", initiative=group, steps=STEPS)


@pytest.fixture
def chair(lead, group):
    lead_of(lead, group)
    return lead


@pytest.fixture
def named(group):
    person = UserFactory(username="named")
    Verifier.objects.create(initiative=group, person=person)
    return person


def shown(path, person=None) -> Evidence:
    journey = start_journey(person=person or UserFactory(), path=path)
    words = {"link": "", "words": "It was merged."}
    return hand_in(journey=journey, key="send", now=clock.now(), **words)


def judge(evidence, by, verdict="accepted", answer="", now=None):
    decide(evidence=evidence, verdict=verdict, answer=answer, by=by, now=now or clock.now())
    evidence.refresh_from_db()


def states(journey) -> dict[str, State]:
    journey.refresh_from_db()
    walked = journey.walked
    told = progress(journey.edition.plan, walked.done, walked.kept_open).states
    return {step.key: state for step, state in told}


class TestWhoMayLook:
    def who(self, evidence, **people) -> set[str]:
        on = clock.now().date()
        return {
            name
            for name, person in people.items()
            if may_be_looked_at_by(person=person, on=on).filter(pk=evidence.pk).exists()
        }

    def test_who_leads_the_group_and_whom_it_named(self, path, chair, named, staff, superuser):
        other = UserFactory()
        lead_of(other, InitiativeFactory())
        told = {"chair": chair, "named": named, "staff": staff, "superuser": superuser}
        assert self.who(shown(path), other=other, **told) == {"chair", "named"}

    def test_for_a_path_of_everybody_who_works_for_the_foundation(self, chair, staff, superuser):
        evidence = shown(PathFactory(steps=STEPS))
        people = {"chair": chair, "staff": staff, "superuser": superuser}
        assert self.who(evidence, **people) == {"staff", "superuser"}

    def test_also_where_the_group_has_nobody_else(self, path, chair, staff):
        assert self.who(shown(path, chair), chair=chair, staff=staff) == {"staff"}

    def test_beside_those_named_by_a_group_nobody_else_leads_until_they_are_enough(
        self, path, group, chair, named, staff
    ):
        own, others = shown(path, chair), shown(path)
        people = {"chair": chair, "named": named, "staff": staff}
        assert self.who(own, **people) == {"named", "staff"}
        assert self.who(others, **people) == {"chair", "named"}
        another = Verifier.objects.create(initiative=group, person=UserFactory())
        assert self.who(own, **people) == {"named"}
        take_off_verifier(verifier=another, by=chair)
        assert self.who(own, **people) == {"named", "staff"}

    @pytest.mark.parametrize(
        ("least", "who"),
        [(1, {"named"}), (2, {"named", "staff"}), (3, {"named", "staff"})],
    )
    def test_how_many_are_enough_is_the_foundations_to_say(
        self, least, who, path, named, staff, settings
    ):
        settings.LEAST_VERIFIERS = least
        evidence = shown(path)
        assert self.who(evidence, named=named, staff=staff) == who
        assert is_for_its_group(journey=evidence.journey, on=clock.now().date()) is (least < 2)

    def test_where_a_seat_ends_the_walk_goes_on_and_what_was_shown_is_looked_at(
        self, path, chair, named, staff
    ):
        evidence = shown(path)
        take_evidence(evidence=evidence, by=chair, now=clock.now())
        chair.roles.all().delete()
        judge(evidence, staff, now=clock.now() + LEASE)
        assert evidence.decided_as == ["staff"]
        assert states(evidence.journey) == {"send": "done", "tell": "here"}

    def test_nobody_at_their_own_whoever_they_are(self, superuser):
        assert self.who(shown(PathFactory(steps=STEPS), superuser), superuser=superuser) == set()

    def test_nobody_whose_account_is_closed(self, path, named, staff):
        named.is_active = False
        named.save()
        assert self.who(shown(path), named=named, staff=staff) == {"staff"}


class TestTheLease:
    def test_it_lasts_half_an_hour_and_keeps_others_off(self, path, chair, named):
        evidence, now = shown(path), clock.now()
        take_evidence(evidence=evidence, by=chair, now=now)
        for act in (
            lambda: take_evidence(evidence=evidence, by=named, now=now + LEASE / 2),
            lambda: judge(evidence, named, now=now + LEASE / 2),
        ):
            with pytest.raises(HeldByAnother):
                act()
        take_evidence(evidence=evidence, by=named, now=now + LEASE)
        assert (evidence.held_by, evidence.held_since) == (named, now + LEASE)

    def test_who_has_it_may_begin_the_half_hour_anew_and_the_clock_runs_on(self, path, chair):
        evidence, now = shown(path), clock.now()
        take_evidence(evidence=evidence, by=chair, now=now)
        later = now + timedelta(minutes=20)
        take_evidence(evidence=evidence, by=chair, now=later)
        assert (evidence.held_since, evidence.held_until) == (now, later + LEASE)

    def test_who_was_too_slow_still_decides_if_nobody_else_has_it(self, path, chair):
        evidence, now = shown(path), clock.now()
        take_evidence(evidence=evidence, by=chair, now=now)
        judge(evidence, chair, now=now + 2 * LEASE)
        assert evidence.state == "accepted"

    def test_it_may_be_given_back_by_who_has_it(self, path, chair, named):
        evidence, now = shown(path), clock.now()
        take_evidence(evidence=evidence, by=chair, now=now)
        give_back(evidence=evidence, by=named)
        with pytest.raises(HeldByAnother):
            take_evidence(evidence=evidence, by=named, now=now)
        give_back(evidence=evidence, by=chair)
        take_evidence(evidence=evidence, by=named, now=now)

    def test_nobody_holds_more_than_four(self, path, chair):
        now = clock.now()
        for _number in range(4):
            take_evidence(evidence=shown(path), by=chair, now=now)
        with pytest.raises(HoldsEnough):
            take_evidence(evidence=shown(path), by=chair, now=now)
        take_evidence(evidence=shown(path), by=chair, now=now + LEASE)

    def test_who_is_taken_off_lets_go_of_what_they_hold_for_that_group(self, path, chair, named):
        now, elsewhere = clock.now(), InitiativeFactory()
        Verifier.objects.create(initiative=elsewhere, person=named)
        here, there = shown(path), shown(PathFactory(initiative=elsewhere, steps=STEPS))
        for evidence in (here, there):
            take_evidence(evidence=evidence, by=named, now=now)
        verifier = Verifier.objects.get(initiative=path.initiative)
        take_off_verifier(verifier=verifier, by=chair)
        take_evidence(evidence=here, by=chair, now=now)
        there.refresh_from_db()
        assert (here.held_by, there.held_by) == (chair, named)

    def test_an_account_that_goes_lets_go_of_what_it_holds(self, path, chair, named):
        evidence, now = shown(path), clock.now()
        take_evidence(evidence=evidence, by=named, now=now)
        erase_person(person=named, by=named)
        take_evidence(evidence=evidence, by=chair, now=now)
        assert evidence.held_by == chair


class TestDeciding:
    def test_what_is_accepted_counts_for_good(self, path, chair):
        evidence = shown(path)
        judge(evidence, chair, answer="Well done.")
        mark = Completion.objects.get()
        assert (mark.source, mark.at) == ("verified", evidence.handed_in_at)
        with pytest.raises(NotOwnMark):
            undo_step(journey=evidence.journey, key="send")

    def test_what_made_them_somebody_who_may_is_kept_with_it(self, path, chair, named, staff):
        seat = chair.roles.get()
        of_chair, of_named = shown(path), shown(path)
        of_staff = shown(PathFactory(steps=STEPS))
        for evidence, by in ((of_chair, chair), (of_named, named), (of_staff, staff)):
            judge(evidence, by)
        seat.delete()
        of_chair.refresh_from_db()
        assert (of_chair.decided_as, of_named.decided_as, of_staff.decided_as) == (
            ["chair"],
            ["named"],
            ["staff"],
        )

    @pytest.mark.parametrize("verdict", ["changes", "not_this"])
    def test_what_is_sent_back_leads_back_and_locks_nothing(self, path, chair, verdict):
        evidence = shown(path)
        journey = evidence.journey
        judge(evidence, chair, verdict, "The second link, please.")
        assert states(journey) == {"send": State.HERE, "tell": State.OPEN}
        complete_step(journey=journey, key="tell")
        again = hand_in(journey=journey, key="send", link="", words="Here.", now=clock.now())
        judge(again, chair)
        assert states(journey) == {"send": State.DONE, "tell": State.DONE}

    def test_its_person_hears_in_words_of_each(self, path, chair):
        for verdict, words in [("accepted", ""), ("changes", "More."), ("not_this", "No.")]:
            judge(shown(path), chair, verdict, words)
        told = Notice.objects.filter(kind="path").order_by("pk")
        assert [(one.template, one.context["answer"], one.url) for one in told] == [
            ("onboarding/evidence_accepted", "", "/me/paths/first/"),
            ("onboarding/evidence_changes", "More.", "/me/paths/first/"),
            ("onboarding/evidence_not_this", "No.", "/me/paths/first/"),
        ]

    def test_the_trail_knows_who_decided_and_none_of_the_words(self, path, chair):
        judge(shown(path), chair, "changes", "The second link, please.")
        [entry] = AuditEntry.objects.filter(verb__startswith="evidence.")
        assert (entry.verb, entry.actor, entry.reason) == ("evidence.changes", chair, "")

    def test_once_and_by_one(self, path, chair, named):
        evidence = shown(path)
        judge(evidence, chair)
        with pytest.raises(NotWaiting):
            judge(evidence, named, "not_this", "No.")
        evidence.refresh_from_db()
        assert (evidence.state, evidence.decided_by) == ("accepted", chair)

    def test_not_what_its_person_took_back(self, path, chair):
        evidence = shown(path)
        undo_step(journey=evidence.journey, key="send")
        with pytest.raises(NotWaiting):
            judge(evidence, chair)
        assert not Completion.objects.exists()

    def test_not_while_its_person_has_left(self, path, chair):
        evidence = shown(path)
        leave_journey(journey=evidence.journey)
        for act in (
            lambda: take_evidence(evidence=evidence, by=chair, now=clock.now()),
            lambda: judge(evidence, chair),
        ):
            with pytest.raises(NotWaiting):
                act()
        start_journey(person=evidence.journey.person, path=path)
        judge(evidence, chair)
        assert evidence.state == "accepted"

    def test_not_what_went_with_an_account(self, path, chair):
        evidence = shown(path)
        person = evidence.journey.person
        erase_person(person=person, by=person)
        with pytest.raises(NotWaiting):
            decide(evidence=evidence, verdict="accepted", answer="", by=chair, now=clock.now())

    def test_what_a_job_found_meanwhile_stays(self, path, chair, monkeypatch):
        """The job may write between the second look and the decision."""
        evidence = shown(path)
        look = deciding.look_again

        def and_then_the_job_writes(*told):
            look(*told)
            Evidence.objects.update(found="answers", found_at=clock.now())

        monkeypatch.setattr(deciding, "look_again", and_then_the_job_writes)
        judge(evidence, chair)
        assert (evidence.state, evidence.found) == ("accepted", "answers")

    def test_not_by_who_lost_the_seat_meanwhile(self, path, chair, named):
        evidence = shown(path)
        take_evidence(evidence=evidence, by=chair, now=clock.now())
        chair.roles.all().delete()
        with pytest.raises(MayNotLook):
            judge(evidence, chair)

    def test_not_about_oneself(self, path, chair, superuser):
        for person in (chair, superuser):
            with pytest.raises(MayNotLook):
                judge(shown(path, person), person)

    def test_it_stays_when_who_decided_is_gone(self, path, chair):
        evidence = shown(path)
        judge(evidence, chair)
        erase_person(person=chair, by=chair)
        evidence.refresh_from_db()
        assert (evidence.state, evidence.decided_by, evidence.decided_as) == (
            "accepted",
            None,
            ["chair"],
        )

    def test_all_of_it_goes_with_who_showed_it(self, path, chair):
        evidence = shown(path)
        judge(evidence, chair)
        person = evidence.journey.person
        erase_person(person=person, by=person)
        assert not Evidence.objects.exists()


class TestWhenThePathChanges:
    def newest_without_the_step(self, path, journey):
        edition_of(path, {"key": "tell"}, {"key": "more"})
        take_newest(journey=journey, now=clock.now())

    def test_what_was_found_to_count_stays_whatever_is_edited(self, path, chair):
        evidence = shown(path)
        judge(evidence, chair)
        self.newest_without_the_step(path, evidence.journey)
        edition_of(path, {**STEPS[0], "text": "Another task.", "needs": ["tell"]}, {"key": "tell"})
        take_newest(journey=evidence.journey, now=clock.now())
        assert Completion.objects.get(key="send").source == "verified"
        assert states(evidence.journey)["send"] is State.DONE

    @pytest.mark.parametrize(
        ("verdict", "kept"), [("accepted", ["verified"]), ("changes", [])], ids=str
    )
    def test_a_step_that_went_is_still_decided(self, path, chair, verdict, kept):
        evidence = shown(path)
        self.newest_without_the_step(path, evidence.journey)
        judge(evidence, chair, verdict, "Words.")
        assert list(Completion.objects.values_list("source", flat=True)) == kept
        assert states(evidence.journey) == {"tell": State.HERE, "more": State.OPEN}

    @pytest.mark.parametrize("verdict", ["changes", "not_this"])
    def test_the_letter_asks_again_only_where_the_path_does(self, path, chair, verdict):
        here, gone = shown(path), shown(path)
        self.newest_without_the_step(path, gone.journey)
        for evidence in (here, gone):
            judge(evidence, chair, verdict, "Words.")
        told = Notice.objects.filter(kind="path").order_by("pk")
        assert [one.context["is_settled"] for one in told] == [False, True]
        [asks, asks_not] = [
            render_to_string(f"mail/{one.template}/body.txt", one.context) for one in told
        ]
        assert ("nothing that was open to you is locked" in asks, "does not ask" in asks) == (
            True,
            False,
        )
        assert "your path does not ask for this step any more" in asks_not

    def newest_in_its_place(self, path, journey, kind="evidence", carries=True):
        """The follower has another name, and both need another step now."""
        heir = {"key": "made", "kind": kind, "replaces": ["send"], "carries": carries}
        edition_of(path, {"key": "hello"}, heir, {"key": "tell", "needs": ["made"]})
        take_newest(journey=journey, now=clock.now())

    def marks(self) -> dict[str, str]:
        return dict(Completion.objects.values_list("key", "source"))

    @pytest.mark.parametrize("verdict", ["accepted", "not_this"])
    def test_what_waits_does_not_count_for_the_step_that_took_its_place(self, path, chair, verdict):
        evidence = shown(path)
        self.newest_in_its_place(path, evidence.journey)
        assert self.marks() == {"send": "shown"}
        judge(evidence, chair, verdict, "Words.")
        assert states(evidence.journey)["made"] is State.OPEN
        hand_in(journey=evidence.journey, key="made", link="", words="Here.", now=clock.now())

    def test_what_was_found_to_count_counts_there_too_and_for_good(self, path, chair):
        evidence = shown(path)
        judge(evidence, chair)
        self.newest_in_its_place(path, evidence.journey)
        assert self.marks() == {"send": "verified", "made": "verified"}
        with pytest.raises(NotOwnMark):
            undo_step(journey=evidence.journey, key="made")

    @pytest.mark.parametrize(
        ("is_looked_at", "marks"),
        [
            (True, {"send": "verified", "made": "carried"}),
            (False, {"send": "shown"}),
        ],
    )
    def test_a_word_of_theirs_covers_what_came_from_what_was_found_to_count(
        self, path, chair, is_looked_at, marks
    ):
        evidence = shown(path)
        if is_looked_at:
            judge(evidence, chair)
        self.newest_in_its_place(path, evidence.journey, carries=False)
        confirm_covered(journey=evidence.journey, now=clock.now())
        assert self.marks() == marks

    def test_a_step_anybody_may_mark_is_done_by_what_was_shown(self, path):
        evidence = shown(path)
        self.newest_in_its_place(path, evidence.journey, kind="do")
        assert self.marks() == {"send": "shown", "made": "carried"}

    def test_who_was_sent_back_and_leaves_finds_open_what_was_open(self, path, chair):
        evidence = shown(path)
        judge(evidence, chair, "changes", "More.")
        leave_journey(journey=evidence.journey)
        back = start_journey(person=evidence.journey.person, path=path)
        assert states(back) == {"send": State.HERE, "tell": State.OPEN}
