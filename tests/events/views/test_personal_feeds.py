"""A member's own calendar by an address nobody can guess, read again, or keep after they left."""

import re
from datetime import date

import pytest
from django.core.cache import cache

from events.actions.personal_feed import MOST_FEEDS, start_feed
from events.actions.rsvp import answer_date
from events.core.ics import read_calendar
from events.models import Answer, PersonalFeed
from initiatives.actions.follow import follow_initiative
from portal.core.secret_link import digest
from portal.people.actions.erase import erase_person
from portal.people.models import User
from tests.conftest import signed_in
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory

EVERYTHING = {"label": "Phone", "holds": ["answers", "followed"]}


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def meetings(make_series):
    """Of a group that is followed, of one that is chosen, and of one nobody asked for."""
    return {
        slug: make_series(title=slug, initiative=InitiativeFactory(slug=slug, name=slug))
        for slug in ("followed", "chosen", "third")
    }


def made(browser, **said) -> str:
    """The address somebody is shown."""
    html = browser.post("/me/calendar/", EVERYTHING | said).content.decode()
    [token] = set(re.findall(r"/calendar/mine/([\w-]+)\.ics", html))
    return f"/calendar/mine/{token}.ics"


def titles(client, address) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    calendar = read_calendar(response.content)
    assert calendar.problems == ()
    return sorted(event.summary for event in calendar.events)


def day_of(series):
    return series.occurrences.get(original_date=date(2026, 2, 10))


def test_it_holds_followed_groups_chosen_groups_and_single_dates(client, member, meetings):
    follow_initiative(initiative=meetings["followed"].initiative, person=member)
    answer_date(occurrence=day_of(meetings["third"]), by=member, answer=Answer.YES)
    browser = signed_in(member)
    assert titles(client, made(browser)) == ["followed", "third"]
    assert titles(client, made(browser, holds=["followed"])) == ["followed"]
    assert titles(client, made(browser, holds=["answers"])) == ["third"]
    assert titles(client, made(browser, holds=["answers"], groups=["chosen"])) == [
        "chosen",
        "third",
    ]


def test_who_said_no_has_no_date_and_who_follows_has_it_once(client, member, meetings):
    answer_date(occurrence=day_of(meetings["third"]), by=member, answer=Answer.NO)
    answer_date(occurrence=day_of(meetings["followed"]), by=member, answer=Answer.YES)
    follow_initiative(initiative=meetings["followed"].initiative, person=member)
    assert titles(client, made(signed_in(member))) == ["followed"]


def test_what_is_hidden_is_in_no_calendar(client, member, meetings):
    follow_initiative(initiative=meetings["followed"].initiative, person=member)
    answer_date(occurrence=day_of(meetings["third"]), by=member, answer=Answer.YES)
    address = made(signed_in(member), groups=["chosen"])
    for series in meetings.values():
        series.is_published = False
        series.save()
    assert titles(client, address) == []
    for series in meetings.values():
        series.is_published = True
        series.save()
        series.initiative.is_listed = False
        series.initiative.save()
    assert titles(client, address) == []


def test_no_cache_keeps_it_and_no_robot_lists_it(client, member, meetings):
    address = made(signed_in(member))
    response = client.get(address)
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "private, no-store"


def test_two_people_never_read_each_others(client, member, meetings):
    other = UserFactory()
    follow_initiative(initiative=meetings["followed"].initiative, person=member)
    follow_initiative(initiative=meetings["third"].initiative, person=other)
    mine, theirs = made(signed_in(member)), made(signed_in(other))
    for _ in range(2):
        assert titles(client, mine) == ["followed"]
        assert titles(client, theirs) == ["third"]
        assert titles(signed_in(other), mine) == ["followed"]


def test_the_address_is_long_told_once_and_kept_as_its_hash(client, member, meetings):
    browser = signed_in(member)
    address = made(browser)
    token = address.removeprefix("/calendar/mine/").removesuffix(".ics")
    assert len(token) == 43
    assert PersonalFeed.objects.get().token_sha256 == digest(token)
    assert token not in browser.get("/me/calendar/").content.decode()
    assert client.get(f"/calendar/mine/{digest(token)}.ics").status_code == 404
    assert client.get(f"/calendar/mine/{token[:-1]}.ics").status_code == 404


def test_the_day_it_was_read_is_noted_and_no_more(client, member, meetings, now):
    address = made(signed_in(member))
    client.get(address)
    assert PersonalFeed.objects.get().last_used_on == now.date()


@pytest.mark.parametrize("count", [1, 30])
def test_reading_takes_five_queries_for_any_number_of_meetings(
    client, member, make_series, django_assert_num_queries, count
):
    group = InitiativeFactory()
    for _ in range(count):
        make_series(initiative=group)
        answer_date(occurrence=day_of(make_series()), by=member, answer=Answer.YES)
    address = made(signed_in(member), groups=[group.slug])
    client.get(address)
    with django_assert_num_queries(6):
        client.get(address)


def test_a_new_address_ends_the_old_one(client, member, meetings):
    browser = signed_in(member)
    old = made(browser)
    feed = PersonalFeed.objects.get()
    html = browser.post(f"/me/calendar/{feed.pk}/renew/").content.decode()
    [token] = set(re.findall(r"/calendar/mine/([\w-]+)\.ics", html))
    assert client.get(old).status_code == 404
    assert client.get(f"/calendar/mine/{token}.ics").status_code == 200


def test_taken_back_it_finds_nothing(client, member, meetings):
    browser = signed_in(member)
    address = made(browser)
    browser.post(f"/me/calendar/{PersonalFeed.objects.get().pk}/end/")
    assert client.get(address).status_code == 404


def test_it_ends_with_the_account(client, member, superuser, meetings):
    address = made(signed_in(member))
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert client.get(address).status_code == 404
    User.objects.filter(pk=member.pk).update(is_active=True)
    assert client.get(address).status_code == 200
    erase_person(person=member, by=superuser)
    assert client.get(address).status_code == 404


def test_nobody_ends_somebody_elses(as_superuser, member, meetings):
    feed, _ = start_feed(
        person=member, label="Phone", has_answers=True, has_followed=True, groups=[]
    )
    for verb in ("renew", "end"):
        assert as_superuser.post(f"/me/calendar/{feed.pk}/{verb}/").status_code == 404
    assert PersonalFeed.objects.filter(pk=feed.pk, token_sha256=feed.token_sha256).exists()


def test_a_calendar_of_nothing_is_refused_and_so_is_one_too_many(member, meetings):
    browser = signed_in(member)
    html = browser.post("/me/calendar/", {"label": "Empty"}).content.decode()
    assert "Choose something it should hold." in html
    for _ in range(MOST_FEEDS):
        made(browser)
    html = browser.post("/me/calendar/", EVERYTHING).content.decode()
    assert "You have 10 addresses." in html
    assert PersonalFeed.objects.count() == MOST_FEEDS


def test_a_name_adds_no_line(client, member, meetings):
    address = made(signed_in(member), label="Phone; a\\,b\x0bX")
    assert b"\r\nNAME:OpenSSF: Phone\\; a\\\\\\,bX\r\n" in client.get(address).content
