"""The public API: strict in, stable out."""

import json
from datetime import date, datetime
from urllib.parse import urlencode

import pytest
from django.conf import settings

from events.actions.occurrence import add_occurrence, cancel_occurrence
from events.actions.rsvp import answer_date
from tests.factories.events import SeriesFactory
from tests.factories.initiatives import InitiativeFactory
from tests.factories.people import UserFactory


def get(client, path, **query):
    response = client.get(f"/api/v1/{path}?{urlencode(query)}")
    return response.status_code, response.json()


def local(url: str) -> str:
    return url.removeprefix(settings.PORTAL_BASE_URL)


@pytest.fixture
def bear(make_series):
    return make_series(
        slug="bear-wg",
        title="BEAR WG",
        initiative=InitiativeFactory(slug="bear"),
        join_url="https://call.example.org/secret",
    )


def test_a_series_says_its_rule_and_never_the_link_to_the_call(client, bear):
    status, one = get(client, "events/bear-wg/")
    assert status == 200
    assert one["slots"] == [
        {
            "start": "2026-01-06T11:00",
            "time_zone": "America/New_York",
            "rrule": "FREQ=WEEKLY;BYDAY=TU",
            "until": None,
            "in_words": "Every Tuesday at 11:00, New York time",
        }
    ]
    assert one["join_url"] == f"{settings.PORTAL_BASE_URL}/meet/bear-wg/join"
    assert "call.example.org" not in json.dumps(one)


def test_a_series_says_to_whom_it_gives_way_where_that_is_public(client, bear, make_series):
    bear.yields_to.add(make_series(slug="joint"), make_series(slug="draft", is_published=False))
    _, one = get(client, "events/bear-wg/")
    _, page = get(client, "events/", initiative="bear")
    assert one["yields_to"] == page["results"][0]["yields_to"] == ["joint"]


def test_a_date_beside_the_rule_says_so(client, bear, lead):
    add_occurrence(series=bear, at=datetime(2026, 2, 4, 11), tzid="America/New_York", by=lead)
    _, page = get(client, "occurrences/", page_size=2)
    assert [(one["original_date"], one["is_extra"]) for one in page["results"]] == [
        ("2026-02-03", False),
        ("2026-02-04", True),
    ]


def test_occurrences_begin_today_and_keep_their_wall_time_over_the_clock_change(client, bear):
    _, page = get(client, "occurrences/", page_size=6)
    assert [(one["starts_at"], one["local_start"]) for one in page["results"][-2:]] == [
        ("2026-03-03T16:00:00Z", "2026-03-03T11:00"),
        ("2026-03-10T15:00:00Z", "2026-03-10T11:00"),
    ]
    assert page["results"][0]["original_date"] == "2026-02-03"


def test_a_date_says_how_many_come_and_how_many_more_may(client, bear):
    occurrence = bear.occurrences.get(original_date=date(2026, 2, 3))
    answer_date(occurrence=occurrence, by=UserFactory(handle="guest-handle"), answer="yes")
    for capacity, left in ((None, None), (3, 2), (1, 0)):
        bear.capacity = capacity
        bear.save()
        _, page = get(client, "occurrences/", page_size=1)
        [one] = page["results"]
        assert (one["capacity"], one["seats_taken"], one["seats_left"]) == (capacity, 1, left)
        assert "guest-handle" not in json.dumps(page)


def test_a_window_is_half_open(client, bear):
    _, page = get(client, "occurrences/", start="2026-02-10T16:00:00Z", end="2026-02-17T16:00:00Z")
    assert [one["original_date"] for one in page["results"]] == ["2026-02-10"]


def test_cancelled_dates_are_told(client, bear):
    cancel_occurrence(occurrence=bear.occurrences.get(original_date=date(2026, 2, 3)), by=None)
    _, page = get(client, "occurrences/", page_size=1)
    assert page["results"][0]["status"] == "cancelled"


def test_filters_by_group_hold_joint_meetings_too(client, bear, make_series):
    joint = make_series(slug="joint")
    joint.also_for.add(bear.initiative)
    make_series(slug="other", kind="workshop")
    slugs = lambda **query: [  # noqa: E731
        one["slug"] for one in get(client, "events/", **query)[1]["results"]
    ]
    assert slugs(initiative="bear") == ["bear-wg", "joint"]
    assert slugs(kind="workshop") == ["other"]
    assert slugs(initiative="nobody") == []
    assert len(slugs()) == 3


@pytest.mark.parametrize("path", ["events/", "occurrences/", "initiatives/"])
def test_pages_lead_through_every_row_once_and_back(client, make_series, path):
    for _ in range(5):
        make_series(slots=[{"start_date": date(2026, 2, 3), "rrule": ""}])
    seen, url, pages = [], f"/api/v1/{path}?page_size=2", []
    while url:
        page = client.get(url).json()
        pages.append(page)
        seen += [one.get("slug") or one["series"] for one in page["results"]]
        url = page["next"] and local(page["next"])
    assert len(seen) == len(set(seen)) == 5
    before = client.get(local(pages[-1]["previous"])).json()
    assert before["results"] == pages[-2]["results"]
    assert pages[0]["previous"] is None


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("events/", {"page_size": 0}, 422),
        ("events/", {"page_size": 201}, 422),
        ("events/", {"page_size": "9" * 400}, 422),
        ("events/", {"cursor": "nonsense"}, 400),
        ("events/", {"cursor": "x" * 601}, 422),
        ("events/", {"kind": "party"}, 422),
        ("events/", {"initiative": "a b"}, 422),
        ("events/", {"page": 2}, 422),
        ("occurrences/", {"start": "2026-02-30T00:00:00Z"}, 422),
        ("occurrences/", {"start": "2026-02-03T00:00:00"}, 422),
        ("occurrences/", {"start": "1e300"}, 422),
        ("occurrences/", {"end": "tomorrow"}, 422),
        ("occurrences/", {"initiative": "\ud83d\ude00"}, 422),
        ("initiatives/", {"cursor": "nonsense"}, 400),
        ("initiatives/", {"colour": "red"}, 422),
    ],
)
def test_what_it_does_not_understand_it_says(client, db, path, query, status):
    query = {
        key: str(value).encode("utf-16", "surrogatepass").decode("utf-16")
        for key, value in query.items()
    }
    found, body = get(client, path, **query)
    assert (found, "detail" in body) == (status, True)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"start": "0001-01-01T00:00:00+14:00", "end": "9999-12-31T23:59:59-14:00"}, 1),
        ({"start": "9999-12-31T23:59:59-14:00"}, 0),
        ({"end": "0001-01-01T00:00:00+14:00"}, 0),
    ],
)
def test_a_year_without_dates_is_no_mistake(client, make_series, query, count):
    make_series(slots=[{"start_date": date(2026, 2, 3), "rrule": ""}])
    found, body = get(client, "occurrences/", **query)
    assert (found, len(body["results"])) == (200, count)


def test_a_cursor_of_one_list_does_not_open_another(client, make_series):
    for _ in range(2):
        make_series()
    _, page = get(client, "occurrences/", page_size=1)
    cursor = page["next"].split("cursor=")[1]
    assert client.get(f"/api/v1/events/?cursor={cursor}").status_code == 400


@pytest.mark.parametrize("path", ["events/", "occurrences/", "initiatives/"])
def test_nul_is_refused_in_plain_words(client, db, path):
    assert client.get(f"/api/v1/{path}?initiative=%00").status_code == 400


@pytest.mark.parametrize("path", ["events/nobody/", "initiatives/nobody/"])
def test_what_does_not_exist_is_not_found(client, db, path):
    status, body = get(client, path)
    assert (status, list(body)) == (404, ["detail"])


@pytest.mark.parametrize("path", ["events/", "occurrences/", "initiatives/", "events/bear-wg/"])
def test_an_answer_that_is_known_is_not_sent_again(client, bear, path):
    response = client.get(f"/api/v1/{path}")
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    again = client.get(f"/api/v1/{path}", headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_writes_here(client, db, method):
    assert getattr(client, method)("/api/v1/events/").status_code == 405


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(
    ("path", "queries"), [("events/", 4), ("occurrences/", 2), ("initiatives/", 12)]
)
def test_a_page_takes_as_many_queries_for_one_as_for_many(
    client, make_series, django_assert_num_queries, path, queries, count
):
    for _ in range(count):
        make_series(slots=[{"start_date": date(2026, 2, 3), "rrule": ""}])
    with django_assert_num_queries(queries):
        assert len(get(client, path)[1]["results"]) == count


@pytest.mark.parametrize("start", ["2340", "2026-02-10", "-1", "1e9"])
def test_an_instant_is_written_as_the_description_says_or_refused(client, db, start):
    assert get(client, "occurrences/", start=start)[0] == 422


def test_the_description_names_every_door(client, db):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert list(paths) == [
        "/api/v1/initiatives/",
        "/api/v1/initiatives/{slug}/",
        "/api/v1/openings/",
        "/api/v1/tasks/",
        "/api/v1/paths/",
        "/api/v1/paths/{slug}/",
        "/api/v1/events/",
        "/api/v1/events/{slug}/",
        "/api/v1/occurrences/",
        "/api/v1/programs/",
        "/api/v1/programs/{slug}/",
    ]
    assert client.get("/api/v1/docs/").status_code == 404


def test_the_slug_of_a_series_without_slots_is_still_listed(client, db):
    SeriesFactory(slug="no-time-yet", slots=[])
    assert get(client, "events/no-time-yet/")[1]["slots"] == []
