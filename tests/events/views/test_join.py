"""The one door to a call."""

from datetime import date

import pytest

from events.actions.occurrence import cancel_occurrence
from events.actions.rsvp import answer_date
from tests.conftest import lead_of, signed_in
from tests.factories.people import UserFactory

CALL = "https://call.example.org/1"


@pytest.fixture
def seated(make_series):
    """Somebody with a seat on Tuesday 10 February, from 16:00 to 17:00 UTC; places are limited."""
    series = make_series(slug="bear-wg", join_url=CALL, capacity=2)
    person = UserFactory()
    row = series.occurrences.get(original_date=date(2026, 2, 10))
    answer_date(occurrence=row, by=person, answer="yes")
    return person


def test_it_leads_to_the_call_and_tells_it_nothing(client, make_series):
    make_series(slug="bear-wg", join_url="https://call.example.org/1?pwd=2")
    for key in ("bear-wg", "bear-wg.2026-02-03"):
        response = client.get(f"/meet/{key}/join")
        assert (response.status_code, response["Location"]) == (
            302,
            "https://call.example.org/1?pwd=2",
        )
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex"
        assert "no-store" in response["Cache-Control"]


def test_without_a_known_link_it_says_whom_to_ask(client, make_series):
    series = make_series(slug="bear-wg")
    response = client.get("/meet/bear-wg/join")
    assert response.status_code == 200
    html = response.content.decode()
    assert "We don’t know a public link to this call" in html
    assert f'href="/initiatives/{series.initiative.slug}/"' in html


def test_a_cancelled_date_leads_to_no_empty_call(client, make_series):
    series = make_series(slug="bear-wg", join_url="https://call.example.org/1")
    cancel_occurrence(occurrence=series.occurrences.get(original_date=date(2026, 2, 3)), by=None)
    response = client.get("/meet/bear-wg.2026-02-03/join")
    assert response.status_code == 200
    assert "This date was cancelled" in response.content.decode()


def test_a_date_that_is_none_is_not_found(client, make_series):
    make_series(slug="bear-wg", join_url="https://call.example.org/1")
    for key in ("bear-wg.2026-02-04", "bear-wg.2026-02-30", "nothing", "bear-wg."):
        assert client.get(f"/meet/{key}/join").status_code == 404


@pytest.mark.parametrize("key", ["bear-wg", "bear-wg.2026-02-10"])
@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2026-02-10T14:59Z", 200),
        ("2026-02-10T15:00Z", 302),
        ("2026-02-10T16:59Z", 302),
        ("2026-02-10T17:00Z", 200),
    ],
)
def test_where_places_are_limited_the_door_opens_an_hour_before(seated, at, key, moment, status):
    at(moment)
    assert signed_in(seated).get(f"/meet/{key}/join").status_code == status


def test_who_comes_too_early_or_too_late_is_told_so(seated, at):
    def told():
        return signed_in(seated).get("/meet/bear-wg.2026-02-10/join").content.decode()

    assert "The door opens an hour before." in told()
    at("2026-02-10T17:00Z")
    assert "This date is past." in told()


def test_a_seat_at_one_date_opens_no_other(seated, at):
    at("2026-02-17T15:30Z")
    for key in ("bear-wg", "bear-wg.2026-02-10", "bear-wg.2026-02-17"):
        response = signed_in(seated).get(f"/meet/{key}/join")
        assert (response.status_code, CALL in response.content.decode()) == (200, False)


def test_with_no_date_ahead_only_organizers_go_through(client, seated, make_series, lead):
    series = make_series(
        slug="over", join_url=CALL, capacity=2, slots=[{"until_date": date(2026, 1, 6)}]
    )
    lead_of(lead, series.initiative)
    for visitor in (client, signed_in(seated)):
        response = visitor.get("/meet/over/join")
        html = response.content.decode()
        assert (response.status_code, CALL in html) == (200, False)
        assert "No date is planned." in html
    assert signed_in(lead).get("/meet/over/join")["Location"] == CALL


def test_organizers_go_through_at_any_time(seated, make_series, lead, at):
    series = make_series(slug="own", join_url=CALL, capacity=2)
    lead_of(lead, series.initiative)
    desk = signed_in(lead)
    for key in ("own", "own.2026-02-17"):
        assert desk.get(f"/meet/{key}/join")["Location"] == CALL
