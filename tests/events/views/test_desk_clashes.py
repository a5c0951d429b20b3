"""Which of one's meetings overlap with one the same people are wanted at, why, and what to do."""

from datetime import date, time

import pytest

from events.actions.group_conflict import SameGroup, set_conflict
from events.models import GroupConflict, Rsvp
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory, RoleFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
CLASHES = "/desk/meetings/clashes/"
QUERIES = 16
NONE = "No clash in the next twelve weeks"


def at(hour, minute=0, **changed):
    """Every Tuesday, in UTC."""
    start = {"start_date": date(2026, 2, 3), "start_time": time(hour, minute), "tzid": "UTC"}
    return [start | changed]


@pytest.fixture
def bear(lead, now):
    bear = InitiativeFactory(slug="bear", name="BEAR")
    lead_of(lead, bear)
    return bear


@pytest.fixture
def desk(bear, lead):
    return signed_in(lead)


@pytest.fixture
def others(now):
    return InitiativeFactory(slug="others", name="Others")


@pytest.fixture
def ours(bear, make_series):
    return make_series(initiative=bear, title="Our call", slots=at(15))


@pytest.fixture
def theirs(ours, others, make_series):
    return make_series(initiative=others, title="Their call", slots=at(15, 30))


def page(desk):
    response = desk.get(CLASHES)
    assert response.status_code == 200
    return response.content.decode()


def test_strangers_may_meet_at_one_time(desk, theirs):
    assert NONE in page(desk)


@pytest.mark.parametrize(
    ("level", "why"),
    [
        ("leads", "the same people lead both"),
        ("key-people", "people both need come to both"),
        ("topic", "both work on the same topic"),
    ],
)
def test_groups_on_the_list_may_not(desk, theirs, bear, others, lead, level, why):
    set_conflict(one=others, other=bear, level=level, by=lead)
    html = page(desk)
    assert f"Their groups should not meet at one time: {why}." in html
    assert html.count("Move or cancel this date") == 3
    assert "12 dates in twelve weeks." in html
    (clash,) = desk.get(CLASHES).context["clashes"]
    assert clash.dates[0].own_url == f"/desk/meetings/{clash.own.slug}/2026-02-03/"
    assert NONE not in html


def test_what_follows_at_once_does_not_clash(desk, bear, others, ours, make_series, lead):
    set_conflict(one=bear, other=others, level="topic", by=lead)
    make_series(initiative=others, slots=at(16))
    assert NONE in page(desk)


def test_two_meetings_of_one_group_are_one_clash(desk, bear, ours, make_series):
    make_series(initiative=bear, title="Second call", slots=at(14, 30))
    assert [clash.reasons for clash in desk.get(CLASHES).context["clashes"]] == [
        ("Both are meetings of one group.",)
    ]


def test_a_joint_meeting_is_one_of_both_groups(desk, bear, ours, others, make_series):
    joint = make_series(initiative=others, slots=at(15))
    joint.also_for.add(bear)
    assert "Both are meetings of one group." in page(desk)


def test_shared_organizers_are_neither_named_nor_counted(desk, theirs, others, lead, bear):
    lead_of(lead, others)
    html = page(desk)
    assert "Somebody arranges meetings of both." in html
    assert lead.username not in html.split("<main", 1)[1]


def test_one_call_cannot_hold_two_meetings(desk, ours, theirs):
    for series in (ours, theirs):
        series.join_url = "https://call.example.org/1"
        series.save()
    html = page(desk)
    assert "Both use the same link to the call." in html
    assert "call.example.org" not in html


def guests(ours, theirs, count):
    for _ in range(count):
        person = UserFactory()
        for series in (ours, theirs):
            Rsvp.objects.create(occurrence=series.occurrences.first(), person=person)


def test_shared_guests_are_a_number_and_never_a_small_one(desk, ours, theirs):
    guests(ours, theirs, 4)
    assert NONE in page(desk)
    guests(ours, theirs, 1)
    assert "At least 5 people said that they come to both." in page(desk)


def test_one_guest_more_changes_no_word(desk, ours, theirs):
    guests(ours, theirs, 5)
    before = page(desk)
    guests(ours, theirs, 1)
    assert clash_words(page(desk)) == clash_words(before)


def test_who_reads_is_no_guest_that_is_counted(desk, ours, theirs, lead):
    guests(ours, theirs, 4)
    for series in (ours, theirs):
        Rsvp.objects.create(occurrence=series.occurrences.first(), person=lead)
    assert NONE in page(desk)


def clash_words(html):
    return html.split('<ul class="rows">', 1)[1].split("<form", 1)[0]


class TestHiddenPartner:
    """A joint meeting of theirs whose second group is not listed."""

    @pytest.fixture
    def hidden(self, theirs):
        hidden = InitiativeFactory(name="Hidden group", is_listed=False)
        theirs.also_for.add(hidden)
        return hidden

    def test_it_is_no_reason(self, desk, ours, hidden, bear, lead):
        set_conflict(one=bear, other=hidden, level="topic", by=lead)
        ours.also_for.add(hidden)
        lead_of(UserFactory(), hidden)
        assert NONE in page(desk)

    def test_its_organizers_are_none_that_are_shared(self, desk, hidden, bear):
        both = UserFactory()
        lead_of(both, hidden)
        lead_of(both, bear)
        assert NONE in page(desk)

    def test_who_arranges_its_meetings_knows_of_it(self, desk, hidden, lead):
        lead_of(lead, hidden)
        assert "Somebody arranges meetings of both." in page(desk)


def test_a_meeting_that_is_not_public_stays_hidden(desk, theirs, bear, others, lead):
    set_conflict(one=bear, other=others, level="topic", by=lead)
    theirs.is_published = False
    theirs.save()
    assert "Their call" not in page(desk)


def test_a_cancelled_date_does_not_clash(desk, ours, theirs, bear, others, lead):
    set_conflict(one=bear, other=others, level="topic", by=lead)
    theirs.occurrences.exclude(original_date=date(2026, 2, 10)).update(status="cancelled")
    (clash,) = desk.get(CLASHES).context["clashes"]
    assert [(one.start.day, one.start.hour, one.start.minute) for one in clash.dates] == [
        (10, 15, 30)
    ]


class TestList:
    def add(self, desk, **changed):
        return desk.post(CLASHES, {"one": "bear", "other": "others", "level": "topic"} | changed)

    def test_an_organizer_puts_a_pair_on_it_once(self, desk, bear, others):
        assert self.add(desk).status_code == 302
        assert self.add(desk, level="leads").status_code == 302
        assert list(GroupConflict.objects.values_list("a", "b", "level")) == [
            (bear.pk, others.pk, "leads")
        ]

    def test_the_other_group_reads_it_and_takes_it_off(self, desk, bear, others, member):
        self.add(desk)
        lead_of(member, others)
        theirs = signed_in(member)
        assert "both work on the same topic" in page(theirs)
        row = GroupConflict.objects.get()
        assert theirs.post(f"{CLASHES}{row.pk}/drop/").status_code == 302
        assert not GroupConflict.objects.exists()

    def test_a_third_group_can_do_neither(self, desk, bear, others, member):
        self.add(desk)
        lead_of(member, InitiativeFactory())
        third = signed_in(member)
        assert "both work on the same topic</span>" not in page(third)
        row = GroupConflict.objects.get()
        assert third.post(f"{CLASHES}{row.pk}/drop/").status_code == 404
        assert self.add(third).status_code == 200
        assert GroupConflict.objects.count() == 1

    def test_a_group_is_no_conflict_of_its_own(self, desk, bear, lead):
        assert "Choose another group than your own." in self.add(desk, other="bear").text
        with pytest.raises(SameGroup):
            set_conflict(one=bear, other=bear, level="topic", by=lead)

    def test_a_group_that_is_not_listed_is_not_named(self, desk, bear, lead):
        hidden = InitiativeFactory(name="Hidden group", is_listed=False)
        set_conflict(one=bear, other=hidden, level="topic", by=lead)
        assert "Hidden group" not in page(desk)


def test_its_queries_do_not_grow(
    desk, bear, others, ours, theirs, make_series, lead, django_assert_num_queries
):
    set_conflict(one=bear, other=others, level="topic", by=lead)
    page(desk)
    with django_assert_num_queries(QUERIES):
        page(desk)
    for _ in range(4):
        another = InitiativeFactory()
        make_series(initiative=another, slots=at(15))
        make_series(initiative=bear, slots=at(15))
        RoleFactory(initiative=another, person=lead, role="chair")
        set_conflict(one=bear, other=another, level="leads", by=lead)
    with django_assert_num_queries(QUERIES):
        page(desk)
