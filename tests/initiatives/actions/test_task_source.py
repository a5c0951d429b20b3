"""A tracker is asked politely: conditionally, seldom, and never sooner than it wants."""

import json
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django_tasks_db.models import DBTaskResult

from initiatives.actions import task_source as actions
from initiatives.actions.task_source import (
    RepositoryTaken,
    TooManySources,
    add_source,
    ask_due_sources,
    map_labels,
    refresh_source,
    remove_source,
)
from initiatives.models import Task, TaskSource
from portal.kit.fetch import FetchFailed, fetch
from tests.factories.initiatives import InitiativeFactory, TaskFactory, TaskSourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


class Tracker(ThreadingHTTPServer):
    """Answers like GitHub: pages of issues, an ETag for the first, 304 to who knows it."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.issues, self.asked, self.refusal = [], [], None
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def read(self, url, **how):
        """The fetcher itself, led to this server and allowed to go there."""
        here = ("127.0.0.1", self.server_port)
        url = url.replace("https://api.github.com", f"http://127.0.0.1:{self.server_port}")
        return fetch(url, allow=[here], **how)


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        tracker = self.server
        tracker.asked.append((self.path, dict(self.headers)))
        if tracker.refusal:
            status, headers = tracker.refusal
            return self.answer(status, b"{}", headers)
        page = int(self.path.rsplit("page=", 1)[1])
        content = json.dumps(tracker.issues[100 * (page - 1) : 100 * page]).encode()
        etag = f'W/"{hash(json.dumps(tracker.issues))}"'
        if self.headers.get("If-None-Match") == etag:
            return self.answer(304, b"", {"ETag": etag})
        return self.answer(200, content, {"ETag": etag} if page == 1 else {})

    def answer(self, status, content, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def tracker():
    one = Tracker()
    yield one
    one.shutdown()
    one.server_close()


@pytest.fixture
def source():
    return TaskSourceFactory(
        initiative=InitiativeFactory(slug="scorecard"), repository="ossf/scorecard"
    )


@pytest.fixture
def refresh(source, tracker, now):
    def refresh(*, hours=0):
        source.refresh_from_db()
        return refresh_source(source=source, now=now + timedelta(hours=hours), read=tracker.read)

    return refresh


def issue(number, **facts):
    return {
        "number": number,
        "title": f"Issue {number}",
        "state": "open",
        "labels": [{"name": "help wanted"}],
        "created_at": "2026-01-31T10:00:00Z",
        "updated_at": "2026-02-01T10:00:00Z",
    } | facts


def states():
    return dict(Task.objects.order_by("number").values_list("number", "state"))


def test_issues_become_tasks_and_the_next_question_is_conditional(
    refresh, tracker, source, settings
):
    settings.GITHUB_TOKEN = ""
    tracker.issues = [issue(1), issue(2, pull_request={})]
    assert refresh().created == 1
    assert refresh(hours=6).has_changed_something is False

    [(path, first), (_, second)] = tracker.asked
    assert path == (
        "/repos/ossf/scorecard/issues?state=all&sort=updated&direction=desc&per_page=100&page=1"
    )
    assert "If-None-Match" not in first
    assert "Authorization" not in first
    assert first["Accept"] == "application/vnd.github+json"
    assert second["If-None-Match"].startswith('W/"')
    source.refresh_from_db()
    assert Task.objects.get().seen_at == source.read_at


def test_the_token_is_sent_and_never_logged(refresh, tracker, settings, caplog):
    settings.GITHUB_TOKEN = "canary-token"
    refresh()
    tracker.refusal = (401, {})
    refresh(hours=6)

    assert [sent["Authorization"] for _, sent in tracker.asked] == ["Bearer canary-token"] * 2
    assert "canary-token" not in caplog.text
    assert "canary-token" not in str(TaskSource.objects.values())


def test_closed_is_done_gone_is_withdrawn_after_two_good_answers(refresh, tracker):
    tracker.issues = [issue(1), issue(2), issue(3)]
    refresh()
    tracker.issues = [issue(1), issue(2, state="closed")]
    refresh(hours=6)
    assert states() == {1: "open", 2: "done", 3: "open"}
    refresh(hours=12)
    assert states() == {1: "open", 2: "done", 3: "withdrawn"}


def test_a_bad_answer_is_no_word_about_what_is_missing(refresh, tracker, source, now):
    tracker.issues = [issue(1)]
    refresh()
    for hours, refusal in enumerate([(500, {}), (404, {}), (200, {})], start=1):
        tracker.refusal = refusal
        assert refresh(hours=hours) is None
    assert states() == {1: "open"}
    source.refresh_from_db()
    assert (source.failed_since, source.read_at) == (now + timedelta(hours=1), now)
    assert source.failure.startswith("The answer of the tracker is no list")

    tracker.refusal = None
    refresh(hours=9)
    source.refresh_from_db()
    assert (source.failed_since, source.failure) == (None, "")


def test_pages_are_read_to_the_end_and_no_further_than_ten(refresh, tracker):
    tracker.issues = [issue(n) for n in range(1, 151)]
    assert refresh().created == 150
    assert [path[-6:] for path, _ in tracker.asked] == ["page=1", "page=2"]

    tracker.asked.clear()
    tracker.issues = [issue(n) for n in range(1, 1501)]
    assert refresh(hours=6).created == 850
    assert len(tracker.asked) == 10


def test_it_stops_where_tasks_hide_themselves_anyway(refresh, tracker):
    old = {"created_at": "2025-01-01T10:00:00Z", "updated_at": "2025-01-01T10:00:00Z"}
    tracker.issues = [issue(n) for n in range(1, 100)] + [issue(n, **old) for n in range(100, 300)]
    refresh()
    assert len(tracker.asked) == 1


@pytest.mark.parametrize(
    ("refusal", "next_at"),
    [
        ((429, {"Retry-After": "7200"}), datetime(2026, 2, 2, 11, tzinfo=UTC)),
        (
            (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1770030000"}),
            datetime(2026, 2, 2, 11, tzinfo=UTC),
        ),
        ((429, {"Retry-After": "99999999999999"}), datetime(2026, 2, 9, 9, tzinfo=UTC)),
        ((429, {"Retry-After": "soon"}), datetime(2026, 2, 2, 10, tzinfo=UTC)),
        (
            (429, {"Retry-After": "Mon, 02 Feb 2026 15:00:00 GMT"}),
            datetime(2026, 2, 2, 15, tzinfo=UTC),
        ),
        ((403, {}), datetime(2026, 2, 2, 10, tzinfo=UTC)),
        ((500, {}), datetime(2026, 2, 2, 10, tzinfo=UTC)),
    ],
)
def test_it_waits_as_long_as_the_tracker_asks(refresh, tracker, source, refusal, next_at):
    tracker.refusal = refusal
    refresh()
    source.refresh_from_db()
    assert source.next_at == next_at


def test_the_longer_it_is_silent_the_longer_we_wait(source, now):
    def silent(url, **how):
        raise FetchFailed("no answer")

    waits = []
    for hours in (0, 1, 3, 7, 400):
        moment = now + timedelta(hours=hours)
        source.refresh_from_db()
        refresh_source(source=source, now=moment, read=silent)
        waits.append((TaskSource.objects.get().next_at - moment) // timedelta(hours=1))
    assert waits == [1, 1, 3, 7, 168]


def test_due_ones_become_one_job_each_and_none_twice(source, now, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    TaskSourceFactory(initiative__stage="archived")
    TaskSourceFactory(initiative__is_listed=False)
    TaskSourceFactory(next_at=now + timedelta(hours=1))

    assert ask_due_sources(now=now) == 1
    assert ask_due_sources(now=now) == 0
    [job] = DBTaskResult.objects.filter(task_path="initiatives.tasks.refresh_source")
    assert job.args_kwargs["args"] == [source.pk]


def test_a_repository_is_offered_once_whatever_its_case(source, lead, now):
    with pytest.raises(RepositoryTaken):
        add_source(initiative=InitiativeFactory(), repository="OSSF/Scorecard", by=lead, now=now)
    added = add_source(initiative=source.initiative, repository="ossf/other", by=lead, now=now)
    assert added.next_at == now


def test_twenty_repositories_are_enough(source, lead, now, monkeypatch):
    monkeypatch.setattr(actions, "MOST_SOURCES", 1)
    with pytest.raises(TooManySources):
        add_source(initiative=source.initiative, repository="ossf/other", by=lead, now=now)


def test_other_meanings_are_applied_to_everything_at_the_next_read(
    refresh, tracker, source, lead, now
):
    tracker.issues = [issue(1, labels=["papercut"])]
    assert refresh().not_offered == 1
    source.refresh_from_db()
    map_labels(source=source, labels={"papercut": "newcomer"}, by=lead, now=now)

    assert refresh(hours=1).created == 1
    assert Task.objects.get().is_for_newcomers


def test_with_a_repository_its_tasks_go(source, lead, now):
    TaskFactory(initiative=source.initiative, repository=source.repository)
    remove_source(source=source, by=lead, now=now)

    assert (TaskSource.objects.count(), Task.objects.get().state) == (0, "withdrawn")
