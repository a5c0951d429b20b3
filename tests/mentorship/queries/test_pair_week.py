"""The week of a pair: each of the two sees their own hours and those in common, the desk both."""

from datetime import date

import pytest

from mentorship.actions.run import publish_run, start_run
from mentorship.models import Match, ProgramAdmin
from tests.conftest import signed_in
from tests.factories.mentorship import CohortFactory, ProgramFactory
from tests.factories.people import UserFactory
from tests.mentorship.pool import IN_MATCHING, member_of

pytestmark = pytest.mark.django_db
TWO_EVENINGS = [{"days": [0], "start": "17:00", "minutes": 180}]
NOONS = [{"days": [0], "start": "12:00", "minutes": 120}]
SECRET_NIGHT = [
    {"days": [0, 1, 2, 3, 4], "start": "18:00", "minutes": 120},
    {"days": [5], "start": "03:00", "minutes": 60},
]


@pytest.fixture
def admin():
    return UserFactory(username="runs-it", timezone="Europe/Berlin")


@pytest.fixture
def match(at, admin):
    at(IN_MATCHING)
    cohort = CohortFactory(program=ProgramFactory(slug="learn"), key="spring")
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    for role, hours in (("mentee", TWO_EVENINGS), ("mentor", SECRET_NIGHT)):
        member_of(
            cohort,
            role,
            person=UserFactory(username=f"a-{role}-here", timezone="Europe/Berlin"),
            availability=hours,
        )
    publish_run(run=start_run(cohort=cohort, by=admin, now=IN_MATCHING), by=admin, now=IN_MATCHING)
    return Match.objects.get()


def rows_of(week):
    return dict(week.rows)


def test_one_of_the_two_reads_own_and_common_hours_alone(match):
    page = signed_in(match.mentee.person).get(match.get_absolute_url())
    week = page.context["week"]
    assert [words for _level, words in week.levels] == ["Both of you", "Only you"]
    assert rows_of(week)["Monday"] == ("18:00–20:00", "17:00–18:00")
    assert rows_of(week)["Saturday"] == ("", "")
    assert "03:00" not in page.content.decode()
    assert "The same as a table" in page.content.decode()


def test_the_desk_reads_both_by_its_own_clock(match, admin):
    page = signed_in(admin).get(
        f"/desk/mentorship/learn/spring/matching/people/{match.mentor.public_id}/"
    )
    [(_pair, beside)] = page.context["pairs"]
    assert rows_of(beside.week)["Monday"] == ("18:00–20:00", "", "17:00–18:00")
    assert rows_of(beside.week)["Saturday"] == ("", "03:00–04:00", "")
    assert str(beside.week.monday) == "2026-04-06"


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_before_anybody_is_told_the_desk_reads_what_they_share_and_when_they_could_meet(
    at, admin, side
):
    """The clocks of New York change a week before the term, those of Berlin in its first week."""
    at(IN_MATCHING)
    cohort = CohortFactory(
        program=ProgramFactory(slug="learn"), key="spring", starts_on=date(2026, 3, 23)
    )
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    member_of(cohort, "mentee", "ada", timezone="America/New_York", availability=NOONS)
    member_of(cohort, "mentor", "bo", availability=TWO_EVENINGS)
    start_run(cohort=cohort, by=admin, now=IN_MATCHING)
    one = cohort.applications.get(role=side)
    page = signed_in(admin).get(f"/desk/mentorship/learn/spring/matching/people/{one.public_id}/")
    [(_pair, beside)] = page.context["pairs"]
    assert (beside.mentee, beside.mentor) == ("ada@example.org", "bo@example.org")
    assert [(one.name, one.mentee, one.mentor) for one in beside.skills] == [
        ("Rust", "I have never touched it", "I know it well, pitfalls too")
    ]
    assert [at.isoformat() for at, _until in beside.meetings] == [
        "2026-03-23T16:00:00+00:00",
        "2026-03-30T16:00:00+00:00",
        "2026-04-06T16:00:00+00:00",
    ]
    assert [(one.day.isoformat(), one.apart) for one in beside.shifts] == [("2026-03-29", "6:00")]
    words = page.content.decode()
    assert (
        "says “I know it well, pitfalls too”, ada@example.org says “I have never touched it”."
        in words
    )
    assert "from 29 March 2026 on they are 6:00 hours apart." in words


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        ("2026-03-16T12:00Z", "2026-04-06"),
        ("2026-05-13T12:00Z", "2026-05-11"),
        ("2026-09-16T12:00Z", "2026-06-22"),
    ],
)
def test_the_week_is_this_one_within_the_term(match, at, now, monday):
    at(now)
    page = signed_in(match.mentor.person).get(match.get_absolute_url() + "?tz=Asia/Kolkata")
    assert str(page.context["week"].monday) == monday
    assert page.context["week"].zone == "Kolkata"


def test_without_a_common_half_hour_it_says_so_and_ended_matches_have_no_week(match):
    match.mentor.facts["availability"] = []
    match.mentor.save()
    page = signed_in(match.mentee.person).get(match.get_absolute_url())
    assert "No half-hour of it is free for both." in page.content.decode()
    match.ended_at, match.ending = IN_MATCHING, "stopped"
    match.save()
    assert signed_in(match.mentee.person).get(match.get_absolute_url()).context["week"] is None


def test_weeks_without_an_hour_in_common_are_named_at_the_desk_and_to_both(at, admin):
    """New York changes before the term, Berlin on its first Sunday."""
    at(IN_MATCHING)
    cohort = CohortFactory(
        program=ProgramFactory(slug="learn"), key="spring", starts_on=date(2026, 3, 23)
    )
    ProgramAdmin.objects.create(program=cohort.program, person=admin)
    hours = {"mentee": ("America/New_York", "12:00"), "mentor": ("Europe/Berlin", "18:00")}
    for role, (zone, start) in hours.items():
        window = {"days": [3], "start": start, "minutes": 60}
        somebody = UserFactory(username=f"a-{role}-far", timezone=zone)
        member_of(cohort, role, person=somebody, timezone=zone, availability=[window])
    publish_run(run=start_run(cohort=cohort, by=admin, now=IN_MATCHING), by=admin, now=IN_MATCHING)
    match = Match.objects.get()
    address = f"/desk/mentorship/learn/spring/matching/people/{match.mentee.public_id}/"
    assert (
        "No time in common in the weeks that begin on 23 March</p>"
        in signed_in(admin).get(address).content.decode()
    )
    for side in (match.mentee, match.mentor):
        page = signed_in(side.person).get(match.get_absolute_url()).content.decode()
        assert "write to each other: 23 March</p>" in page


def test_the_desk_reads_when_people_of_both_sides_are_free(match, admin):
    page = signed_in(admin).get("/desk/mentorship/learn/spring/matching/")
    week = page.context["run"].week
    assert rows_of(week)["Monday"] == ("18:00–20:00", "", "", "")
    assert rows_of(week)["Saturday"] == ("", "", "", "")
    assert "At least 50 % of both sides" in page.content.decode()
