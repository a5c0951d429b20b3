"""From asking to the days for objections: what is there, what is missing, what takes it away."""

from datetime import timedelta

import pytest

from initiatives.ladder.actions.edition import RungInUse, publish_ladder
from initiatives.ladder.actions.promotion import (
    AskedAlready,
    BeingLookedAt,
    NoLadder,
    NothingAbove,
    NotOpen,
    TooLate,
    ask_to_return,
    take_back,
)
from initiatives.ladder.actions.sponsorship import (
    MayNotSpeak,
    SameOrganisation,
    SpokenAlready,
    give_sponsorship,
    make_objection,
    take_objection_back,
    take_sponsorship_back,
)
from initiatives.ladder.actions.window import tend_promotions
from initiatives.ladder.models import Edition, Promotion, Sponsorship
from initiatives.ladder.queries.told import told
from portal.kit import clock
from portal.kit.models import AuditEntry
from portal.notices.models import Notice
from portal.people.actions.erase import erase_person
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory
from tests.factories.ladder import TWO_RUNGS, asked, group_with_ladder, shown, stands
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

WEEK = timedelta(days=7)


@pytest.fixture
def group():
    return group_with_ladder(slug="bear", name="BEAR")


@pytest.fixture
def promotion(group, member):
    """A helper asks to become a reviewer."""
    stands(member, group, "helper")
    return asked(member, group)


@pytest.fixture
def reviewers(group):
    people = [UserFactory(), UserFactory(), UserFactory()]
    for one in people:
        stands(one, group, "reviewer")
    return people


def vouch(promotion, person, organisation):
    now = clock.now()
    give_sponsorship(
        promotion=promotion, by=person, organisation=organisation, words="Good.", now=now
    )


def missing(promotion) -> list[str]:
    return told(Promotion.objects.get(pk=promotion.pk), now=clock.now()).missing


def has_window(promotion) -> bool:
    promotion.refresh_from_db()
    return promotion.window_opened_at is not None


class TestAsking:
    def test_for_the_rung_above_by_the_ladder_of_today(self, promotion, group):
        assert (promotion.rung, promotion.edition.number) == ("reviewer", 1)
        publish_ladder(initiative=group, text=f"# new\n{TWO_RUNGS}", by=None, now=clock.now())
        promotion.refresh_from_db()
        assert promotion.edition.number == 1

    def test_who_stands_nowhere_asks_for_the_first(self, group):
        assert asked(UserFactory(), group).rung == "helper"

    def test_one_at_a_time(self, promotion, group, member):
        with pytest.raises(AskedAlready):
            asked(member, group)

    def test_not_above_the_last_nor_without_a_ladder(self, group):
        top = UserFactory()
        stands(top, group, "reviewer")
        with pytest.raises(NothingAbove):
            asked(top, group)
        with pytest.raises(NoLadder):
            asked(top, InitiativeFactory())

    def test_those_who_may_sponsor_hear_of_it(self, reviewers, promotion, group):
        told_of_it = Notice.objects.filter(template="ladder/asked")
        assert {one.person for one in told_of_it} == set(reviewers)


class TestNotYet:
    def test_says_what_is_missing(self, promotion, reviewers):
        assert missing(promotion) == [
            "2 links to: reviews: 2 missing",
            "You have read the guide",
            "2 sponsors of other organisations",
        ]
        shown(promotion, "one", said=False)
        vouch(promotion, reviewers[0], "ACME")
        assert missing(promotion) == [
            "2 links to: reviews: 1 missing",
            "You have read the guide",
            "1 sponsor of another organisation",
        ]

    def test_an_address_counts_once_however_it_is_written(self, promotion):
        shown(promotion, "one", "one/", "one#part")
        assert promotion.work.count() == 1

    def test_it_is_all_shown_anew(self, promotion):
        shown(promotion, "one", "two")
        shown(promotion, "three")
        assert [work.link for work in promotion.work.all()] == ["https://example.org/three"]


class TestSponsors:
    def test_of_two_organisations_open_the_days_for_objections(self, promotion, reviewers):
        shown(promotion, "one", "two")
        vouch(promotion, reviewers[0], "ACME Inc.")
        assert not has_window(promotion)
        with pytest.raises(SameOrganisation):
            vouch(promotion, reviewers[1], "acme")
        vouch(promotion, reviewers[1], "Initech")
        assert has_window(promotion)
        assert missing(promotion) == []

    def test_stand_high_enough_and_are_somebody_else(self, promotion, member, group):
        helper = UserFactory()
        stands(helper, group, "helper")
        for person in (member, helper, UserFactory(), UserFactory(is_superuser=True)):
            with pytest.raises(MayNotSpeak):
                vouch(promotion, person, "ACME")

    def test_who_leads_the_group_stands_at_its_top(self, promotion, group, lead):
        lead_of(lead, group)
        vouch(promotion, lead, "ACME")
        assert Sponsorship.objects.get().stood_as == ["chair"]

    def test_each_vouches_once(self, promotion, reviewers):
        vouch(promotion, reviewers[0], "ACME")
        with pytest.raises(SpokenAlready):
            vouch(promotion, reviewers[0], "Initech")

    def test_whoever_changes_employer_later_still_counts_for_the_one_of_that_day(
        self, promotion, reviewers
    ):
        vouch(promotion, reviewers[0], "ACME")
        vouch(promotion, reviewers[1], "Initech")
        assert list(promotion.sponsorships.values_list("organisation", "stood_as")) == [
            ("ACME", ["reviewer"]),
            ("Initech", ["reviewer"]),
        ]

    def test_who_leaves_ends_the_days_and_who_follows_begins_them_anew(
        self, promotion, reviewers, at
    ):
        shown(promotion, "one", "two")
        vouch(promotion, reviewers[0], "ACME")
        vouch(promotion, reviewers[1], "Initech")
        take_sponsorship_back(promotion=promotion, by=reviewers[0], now=clock.now())
        assert not has_window(promotion)
        at(clock.now() + timedelta(days=3))
        vouch(promotion, reviewers[2], "Globex")
        promotion.refresh_from_db()
        assert promotion.window_ends_at - clock.now() > timedelta(days=6, hours=23)

    def test_who_erases_their_account_vouches_no_longer(self, promotion, reviewers):
        shown(promotion, "one", "two")
        vouch(promotion, reviewers[0], "ACME")
        vouch(promotion, reviewers[1], "Initech")
        erase_person(person=reviewers[0], by=reviewers[0])
        assert not has_window(promotion)
        assert missing(promotion) == ["1 sponsor of another organisation"]


class TestTheDays:
    @pytest.fixture
    def complete(self, promotion, reviewers):
        shown(promotion, "one", "two")
        vouch(promotion, reviewers[0], "ACME")
        vouch(promotion, reviewers[1], "")
        return promotion

    def test_what_people_look_at_stays_as_it_is(self, complete):
        with pytest.raises(BeingLookedAt):
            shown(complete, "other")

    def test_they_end_at_an_instant_and_who_decides_hears_of_it_once(self, complete, group, lead):
        lead_of(lead, group)
        complete.refresh_from_db()
        ends = complete.window_ends_at
        assert tend_promotions(now=ends - timedelta(seconds=1)) == 0
        assert tend_promotions(now=ends) == 1
        assert tend_promotions(now=ends + WEEK) == 1
        [notice] = Notice.objects.filter(template="ladder/window_over")
        assert notice.person == lead

    def test_many_that_are_open_keep_no_other_waiting(self, complete, group, lead, monkeypatch):
        lead_of(lead, group)
        for _ in range(2):
            asked(UserFactory(), group)
        monkeypatch.setattr("initiatives.ladder.actions.window.MOST_AT_ONCE", 1)
        complete.refresh_from_db()
        told = Notice.objects.filter(
            template="ladder/window_over", key__contains=complete.public_id
        )
        runs = 0
        while not told.exists():
            tend_promotions(now=complete.window_ends_at)
            runs += 1
            assert runs < 60  # of three, one is not drawn so often once in 10 ** 10 times

    def test_those_who_have_a_say_and_who_asked_hear_of_them(self, complete, reviewers, member):
        opened = Notice.objects.filter(template="ladder/window_open")
        assert {one.person for one in opened} == set(reviewers)
        assert Notice.objects.get(template="ladder/window").person == member

    def test_who_would_wait_says_so_once_and_may_let_it_be(self, complete, reviewers, member):
        told_why = {"promotion": complete, "by": reviewers[2], "words": "Wait.", "now": clock.now()}
        make_objection(**told_why)
        with pytest.raises(SpokenAlready):
            make_objection(**told_why)
        with pytest.raises(MayNotSpeak):
            make_objection(**told_why | {"by": UserFactory()})
        with pytest.raises(MayNotSpeak):
            make_objection(**told_why | {"by": member})
        assert Notice.objects.get(template="ladder/objected").person == member
        take_objection_back(promotion=complete, by=reviewers[2])
        assert not complete.objections.exists()

    def test_time_alone_may_complete_it(self, group, at):
        text = "rungs: [{key: a, title: A, asks: [{months_with_us: 1}]}]"
        publish_ladder(initiative=group, text=text, by=None, now=clock.now())
        one = asked(UserFactory(), group)
        assert not has_window(one)
        at(clock.now() + timedelta(days=32))
        assert tend_promotions(now=clock.now()) == 1
        assert has_window(one)


class TestTakingBack:
    def test_nothing_of_what_was_shown_is_kept(self, promotion, reviewers):
        shown(promotion, "one")
        vouch(promotion, reviewers[0], "ACME")
        take_back(promotion=promotion)
        assert (promotion.state, promotion.said, promotion.words) == ("withdrawn", [], "")
        assert not promotion.work.exists()
        assert not promotion.sponsorships.exists()
        with pytest.raises(NotOpen):
            shown(promotion, "one")

    def test_nobody_returns_who_never_left(self, group, member):
        with pytest.raises(TooLate):
            ask_to_return(initiative=group, person=member, now=clock.now())


class TestEditions:
    def test_the_same_text_is_the_same_edition(self, group):
        for text in (TWO_RUNGS, TWO_RUNGS.replace("\n", "\r\n")):
            publish_ladder(initiative=group, text=text, by=None, now=clock.now())
        assert Edition.objects.count() == 1
        assert AuditEntry.objects.filter(verb="initiative.ladder_published").count() == 1

    def test_no_rung_goes_on_which_somebody_stands(self, group, member):
        stands(member, group, "helper")
        with pytest.raises(RungInUse) as refused:
            publish_ladder(
                initiative=group, text="rungs: [{key: a, title: A}]", by=None, now=clock.now()
            )
        assert refused.value.keys == ("helper",)

    def test_a_group_may_give_its_ladder_up(self, group, promotion):
        publish_ladder(initiative=group, text="", by=None, now=clock.now())
        assert not Edition.objects.newest().filter(initiative=group).exists()
        shown(promotion, "one")
        assert promotion.work.count() == 1
