"""One decision by somebody who neither asks nor sponsors, and what it does."""

from datetime import timedelta

import pytest

from initiatives.ladder.actions.decision import (
    MayNotDecide,
    NotReady,
    ObjectionUnanswered,
    ObjectionUnread,
    decide,
)
from initiatives.ladder.actions.emeritus import NotThere, step_back
from initiatives.ladder.actions.holding import (
    NobodyThere,
    NoSuchRung,
    NotOneself,
    StandsAlready,
    note_holder,
)
from initiatives.ladder.actions.promotion import NotOpen, TooLate, ask_to_return
from initiatives.ladder.actions.sponsorship import give_sponsorship, make_objection
from initiatives.ladder.models import Holding
from initiatives.ladder.queries.own_record import (
    holdings_of,
    promotions_of,
    words_about_others,
)
from portal.kit import clock
from portal.notices.models import Notice
from portal.people.actions.erase import erase_person
from portal.people.signals import gather_personal_facts
from portal.record.models import Entry, Salt
from tests.conftest import lead_of
from tests.factories.ladder import asked, group_with_ladder, stands
from tests.factories.people import EmailAddressFactory, UserFactory

pytestmark = pytest.mark.django_db

LADDER = """\
return_months: 6
rungs:
  - {key: helper, title: Helper}
  - {key: reviewer, title: Reviewer, sponsors: {count: 1, rung: reviewer}, objection_days: 2}
"""
DAYS = timedelta(days=2)


@pytest.fixture
def group():
    return group_with_ladder(LADDER, slug="bear", name="BEAR")


@pytest.fixture
def chair(lead, group):
    lead_of(lead, group)
    return lead


@pytest.fixture
def sponsor(group):
    person = UserFactory()
    stands(person, group, "reviewer")
    return person


@pytest.fixture
def promotion(group, member, sponsor):
    stands(member, group, "helper")
    one = asked(member, group)
    vouch(one, sponsor)
    one.refresh_from_db()
    return one


def vouch(promotion, person):
    told = {"organisation": "ACME", "words": "Good.", "now": clock.now()}
    give_sponsorship(promotion=promotion, by=person, **told)


def judge(promotion, by, verdict="granted", answer="", now=None, read=()):
    now = now or clock.now() + DAYS
    decide(promotion=promotion, verdict=verdict, answer=answer, read=read, by=by, now=now)


def rungs(person) -> list[tuple[str, bool]]:
    held = Holding.objects.filter(person=person)
    return [(one.rung, one.until is None) for one in held]


class TestWhoDecides:
    def test_who_leads_the_group(self, promotion, chair):
        judge(promotion, chair)
        assert (promotion.state, promotion.decided_as) == ("granted", ["chair"])

    def test_not_who_sponsored_it(self, promotion, chair):
        vouch(promotion, chair)
        with pytest.raises(MayNotDecide):
            judge(promotion, chair)

    def test_nobody_of_their_own_whoever_they_are(self, group, superuser):
        lead_of(superuser, group)
        own = asked(superuser, group)
        with pytest.raises(MayNotDecide):
            judge(own, superuser)

    def test_who_works_for_the_foundation_where_the_group_has_nobody_left(
        self, promotion, staff, sponsor, member
    ):
        for person in (sponsor, member, UserFactory()):
            with pytest.raises(MayNotDecide):
                judge(promotion, person)
        judge(promotion, staff)
        assert promotion.decided_as == ["staff"]

    def test_but_not_beside_who_leads_it(self, promotion, chair, staff, superuser):
        for person in (staff, superuser):
            with pytest.raises(MayNotDecide):
                judge(promotion, person)


class TestWhen:
    def test_not_before_the_days_for_objections_are_over(self, promotion, chair):
        with pytest.raises(NotReady):
            judge(promotion, chair, now=promotion.window_ends_at - timedelta(seconds=1))
        judge(promotion, chair, now=promotion.window_ends_at)
        assert promotion.state == "granted"

    def test_not_yet_at_any_time_with_words(self, promotion, chair, member):
        judge(promotion, chair, "not_yet", "Two more months.", now=clock.now())
        notice = Notice.objects.get(template="ladder/not_yet")
        assert (notice.person, notice.context["answer"]) == (member, "Two more months.")
        assert rungs(member) == [("helper", True)]
        assert asked(member, promotion.initiative).rung == "reviewer"

    def test_whoever_would_wait_is_answered(self, promotion, chair, sponsor):
        make_objection(promotion=promotion, by=sponsor, words="Wait.", now=clock.now())
        read = [str(one.pk) for one in promotion.objections.all()]
        with pytest.raises(ObjectionUnanswered):
            judge(promotion, chair, read=read)
        judge(promotion, chair, answer="We waited long enough.", read=read)
        assert promotion.state == "granted"

    @pytest.mark.parametrize("verdict", ["granted", "not_yet"])
    def test_not_past_an_objection_that_who_decides_has_not_read(
        self, promotion, chair, sponsor, verdict
    ):
        make_objection(promotion=promotion, by=sponsor, words="Wait.", now=clock.now())
        with pytest.raises(ObjectionUnread):
            judge(promotion, chair, verdict, "Welcome!")
        promotion.refresh_from_db()
        assert (promotion.state, promotion.answer) == ("open", "")

    def test_once(self, promotion, chair):
        judge(promotion, chair, "not_yet", "Later.")
        with pytest.raises(NotOpen):
            judge(promotion, chair)


class TestGranted:
    def test_they_stand_there_from_today(self, promotion, chair, member):
        judge(promotion, chair)
        assert rungs(member) == [("helper", False), ("reviewer", True)]
        assert Notice.objects.get(template="ladder/granted").person == member

    def test_the_record_says_it_for_good_and_names_nobody(self, promotion, chair, member):
        judge(promotion, chair)
        said = bytes(Entry.objects.get().said).decode()
        assert '"kind":"ladder.granted"' in said
        assert "bear" not in said
        assert set(Salt.objects.values_list("role", "person")) == {
            ("holder", member.pk),
            ("by", chair.pk),
        }

    def test_of_who_erases_their_account_nothing_is_left(self, promotion, chair, member):
        judge(promotion, chair)
        erase_person(person=member, by=member)
        assert not Holding.objects.filter(rung="reviewer", person=member.pk).exists()
        assert Entry.objects.count() == 1

    def test_a_decision_stands_when_who_made_it_has_gone(self, promotion, chair):
        judge(promotion, chair, answer="Welcome.")
        erase_person(person=chair, by=chair)
        promotion.refresh_from_db()
        assert (promotion.state, promotion.decided_by) == ("granted", None)


class TestEmeritus:
    def left(self, promotion, chair, member, **told):
        judge(promotion, chair, now=promotion.window_ends_at)
        holding = Holding.objects.current().get(person=member)
        step_back(holding=holding, now=clock.now() + DAYS, **{"by": member} | told)
        return holding

    def test_by_oneself_without_a_letter(self, promotion, chair, member):
        holding = self.left(promotion, chair, member)
        holding.refresh_from_db()
        assert (holding.is_emeritus, holding.until is None) == (True, False)
        assert not Notice.objects.filter(template="ladder/stepped_back").exists()
        with pytest.raises(NotThere):
            step_back(holding=holding, by=member, now=clock.now())

    def test_by_who_leads_the_group_with_words(self, promotion, chair, member):
        self.left(promotion, chair, member, by=chair, words="Rest well.")
        notice = Notice.objects.get(template="ladder/stepped_back")
        assert (notice.person, notice.context["words"]) == (member, "Rest well.")

    def test_the_way_back_is_one_word_of_who_leads(self, promotion, chair, member, group):
        self.left(promotion, chair, member)
        soon = clock.now() + timedelta(days=90)
        back = ask_to_return(initiative=group, person=member, now=soon)
        judge(back, chair, now=soon)
        assert rungs(member)[-1] == ("reviewer", True)
        kinds = [bytes(one.said).decode() for one in Entry.objects.order_by("number")]
        assert [said.partition('"kind":"')[2].partition('"')[0] for said in kinds] == [
            "ladder.granted",
            "ladder.emeritus",
            "ladder.returned",
        ]

    def test_until_the_day_the_ladder_says(self, promotion, chair, member, group):
        self.left(promotion, chair, member)
        late = clock.now() + timedelta(days=200)
        with pytest.raises(TooLate):
            ask_to_return(initiative=group, person=member, now=late)

    def test_what_they_asked_for_is_taken_back(self, promotion, member):
        step_back(holding=Holding.objects.get(person=member), by=member, now=clock.now())
        promotion.refresh_from_db()
        assert promotion.state == "withdrawn"


class TestNoted:
    def test_somebody_who_stood_there_before(self, group, chair, member):
        EmailAddressFactory(user=member, email=member.email, verified=True, primary=True)
        told = {"initiative": group, "by": chair, "now": clock.now()}
        note_holder(rung="reviewer", email=member.email, **told)
        assert rungs(member) == [("reviewer", True)]
        assert Notice.objects.get(template="ladder/noted").person == member
        for refusal, facts in [
            (StandsAlready, {"rung": "helper", "email": member.email}),
            (NoSuchRung, {"rung": "gone", "email": member.email}),
            (NobodyThere, {"rung": "helper", "email": "nobody@example.org"}),
            (NotOneself, {"rung": "helper", "email": chair.email}),
        ]:
            with pytest.raises(refusal):
                note_holder(**facts, **told)

    def test_not_while_they_ask(self, promotion, group, chair, member):
        Holding.objects.filter(person=member).delete()
        with pytest.raises(StandsAlready):
            note_holder(
                initiative=group, rung="helper", email=member.email, by=chair, now=clock.now()
            )


def test_everything_is_in_ones_own_export(promotion, chair, member, sponsor):
    judge(promotion, chair, answer="Welcome.")
    [own] = promotions_of(person=member)
    assert (own["rung"], own["state"], own["answer"]) == ("reviewer", "granted", "Welcome.")
    assert [one["rung"] for one in holdings_of(person=member)] == ["helper", "reviewer"]
    [vouched] = words_about_others(person=sponsor)
    assert (vouched["did"], vouched["organisation"], vouched["words"]) == (
        "sponsored",
        "ACME",
        "Good.",
    )
    [decided] = words_about_others(person=chair)
    assert (decided["did"], decided["as"]) == ("granted", ["chair"])
    answers = gather_personal_facts.send(sender=None, person=member)
    sections = {section for _receiver, (section, _rows) in answers}
    assert {"promotions", "rungs", "said_of_promotions"} <= sections
