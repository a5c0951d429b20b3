"""The one door to a call."""

from datetime import date

from events.actions.occurrence import cancel_occurrence


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
