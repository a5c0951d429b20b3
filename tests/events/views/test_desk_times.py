"""A fair time for a group: its organizers read totals, and never whose hours they are."""

import re

import pytest

from events.actions.hours_consent import set_hours_consents
from events.models import Series
from events.queries.counted_hours import counted_people
from initiatives.models import Follow
from portal.core.availability import Window
from portal.people.actions.availability import set_availability
from portal.people.actions.profile import set_disclosures
from portal.people.models import Profile
from tests.conftest import lead_of, signed_in
from tests.factories.initiatives import InitiativeFactory, RoleFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
TIMES = "/desk/meetings/times/"
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Asia/Tokyo", "Europe/Berlin")


@pytest.fixture
def bear(lead, now):
    bear = InitiativeFactory(slug="bear", name="BEAR")
    lead_of(lead, bear)
    return bear


@pytest.fixture
def desk(bear, lead):
    return signed_in(lead)


def follower(group, zone, *, consents=True, **shown):
    person = UserFactory(timezone=zone)
    Follow.objects.create(person=person, initiative=group)
    if consents:
        set_hours_consents(person=person, initiatives=[group], by=person)
    return person


def asked(desk, **changed):
    query = {"initiative": "bear", "timezone": "Europe/Berlin", "minutes": "60"} | changed
    response = desk.get(TIMES, query)
    assert response.status_code == 200
    return response


def test_the_form_offers_the_groups_somebody_arranges(desk):
    InitiativeFactory(name="Somebody else’s group")
    html = desk.get(TIMES).content.decode()
    assert '<option value="bear">BEAR</option>' in html
    assert "Somebody else" not in html
    assert "What we suggest" not in html


def test_nobody_is_counted_without_having_said_so(desk, bear):
    for zone in ZONES:
        follower(bear, zone, consents=False)
    html = asked(desk).content.decode()
    assert "Nobody to count yet" in html


def test_four_people_are_not_counted(desk, bear):
    for zone in ZONES[:4]:
        follower(bear, zone)
    assert "Nobody to count yet" in asked(desk).content.decode()


def test_five_people_are_and_the_worst_off_has_no_name(desk, bear):
    people = [follower(bear, zone) for zone in ZONES]
    set_availability(person=people[0], windows=[Window(0, 600, 120)], by=None)
    response = asked(desk)
    html = response.content.decode()
    assert "Counted: 5 people who let this group count their hours." in html
    assert re.search(r"somebody in UTC[+−]\d+(:\d\d)?: (\w+ )?\d\d:\d\d their time", html)
    for person in people:
        assert person.username not in html


def test_a_name_is_read_only_where_the_profile_shows_it_with_the_zone(desk, bear):
    for zone in ZONES[:3]:
        follower(bear, zone)
    for name, parts in (("Shown Name", ["name", "timezone"]), ("Hidden Name", ["name"])):
        person = follower(bear, "Asia/Tokyo")
        Profile.objects.create(person=person, display_name=name)
        set_disclosures(person=person, audiences=dict.fromkeys(parts, "members"), by=person)
    html = "".join(asked(desk, timezone=zone).content.decode() for zone in ("Europe/Berlin", "UTC"))
    assert "Hidden Name" not in html


def named(group, zone):
    """Their profile shows every member their name and zone."""
    person = follower(group, zone)
    Profile.objects.create(person=person, display_name="Shown Name")
    audiences = dict.fromkeys(["name", "timezone"], "members")
    set_disclosures(person=person, audiences=audiences, by=person)
    return person


@pytest.mark.parametrize(("count", "is_counted"), [(4, False), (5, True)])
def test_free_hours_of_fewer_than_five_people_are_not_counted(bear, now, count, is_counted):
    people = [follower(bear, zone) for zone in (*ZONES, "Asia/Tokyo")]
    for person in people[:count]:
        set_availability(person=person, windows=[Window(0, 600, 120)], by=None)
    counted = counted_people(initiative=bear, on=now.date())
    given = [one.attendee.free is not None for one in counted]
    assert sorted(given) == [False] * (6 - count * is_counted) + [True] * count * is_counted


@pytest.mark.parametrize(("has_hours", "is_named"), [(False, True), (True, False)])
def test_nobody_is_named_whose_free_hours_are_counted(desk, bear, has_hours, is_named):
    people = [follower(bear, "Europe/Berlin") for _ in range(5)]
    worst_off = named(bear, "Pacific/Auckland")
    for person in [*people, worst_off] if has_hours else people:
        set_availability(person=person, windows=[Window(0, 600, 120)], by=None)
    assert ("Shown Name" in asked(desk).content.decode()) == is_named


def test_who_left_the_group_is_not_counted_any_more(desk, bear):
    people = [follower(bear, zone) for zone in ZONES]
    Follow.objects.filter(person=people[0]).delete()
    assert "Nobody to count yet" in asked(desk).content.decode()


def test_places_can_be_named_instead(desk):
    html = asked(desk, places="Berlin 3, New York, asia/tokyo x2").content.decode()
    assert "Fewer than 5 people let this group count their hours" in html
    assert ", and 6 people in the places you named." in html
    assert "Tokyo time: " in html


def test_places_may_be_pasted_in_several_lines(desk):
    html = asked(desk, places="New\r\nYork 2,\nTokyo\n2").content.decode()
    assert ", and 4 people in the places you named." in html


def test_two_times_take_turns_where_that_is_fairer(desk):
    html = asked(desk, places="Los Angeles, Berlin, Tokyo", timezone="UTC").content.decode()
    assert "Fairer: two times that take turns" in html
    assert (html.count("Use this time<span"), html.count("Use both times<span")) == (1, 1)
    html = asked(desk, places="Berlin").content.decode()
    assert "No two times that take turns would be fairer than this one." in html


def test_each_combination_has_a_picture_and_a_table(desk):
    html = asked(desk, places="Berlin, New York").content.decode()
    assert html.count('<figure class="week-heat">') == 3
    assert html.count("The same as a table") == 3
    assert len(html) < 120_000


def test_a_time_leads_to_the_form_of_a_new_meeting(desk):
    html = asked(desk, places="Berlin", minutes="45").content.decode()
    (query,) = re.findall(r'href="/desk/meetings/new/\?(.+?)"', html)
    form = desk.get(f"/desk/meetings/new/?{query.replace('&amp;', '&')}").context["form"]
    chosen = {name: form[name].value() for name in ("initiative", "time", "timezone", "repeat")}
    assert chosen == {
        "initiative": "bear",
        "time": "09:00",
        "timezone": "Europe/Berlin",
        "repeat": "weekly",
    }
    assert (form["first_date"].value(), form["duration_minutes"].value()) == ("2026-02-09", "45")


class TestRotation:
    """Two times that take turns become one meeting by one press and a title."""

    @pytest.fixture
    def address(self, desk):
        html = asked(desk, places="Los Angeles, Berlin, Tokyo", timezone="UTC").content.decode()
        _single, both = re.findall(r'href="(/desk/meetings/new/\?.+?)"', html)
        return both.replace("&amp;", "&")

    def filled_in(self, desk, address, **changed):
        """What the form shows, sent as it stands."""
        form = desk.get(address).context["form"]
        shown = {name: form[name].value() for name in form.fields}
        shown = {name: value for name, value in shown.items() if value not in {None, False}}
        return (
            shown | {"title": "Two halves of the world", "kind": "meeting", "save": "1"} | changed
        )

    def test_the_form_shows_both(self, desk, address):
        html = desk.get(address).text
        assert "First date of the other time" in html
        assert "First date of the other time" not in desk.get("/desk/meetings/new/").text

    def test_saved_it_meets_every_week_at_one_of_two_hours(self, desk, address):
        assert desk.post(address, self.filled_in(desk, address)).status_code == 302
        series = Series.objects.get(title="Two halves of the world")
        first, other = series.slots.all()
        assert (first.tzid, other.tzid) == ("UTC", "UTC")
        assert "INTERVAL=2" in first.rrule
        assert "INTERVAL=2" in other.rrule
        dates = list(series.occurrences.order_by("starts_at")[:6])
        assert [row.slot_id for row in dates] == [first.pk, other.pk] * 3

    def test_the_preview_shows_the_dates_of_both(self, desk, address):
        sent = self.filled_in(desk, address)
        html = desk.post("/desk/meetings/preview/", sent).text
        assert html.count("preview-dates") == 2
        assert "In turn with" in html

    @pytest.mark.parametrize(
        ("changed", "words"),
        [
            ({"repeat": "weekly"}, "Two times take turns when each meets every 2 weeks"),
            ({"turn_time": ""}, "This field is required."),
            ({"turn_date": "2026-02-30"}, "Enter a valid date."),
            ({"turn_date": "same"}, "The first time meets on these days already."),
        ],
    )
    def test_what_does_not_take_turns_is_said(self, desk, address, changed, words):
        sent = self.filled_in(desk, address)
        if changed.get("turn_date") == "same":
            changed = {"turn_date": sent["first_date"]}
        assert words in desk.post(address, sent | changed).text
        assert not Series.objects.exists()


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ("Atlantis", "No place we know is called “Atlantis”. Try the next larger city."),
        ("Berlin 201", "That is more than 200 people."),
        ("<b>3", "No place we know is called “&lt;b&gt;”."),
    ],
)
def test_a_place_nobody_knows_is_said(desk, places, words):
    assert words in asked(desk, places=places).content.decode()


def test_another_group_is_no_choice(desk):
    InitiativeFactory(slug="other")
    assert "What we suggest" not in asked(desk, initiative="other").content.decode()


def test_as_many_queries_for_many_people_as_for_few(desk, bear, django_assert_num_queries):
    for zone in ZONES:
        follower(bear, zone)
    asked(desk)
    with django_assert_num_queries(10):
        asked(desk)
    for zone in ZONES * 4:
        follower(bear, zone)
    with django_assert_num_queries(10):
        asked(desk)


def test_a_seat_counts_as_well_as_following(desk, bear, lead):
    for zone in ZONES[:4]:
        follower(bear, zone)
    lead.timezone = "Europe/Berlin"
    lead.save()
    set_hours_consents(person=lead, initiatives=[bear], by=lead)
    assert "Counted: 5 people" in asked(desk).content.decode()


def test_a_seat_alone_arranges_nothing(member, now):
    RoleFactory(person=member, role="member")
    assert signed_in(member).get(TIMES).status_code == 403
