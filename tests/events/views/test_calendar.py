"""The calendar as pages."""

from datetime import date, datetime, time

import pytest
from django.utils.html import escape

from events.actions.occurrence import cancel_occurrence, move_occurrence
from events.core.ics import read_calendar
from initiatives.models import Topic
from tests.conftest import signed_in

LATE = {"start_date": date(2026, 2, 3), "start_time": time(22), "tzid": "UTC", "rrule": ""}


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_begins_today_and_names_the_days(client, make_series):
    make_series(title="Late call", slots=[LATE])
    html = page(client, "/events/")
    assert '<time datetime="2026-02-03"><b>Tuesday</b> <span>3 February 2026</span></time>' in html
    assert "Tomorrow" in html
    assert "Late call" in html


def test_clocks_are_compared_with_the_date_before_however_long_ago_that_was(client, make_series):
    """Between 4 March and 1 April 2027 New York and London both go to summer time."""
    monthly = {
        "start_time": time(10),
        "tzid": "America/New_York",
        "rrule": "FREQ=MONTHLY;BYDAY=1TH",
    }
    make_series(slots=[monthly | {"start_date": date(2026, 2, 5)}])
    in_april = "/events/?start=2027-04-01&tz="
    assert "clocks change" not in page(client, f"{in_april}Europe/London")
    assert "1 hour earlier than the date before: clocks change" in page(client, f"{in_april}UTC")


def test_a_row_says_what_the_organizers_decided(client, make_series):
    series = make_series()
    move_occurrence(
        occurrence=series.occurrences.get(original_date=date(2026, 2, 3)),
        to=datetime(2026, 2, 4, 9),
        by=None,
    )
    cancel_occurrence(occurrence=series.occurrences.get(original_date=date(2026, 2, 10)), by=None)
    html = page(client, "/events/")
    assert '</a> <span class="tag tag-warn">Moved</span></p>' in html
    assert '</a> <span class="tag tag-bad">Cancelled</span></p>' in html


@pytest.mark.parametrize(
    ("zone", "day", "clock"),
    [
        ("Asia/Kolkata", "2026-02-04", "03:30–04:30"),
        ("America/St_Johns", "2026-02-03", "18:30–19:30"),
        ("UTC", "2026-02-03", "22:00–23:00"),
    ],
)
def test_a_reader_who_says_where_they_are_reads_their_own_time(
    client, make_series, zone, day, clock
):
    make_series(slots=[LATE])
    html = page(client, f"/events/?tz={zone}")
    assert f'<section class="timetable-day" data-day="{day}">' in html
    assert f"<b>{clock}</b>" in html
    assert zone in html


def test_who_says_nothing_gets_utc_and_instants_for_the_script(client, make_series):
    make_series(slots=[{"start_date": date(2026, 2, 3)}])
    html = page(client, "/events/")
    assert 'datetime="2026-02-03T16:00:00Z"' in html
    assert "data-local" in html
    assert "Times in UTC." in html


def test_an_unknown_zone_is_said_and_refused(client, db, now):
    html = page(client, "/events/?tz=Europe/Atlantis")
    assert "“Europe/Atlantis”" in html
    assert "Times in UTC." in html


def test_a_filter_nobody_knows_is_said_and_narrows_nothing(client, make_series):
    make_series(title="Late call", slots=[LATE])
    html = page(client, "/events/?kind=party&initiative=nobody&start=2026-02-30")
    assert "Select a valid choice. party is not one of the available choices." in html
    assert "Late call" in html


@pytest.mark.parametrize(
    "query",
    [
        "start=0001-01-01",
        "start=9999-12-31",
        "start=" + "9" * 500,
        "tz=" + "x" * 5000,
        "kind=%F0%9F%98%80",
    ],
)
def test_no_query_breaks_the_page(client, db, now, query):
    assert client.get(f"/events/?{query}").status_code == 200
    assert client.get(f"/events/month/2026-02/?{query}").status_code == 200


def test_a_cancelled_date_says_so_in_words(client, make_series):
    series = make_series(slots=[LATE])
    series.occurrences.update(status="cancelled")
    assert "Cancelled" in page(client, "/events/")


def test_a_quiet_fortnight_says_when_the_next_meeting_is(client, make_series):
    make_series(slots=[LATE | {"start_date": date(2026, 5, 1)}])
    html = page(client, "/events/")
    assert "Nothing is planned in these days" in html
    assert '<a href="/events/?start=2026-05-01">Friday 1 May 2026</a>' in html


def test_an_empty_calendar_is_no_dead_end(client, db, now):
    assert "No meeting is planned in the next eighteen months." in page(client, "/events/")


def test_earlier_and_later_keep_the_filters(client, make_series):
    make_series(slots=[LATE])
    html = page(client, "/events/?kind=meeting&tz=Asia/Kolkata")
    assert "kind=meeting&amp;tz=Asia%2FKolkata&amp;start=2026-02-16" in html
    assert "kind=meeting&amp;tz=Asia%2FKolkata&amp;start=2026-01-19" in html


def test_the_month_is_a_table_whose_links_name_their_day(client, make_series):
    make_series(title="Late call", slots=[LATE])
    html = page(client, "/events/month/2026-02/")
    assert '<th scope="col"><abbr title="Monday">Mon</abbr></th>' in html
    assert 'Late call<span class="vh">, Tuesday 3 February</span></a>' in html
    assert "/events/month/2026-01/" in html
    assert "/events/month/2026-03/" in html


def test_a_full_cell_leads_to_its_day(client, make_series):
    for _ in range(6):
        make_series(slots=[LATE])
    html = page(client, "/events/month/2026-02/")
    assert '<a href="/events/?start=2026-02-03">2 more' in html


def test_this_month_leads_to_its_own_address(client, db, now):
    response = client.get("/events/month/?tz=Asia/Kolkata")
    assert (response.status_code, response["Location"]) == (
        302,
        "/events/month/2026-02/?tz=Asia%2FKolkata",
    )


@pytest.mark.parametrize("month", ["2026-13", "2026-00", "1900-01", "9999-12", "26-01"])
def test_a_month_that_is_none_is_not_found(client, db, now, month):
    assert client.get(f"/events/month/{month}/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("address", "queries"), [("/events/", 6), ("/events/month/2026-02/", 5)])
def test_a_page_takes_as_many_queries_for_one_as_for_many(
    client, make_series, django_assert_num_queries, address, queries, count
):
    for _ in range(count):
        make_series(slots=[LATE])
    client.get(address)  # the site's menu is read once a process
    with django_assert_num_queries(queries):
        client.get(address)


def test_the_group_that_was_chosen_stays_chosen_and_names_are_escaped(client, make_series):
    make_series(initiative__slug="odd", initiative__name="<b>Odd</b> & co", slots=[LATE])
    html = page(client, "/events/?initiative=odd")
    assert '<option value="odd" selected>&lt;b&gt;Odd&lt;/b&gt; &amp; co</option>' in html


def test_nobody_gets_a_cookie_for_reading(client, make_series):
    make_series(slots=[LATE])
    assert not client.get("/events/?tz=Asia/Kolkata").cookies


DAY_AND_NIGHT = [
    ("At noon", LATE | {"start_time": time(12)}),
    ("Past bedtime", LATE | {"start_time": time(21, 30)}),
    ("At night", LATE | {"start_time": time(3)}),
]


def names(html):
    return [name for name, _ in DAY_AND_NIGHT if f">{name}</a>" in html]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("tz=UTC", ["At noon", "Past bedtime", "At night"]),
        ("awake=on&tz=UTC", ["At noon"]),
        ("awake=on&tz=Asia/Kolkata", ["At noon", "At night"]),
        ("awake=on&tz=America/New_York", ["Past bedtime"]),
    ],
)
def test_who_asks_for_waking_hours_gets_what_begins_and_ends_in_them(
    client, make_series, query, found
):
    for title, slot in DAY_AND_NIGHT:
        make_series(title=title, slots=[slot])
    assert names(page(client, f"/events/?{query}")) == found
    month = page(client, f"/events/month/2026-02/?{query}")
    assert [name for name, _ in DAY_AND_NIGHT if name in month] == found


def test_a_member_who_told_their_free_hours_gets_what_lies_in_them(make_series, member):
    member.timezone = "America/New_York"
    member.save()
    member.availability.create(weekday=1, start=time(22), minutes=90)
    for title, slot in DAY_AND_NIGHT:
        make_series(title=title, slots=[slot])
    html = page(signed_in(member), "/events/?awake=on")
    assert names(html) == []
    assert "In my free hours" in html
    member.availability.create(weekday=0, start=time(21), minutes=180)
    assert names(page(signed_in(member), "/events/?awake=on")) == ["At night"]


def test_a_cancelled_date_is_none_to_come_to_and_whole_days_always_are(client, make_series):
    series = make_series(title="At noon", slots=[DAY_AND_NIGHT[0][1]])
    series.occurrences.update(status="cancelled")
    make_series(title="Conference", slots=[LATE], duration_minutes=48 * 60)
    html = page(client, "/events/?awake=on&tz=UTC")
    assert ">Conference</a>" in html
    assert names(html) == []


def test_without_a_zone_waking_hours_are_those_of_utc_and_it_says_so(client, make_series):
    make_series(title="At noon", slots=[DAY_AND_NIGHT[0][1]])
    html = page(client, "/events/?awake=on")
    assert "We don’t know where you are" in html
    assert "data-zone-offer" in html
    assert "data-local" not in html


def test_the_next_meeting_named_is_one_to_come_to(client, make_series):
    night, noon = (slot | {"start_date": date(2026, 5, 1)} for _, slot in DAY_AND_NIGHT[1:2] * 2)
    make_series(slots=[night])
    make_series(slots=[noon | {"start_date": date(2026, 5, 2), "start_time": time(12)}])
    html = page(client, "/events/?awake=on&tz=UTC")
    assert 'start=2026-05-02">Saturday 2 May 2026</a>' in html


@pytest.fixture
def mixed(make_series):
    """Meetings that differ in one thing each."""
    bear = make_series(slug="plain", title="Plain").initiative
    bear.slug = "bear"
    bear.save()
    make_series(slug="open", title="Open", initiative=bear, is_open_to_newcomers=True)
    make_series(slug="hours", title="Hours", initiative=bear, kind="office-hours")
    make_series(
        slug="both", title="Both", initiative=bear, kind="office-hours", is_open_to_newcomers=True
    )
    others = make_series(
        slug="others", title="Others", kind="office-hours", is_open_to_newcomers=True
    ).initiative
    others.languages = ["de", "en"]
    others.save()
    others.topics.add(Topic.objects.create(slug="ovens", name="Ovens & kilns"))


@pytest.mark.parametrize(
    ("query", "feed"),
    [
        ("", "all.ics"),
        ("newcomers=on", "all.ics?newcomers=on"),
        ("kind=office-hours", "kind/office-hours.ics"),
        ("kind=office-hours&newcomers=on", "kind/office-hours.ics?newcomers=on"),
        ("initiative=bear", "initiatives/bear.ics"),
        ("tag=ovens", "all.ics?tag=ovens"),
        ("lang=de&kind=office-hours", "kind/office-hours.ics?lang=de"),
        ("initiative=bear&tag=ovens", "initiatives/bear.ics?tag=ovens"),
        ("initiative=bear&kind=office-hours", "initiatives/bear.ics?kind=office-hours"),
        (
            "initiative=bear&kind=office-hours&newcomers=on&awake=on",
            "initiatives/bear.ics?kind=office-hours&newcomers=on",
        ),
    ],
)
def test_what_is_shown_is_what_is_subscribed_to(client, mixed, query, feed):
    response = client.get(f"/events/?{query}")
    address = response.context["subscription"].feed_url
    assert address == f"http://127.0.0.1:8000/calendar/{feed}"
    assert f'href="{escape(address.replace("http", "webcal", 1))}"' in response.content.decode()
    shown = {line.title for day in response.context["listed"].days for line in day.lines}
    held = read_calendar(client.get(address.partition(":8000")[2]).content).events
    assert ({event.summary for event in held} == shown) or "awake" in query


@pytest.mark.parametrize("address", ["/events/", "/events/month/2026-02/"])
def test_topics_and_languages_of_groups_that_meet_are_offered_and_said(client, mixed, address):
    Topic.objects.create(slug="unused", name="Unused")
    html = page(client, f"{address}?tag=ovens&lang=de")
    assert '<option value="ovens" selected>Ovens &amp; kilns</option>' in html
    assert '<option value="de" selected>' in html
    assert 'value="unused"' not in html
    assert f'href="{address}?lang=de"' in html
    assert f'href="{address}?tag=ovens"' in html


def test_where_no_group_tells_a_topic_or_a_language_nobody_is_asked(client, make_series):
    make_series(slots=[LATE])
    html = page(client, "/events/?tag=ovens")
    assert 'id="calendar-tag"' not in html
    assert 'id="calendar-lang"' not in html
    assert "Select a valid choice. ovens is not one of the available choices." in html
