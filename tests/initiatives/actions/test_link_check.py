"""Links are asked slowly and politely, called dead late, and healed at once. Nothing is mocked: a
server on this machine answers as it is told."""

import threading
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from initiatives.actions.link_check import (
    MOST_A_RUN,
    Checked,
    check_links,
    claim_due,
    follow_pages,
    report_dead_links,
)
from initiatives.models import Channel, Deliverable, LinkCheck, Source
from portal.kit.fetch import fetch
from portal.notices.models import Notice
from tests.conftest import lead_of
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def server():
    """Answers `/404` with 404, and so on; `/head-less` knows no HEAD; it keeps what it was asked."""
    asked = []

    class Answers(BaseHTTPRequestHandler):
        def do_HEAD(self):
            asked.append((self.command, self.path))
            word = self.path.strip("/").split("/")[0]
            status = int(word) if word.isdigit() else 200
            if word == "head-less" and self.command == "HEAD":
                status = 405
            if word == "gone-once" and len(asked) <= 2:
                status = 404
            self.send_response(status)
            if word == "429":
                self.send_header("Retry-After", str(20 * 24 * 3600))
            body = b"x" * 200_000 if word == "large" else b"here"
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_GET = do_HEAD  # noqa: N815  # the names http.server looks for

        def log_message(self, *args):
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    running.asked = asked
    running.port = running.server_address[1]
    running.read = partial(fetch, allow=[("127.0.0.1", running.port)])
    running.at = lambda path: f"http://127.0.0.1:{running.port}/{path}"
    yield running
    running.shutdown()
    running.server_close()


def group_with(url, **facts):
    group = InitiativeFactory(**facts)
    Channel.objects.create(initiative=group, kind="website", url=url)
    return group


def check(server, now=MONDAY, **told):
    return check_links(now=now, read=server.read, **told)


def state() -> tuple[str, int]:
    row = LinkCheck.objects.get()
    return row.state, row.failures


def test_an_address_that_answers_is_fine_for_a_week(server):
    group_with(server.at("here"))
    assert check(server) == Checked(asked=1)
    row = LinkCheck.objects.get()
    assert (row.state, row.status, row.checked_at) == ("fine", 200, MONDAY)
    assert row.next_at == MONDAY + 7 * DAY
    assert server.asked == [("HEAD", "/here")]


def test_who_knows_no_head_is_asked_in_full_however_large(server):
    group_with(server.at("head-less"))
    check(server)
    assert state() == ("fine", 0)
    assert server.asked == [("HEAD", "/head-less"), ("GET", "/head-less")]


def test_three_failures_over_three_days_are_the_end_and_the_lead_is_told(server, lead):
    group = group_with(server.at("404"))
    lead_of(lead, group)
    days = [MONDAY, MONDAY + DAY, MONDAY + 3 * DAY]
    states = []
    for day in days:
        check(server, day)
        states.append(state())

    assert states == [("failing", 1), ("failing", 2), ("dead", 3)]
    row = LinkCheck.objects.get()
    assert (row.first_failed_at, row.next_at) == (MONDAY, days[2] + 4 * DAY)
    assert row.reported_at == days[2]
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (lead, "still-right")
    assert notice.context["addresses"] == [server.at("404")]
    assert notice.url == f"/desk/groups/{group.slug}/still-right/"


def test_a_lead_who_comes_later_is_told_and_who_was_told_hears_nothing_again(server, lead, member):
    url = server.at("here")
    led, unled = group_with(url), group_with(url)
    lead_of(lead, led)
    LinkCheck.objects.create(url=url, state="dead", next_at=MONDAY + 90 * DAY)
    assert report_dead_links(now=MONDAY) == 1
    assert report_dead_links(now=MONDAY + 2 * DAY) == 0
    lead_of(member, unled)
    assert report_dead_links(now=MONDAY + 3 * DAY) == 1
    assert report_dead_links(now=MONDAY + 5 * DAY) == 0
    told = Notice.objects.order_by("pk").values_list("person", "context__group")
    assert list(told) == [(lead.pk, led.name), (member.pk, unled.name)]


def test_it_is_not_asked_before_it_is_due(server):
    group_with(server.at("404"))
    check(server)
    assert check(server, MONDAY + timedelta(hours=23)) == Checked()


def test_a_link_that_answers_again_heals(server):
    url = server.at("gone-once")
    group_with(url)
    LinkCheck.objects.create(
        url=url,
        state="dead",
        failures=6,
        first_failed_at=MONDAY - 40 * DAY,
        reported_at=MONDAY - 30 * DAY,
        next_at=MONDAY,
    )
    assert check(server).healed == 0
    assert check(server, MONDAY + 33 * DAY) == Checked(asked=1, healed=1)
    row = LinkCheck.objects.get()
    assert (row.state, row.failures, row.first_failed_at, row.reported_at) == (
        "fine",
        0,
        None,
        None,
    )


@pytest.mark.parametrize("status", ["401", "403", "429"])
def test_who_forbids_looking_is_not_checked_and_never_dead(server, status):
    group_with(server.at(status))
    for day in range(0, 200, 8):
        check(server, MONDAY + day * DAY)
    assert state() == ("skipped", 0)


def test_a_host_that_asks_us_to_wait_is_left_alone_as_long(server):
    group_with(server.at("429"))
    check(server)
    assert LinkCheck.objects.get().next_at == MONDAY + 20 * DAY


def test_a_private_address_is_never_fetched(server):
    group_with(server.at("here"))
    check_links(now=MONDAY, read=fetch)
    assert state() == ("skipped", 0)
    assert server.asked == []


def test_places_robots_see_nothing_of_are_not_asked(server):
    group_with("https://openssf.slack.com/archives/C0A2A44TSDD")
    assert check(server) == Checked()
    assert state() == ("skipped", 0)


def test_one_address_a_host_and_run(server):
    group = group_with(server.at("at/1"))
    for number in range(2, 5):
        Channel.objects.create(initiative=group, kind="website", url=server.at(f"at/{number}"))
    assert check(server).asked == 1
    assert check(server, MONDAY + timedelta(minutes=1)).asked == 1
    assert len({path for _method, path in server.asked}) == 2


def test_no_more_than_so_many_hosts_a_run():
    group = InitiativeFactory()
    for number in range(MOST_A_RUN + 5):
        Channel.objects.create(
            initiative=group, kind="website", url=f"https://host-{number}.example/"
        )
    follow_pages()
    assert len(claim_due(now=MONDAY, most=MOST_A_RUN)) == MOST_A_RUN
    assert len(claim_due(now=MONDAY, most=MOST_A_RUN)) == 5


def test_when_the_time_is_over_the_rest_waits_for_the_next_run(server):
    group_with(server.at("here"))
    assert check(server, seconds=0) == Checked()
    assert check(server) == Checked(asked=1)


def test_rows_follow_what_public_pages_link_to(server):
    group = group_with(server.at("here"))
    Deliverable.objects.create(initiative=group, name="Loaf", type="guide", url=server.at("loaf"))
    Source.objects.create(initiative=group, title="README", url=server.at("readme"))
    Channel.objects.create(
        initiative=group, kind="slack", url=server.at("private"), is_public=False
    )
    group_with(server.at("hidden"), is_listed=False)
    follow_pages()
    known = set(LinkCheck.objects.values_list("url", flat=True))
    assert known == {server.at("here"), server.at("loaf"), server.at("readme")}

    Deliverable.objects.all().delete()
    assert follow_pages() == (0, 1)
    assert server.at("loaf") not in LinkCheck.objects.values_list("url", flat=True)


def test_when_nothing_answers_not_even_what_did_the_fault_is_ours(server):
    group = group_with("http://a.invalid/")
    for name in ("b", "c"):
        Channel.objects.create(initiative=group, kind="website", url=f"http://{name}.invalid/")
    witness = group_with("http://d.invalid/")
    follow_pages()
    LinkCheck.objects.filter(url="http://d.invalid/").update(
        state="fine", next_at=MONDAY + DAY, checked_at=MONDAY - DAY
    )
    check(server)
    failing = LinkCheck.objects.exclude(url="http://d.invalid/")
    assert set(failing.values_list("state", "failures")) == {("unknown", 0)}

    Channel.objects.filter(initiative=witness).update(url=server.at("here"))
    follow_pages()
    LinkCheck.objects.filter(url=server.at("here")).update(
        state="fine", next_at=MONDAY + DAY, checked_at=MONDAY - DAY
    )
    check(server, MONDAY + timedelta(hours=2))
    failing = LinkCheck.objects.exclude(url=server.at("here"))
    assert set(failing.values_list("state", "failures")) == {("failing", 1)}


def test_many_deaths_of_a_day_are_one_letter_the_next_day(server, lead):
    group = group_with(server.at("404/a"))
    lead_of(lead, group)
    Channel.objects.create(initiative=group, kind="website", url=server.at("404/b"))
    follow_pages()
    LinkCheck.objects.update(failures=2, first_failed_at=MONDAY - 9 * DAY)
    check(server)
    check(server, MONDAY + timedelta(minutes=1))
    assert Notice.objects.count() == 1
    check(server, MONDAY + DAY)
    told = [notice.context["count"] for notice in Notice.objects.order_by("created_at", "pk")]
    assert told == [1, 1]
