"""A letter is written in the time of who reads it."""

import pytest
from django.template import Context, Template

from portal.notices.letter import subject_of, zone_of_person
from portal.notices.receivers import my_notice_preferences, my_notices
from tests.factories.notices import NoticeFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
WHEN = Template("{% load mail %}{% mail_time starts until=ends %}")
FACTS = {"starts": "2026-03-03T15:00:00+00:00", "ends": "2026-03-03T16:00:00+00:00"}


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/Berlin", "Tue 3 Mar 2026, 16:00–17:00 Berlin time"),
        ("Asia/Kolkata", "Tue 3 Mar 2026, 20:30–21:30 Kolkata time"),
        ("Pacific/Auckland", "Wed 4 Mar 2026, 04:00–05:00 Auckland time"),
        ("UTC", "Tue 3 Mar 2026, 15:00–16:00 UTC"),
    ],
)
def test_a_moment_is_said_in_the_readers_zone(zone, said):
    assert WHEN.render(Context({**FACTS, "zone": zone}, autoescape=False)) == said


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2026-03-12", "2026-03-14", "Thu 12 Mar – Sat 14 Mar 2026"),
        ("2026-12-31", "2027-01-01", "Thu 31 Dec 2026 – Fri 1 Jan 2027"),
        ("2026-03-12", "", "Thu 12 Mar 2026"),
    ],
)
def test_whole_days_are_the_same_for_everybody(starts, ends, said):
    days = {"starts": starts, "ends": ends, "zone": "Pacific/Auckland"}
    assert WHEN.render(Context(days, autoescape=False)) == said


def test_the_year_is_the_one_the_reader_is_in():
    new_year = {"starts": "2026-12-31T23:30:00+00:00", "ends": ""}
    said = WHEN.render(Context({**new_year, "zone": "Europe/Berlin"}))

    assert said == "Fri 1 Jan 2027, 00:30 Berlin time"


@pytest.mark.parametrize(
    ("told", "zone"),
    [("Europe/Berlin", "Europe/Berlin"), ("", "UTC"), ("Mars/Olympus", "UTC")],
)
def test_who_told_no_zone_reads_utc(told, zone):
    assert zone_of_person(UserFactory(timezone=told)) == zone


def test_a_subject_is_one_line_of_bounded_length():
    notice = NoticeFactory(context={"title": "a\u2028b\x85c\r\n" + "d" * 500, "comment": ""})
    subject = subject_of(notice, "UTC")

    assert subject.startswith("“a b c dd")
    assert len(subject) == 200


def test_a_person_takes_along_what_they_were_told():
    notice = NoticeFactory(key="k", url="/about/")
    NoticeFactory()

    section, [row] = my_notices(sender=None, person=notice.person)
    assert (section, row["key"], row["url"]) == ("notices", "k", "/about/")
    assert my_notice_preferences(sender=None, person=notice.person) == ("notice_preferences", [])
