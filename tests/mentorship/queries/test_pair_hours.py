"""Two who work together meet by their hours as they are now, not as they were when they applied."""

from datetime import UTC, datetime, time, timedelta

import pytest

from mentorship.actions.run import publish_run, start_run
from mentorship.cohort_life.queries.pair_page import pair_page
from mentorship.core.instance import Window
from mentorship.models import Match
from mentorship.queries.match_detail import match_detail
from mentorship.queries.own_matches import match_items
from mentorship.queries.pair_hours import two_of
from mentorship.queries.pair_week import own_week
from portal.people.models import AvailabilityWindow
from tests.conftest import signed_in
from tests.mentorship.cohort_life.together import agree, at, pair_together
from tests.mentorship.pool import EVENINGS, IN_MATCHING, member_of, pool

pytestmark = pytest.mark.django_db
# Both applied with Monday and Wednesday evenings in Berlin; the term ends on 28 June.
APPLIED_WITH = (Window((0, 2), 18 * 60, 120),)
TUESDAY_OF_WEEK_3 = at(15)
OVER_AT = datetime(2026, 6, 28, 22, tzinfo=UTC)


@pytest.fixture
def match():
    return pair_together()


def free_now(person, *, timezone: str, weekday: int, hour: int) -> None:
    person.timezone = timezone
    person.save()
    AvailabilityWindow.objects.filter(person=person).delete()
    AvailabilityWindow.objects.create(person=person, weekday=weekday, start=time(hour), minutes=120)


@pytest.fixture
def moved(match) -> Match:
    """The mentor lives in New York by now; on Thursdays both are free from 18:00 in Berlin."""
    free_now(match.mentee.person, timezone="Europe/Berlin", weekday=3, hour=18)
    free_now(match.mentor.person, timezone="America/New_York", weekday=3, hour=12)
    return match


def as_read(match, now=TUESDAY_OF_WEEK_3):
    return [(one.timezone, one.availability) for one in two_of(match, over_at=OVER_AT, now=now)]


FROZEN = [("Europe/Berlin", APPLIED_WITH)] * 2
NOW = [
    ("Europe/Berlin", (Window((3,), 18 * 60, 120),)),
    ("America/New_York", (Window((3,), 12 * 60, 120),)),
]


def test_a_pair_that_works_together_has_the_hours_of_now(moved):
    assert as_read(moved) == NOW


def test_who_keeps_no_hours_in_the_profile_has_those_of_the_application(match):
    match.mentor.person.timezone = "America/New_York"
    match.mentor.person.save()
    assert as_read(match) == FROZEN


def test_hours_without_a_zone_are_by_the_clock_of_the_application(match):
    free_now(match.mentor.person, timezone="", weekday=3, hour=12)
    assert as_read(match)[1] == ("Europe/Berlin", (Window((3,), 12 * 60, 120),))


def test_once_the_term_is_over_neither_learns_of_new_hours(moved):
    assert as_read(moved, now=OVER_AT) == FROZEN


@pytest.mark.parametrize(
    "change",
    [{"mentor_answer": "awaited"}, {"ended_at": TUESDAY_OF_WEEK_3, "ending": "stopped"}],
    ids=["awaited", "ended"],
)
def test_nor_before_both_have_said_yes_or_after_an_end(moved, change):
    Match.objects.update(**change)
    moved.refresh_from_db()
    assert as_read(moved) == FROZEN


THURSDAY = datetime(2026, 4, 23, 16, tzinfo=UTC)


def test_every_page_of_the_two_names_the_hour_they_share_now(moved):
    mentee = moved.mentee.person
    now = TUESDAY_OF_WEEK_3
    detail = match_detail(match=moved, reader=mentee, now=now)
    assert [one for one, _until in detail.meetings] == [
        THURSDAY + timedelta(weeks=week) for week in range(3)
    ]
    assert (detail.my_zone, detail.their_zone) == ("Europe/Berlin", "America/New_York")
    pair = pair_page(match=moved, reader=mentee, now=now)
    assert pair.meeting == (THURSDAY, THURSDAY + timedelta(hours=1))
    [item] = match_items(person=mentee, now=now)
    assert item.at == THURSDAY
    shown = own_week(match=moved, reader=moved.mentor.person, zone=None, now=now)
    assert [name for name, day in shown.days if day] == ["Thursday"]


def test_the_hour_is_shown_by_the_clock_of_who_reads_it(moved, at):
    at(TUESDAY_OF_WEEK_3)
    for page in (moved.get_absolute_url(), f"{moved.get_absolute_url()}together/"):
        read = signed_in(moved.mentor.person).get(page).content.decode()
        assert "12:00" in read, page


@pytest.mark.parametrize("many", [1, 6])
def test_hours_of_all_who_work_together_are_asked_for_at_once(many, django_assert_num_queries):
    cohort = pool(mentees=many, mentors=0)
    mentor = member_of(cohort, "mentor", "of-many", capacity=many, availability=EVENINGS)
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    for match in publish_run(run=run, by=mentor.person, now=IN_MATCHING):
        agree(match)
    with django_assert_num_queries(2):
        assert len(match_items(person=mentor.person, now=IN_MATCHING)) == many
