"""What past dates left to read and to watch, of one meeting and of one group, newest first."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from events.actions.date_record import set_recording
from events.actions.minutes import publish_minutes, save_minutes, withdraw_minutes
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db
OF_SERIES, OF_GROUP = "/events/call/minutes/", "/initiatives/bear/minutes/"
DAYS = [date(2026, 1, 6), date(2026, 1, 13), date(2026, 1, 20)]


@pytest.fixture
def call(make_series):
    bear = InitiativeFactory(slug="bear", name="BEAR")
    return make_series(slug="call", title="Bear call", initiative=bear)


def write(call, by, day, *, decisions=(), is_published=True):
    row = call.occurrences.get(original_date=day)
    said = {"text": "We met.", "decisions": decisions, "actions": []}
    save_minutes(occurrence=row, by=by, seen=0, **said)
    if is_published:
        publish_minutes(occurrence=row, by=by)
    return row


def found(client, address) -> list[tuple[date, bool, bool]]:
    response = client.get(address)
    assert response.status_code == 200
    return [
        (one.day, bool(one.minutes_url), bool(one.recording_url))
        for one in response.context["records"]
    ]


@pytest.mark.parametrize("address", [OF_SERIES, OF_GROUP])
def test_the_newest_date_stands_first_with_what_it_left(client, call, lead, address):
    write(call, lead, DAYS[0])
    watched = write(call, lead, DAYS[2], decisions=["We <b>go</b> on."])
    set_recording(occurrence=watched, by=lead, url="https://video.example.org/3")
    heard = call.occurrences.get(original_date=DAYS[1])
    set_recording(occurrence=heard, by=lead, url="https://video.example.org/2")

    assert found(client, address) == [
        (DAYS[2], True, True),
        (DAYS[1], False, True),
        (DAYS[0], True, False),
    ]
    html = client.get(address).text
    assert "<li>We &lt;b&gt;go&lt;/b&gt; on.</li>" in html
    assert 'href="/events/call/2026-01-20/#minutes"' in html
    assert 'href="https://video.example.org/3" rel="nofollow noopener"' in html


@pytest.mark.parametrize("address", [OF_SERIES, OF_GROUP])
def test_drafts_and_what_was_withdrawn_are_not_there(client, call, lead, address):
    write(call, lead, DAYS[0], is_published=False, decisions=["A draft."])
    withdrawn = write(call, lead, DAYS[1], decisions=["Not so."])
    set_recording(occurrence=withdrawn, by=lead, url="https://video.example.org/2")
    withdraw_minutes(occurrence=withdrawn, by=lead)

    assert found(client, address) == [(DAYS[1], False, True)]
    assert "A draft." not in client.get(address).text
    assert "Not so." not in client.get(address).text


def test_a_group_has_its_joint_meetings_and_no_hidden_ones(client, call, lead, make_series):
    joint = make_series(slug="joint", initiative__name="Host of both")
    joint.also_for.add(call.initiative)
    write(joint, lead, DAYS[0])
    write(make_series(slug="hidden", initiative=call.initiative), lead, DAYS[1])
    call.initiative.series.filter(slug="hidden").update(is_published=False)
    write(make_series(slug="others"), lead, DAYS[2])

    assert found(client, OF_GROUP) == [(DAYS[0], True, False)]
    assert "with Host of both" in client.get(OF_GROUP).text


def test_whole_days_have_no_hour(client, call, lead):
    type(call).objects.update(is_all_day=True, duration_minutes=2 * 24 * 60)
    row = write(call, lead, DAYS[0])
    begins = datetime.combine(DAYS[0], time(), ZoneInfo(row.tzid))
    type(row).objects.filter(pk=row.pk).update(starts_at=begins, ends_at=begins + timedelta(days=2))
    html = client.get(f"{OF_SERIES}?tz=Asia/Tokyo").text
    assert "<b>Tue 6 Jan – Wed 7 Jan 2026</b>" in html
    assert "00:00<" not in html


def test_pages_that_have_something_to_list_lead_there(client, call, lead):
    ways = {
        "/events/call/": OF_SERIES,
        "/events/call/2026-02-10/": OF_SERIES,
        "/initiatives/bear/": OF_GROUP,
    }
    for page, there in ways.items():
        assert f'href="{there}"' not in client.get(page).text
    write(call, lead, DAYS[0])
    for page, there in ways.items():
        assert f'href="{there}"' in client.get(page).text


def test_nothing_yet_is_said(client, call):
    assert "Nothing published yet" in client.get(OF_SERIES).text
    assert "Nothing published yet" in client.get(OF_GROUP).text


@pytest.mark.parametrize("count", [1, 31])
@pytest.mark.parametrize(("address", "queries"), [(OF_SERIES, 6), (OF_GROUP, 4)])
def test_many_dates_take_as_many_queries_as_one_and_turn_over_a_page(
    client, make_series, call, lead, at, django_assert_num_queries, address, queries, count
):
    first = call.occurrences.get(original_date=date(2026, 2, 10))
    at(first.starts_at + timedelta(days=7 * count))
    dates = call.occurrences.filter(starts_at__gte=first.starts_at).order_by("starts_at")
    for row in dates[:count]:
        write(call, lead, row.original_date, decisions=["We go on."])
    client.get(address)
    with django_assert_num_queries(queries):
        html = client.get(address).text
    assert ('rel="next"' in html) is (count > 30)
