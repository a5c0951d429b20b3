"""Every page and a bare view in turn, round after round, so that a busy machine slows both."""

import gzip
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import foundation
from bench.server import Server

ROUNDS = 7
REQUESTS = 5
BARE_REQUESTS = 20
PAST_THE_CACHE = "seen=1"  # a request with any cookie is never answered from the page cache


@dataclass(frozen=True)
class Page:
    """`ratio` and `queries` are budgets; None where the page has none of its own."""

    name: str
    path: str
    ratio: float | None = 50
    queries: int | None = 12
    is_cached: bool = False

    @property
    def cookie(self) -> str:
        return "" if self.is_cached else PAST_THE_CACHE


PAGES = (
    Page("home", "/"),
    Page("index of 300 groups", "/initiatives/"),
    Page("index, filtered", "/initiatives/?stage=incubating"),
    Page("group page", "/initiatives/group-0/"),
    Page("events by day", "/events/"),
    Page("month", f"/events/month/{datetime.now(UTC):%Y-%m}/"),
    Page("feed of everything", "/calendar/all.ics", ratio=None),
    Page("feed of a group", "/calendar/initiatives/group-0.ics"),
    Page("search", "/search/?q=group"),
    Page("search, misspelt", "/search/?q=gruop"),
    Page("API, 50 groups", "/api/v1/initiatives/"),
    Page("API, 50 dates", "/api/v1/occurrences/"),
    Page("home, from cache", "/", ratio=2, queries=0, is_cached=True),
    Page("index, from cache", "/initiatives/", ratio=2, queries=0, is_cached=True),
    Page("group page, from cache", "/initiatives/group-0/", ratio=2, queries=0, is_cached=True),
)


@dataclass
class Cost:
    name: str
    path: str
    ratio: float
    ratio_budget: float | None
    queries: int
    query_budget: int | None
    milliseconds: float
    kilobytes: float
    kilobytes_compressed: float


def measure() -> tuple[list[Cost], float]:
    """Costs of the pages, and milliseconds of the bare view."""
    call_command("migrate", verbosity=0)
    foundation.make()
    asked = {page.name: count_queries(page) for page in PAGES}
    times: dict[str, list[float]] = {page.name: [] for page in PAGES}
    ratios: dict[str, list[float]] = {page.name: [] for page in PAGES}
    bare_times = []
    with (
        Server("bench.hello", ready="/hello/") as hello,
        Server("bench.portal", ready="/health/live") as portal,
    ):
        hello.cost("/hello/", times=BARE_REQUESTS)
        bodies = {page.name: portal.get(page.path, cookie=page.cookie)[1] for page in PAGES}
        for _ in range(ROUNDS):
            for page in PAGES:
                bare = hello.cost("/hello/", times=BARE_REQUESTS)
                took = portal.cost(page.path, times=REQUESTS, cookie=page.cookie)
                bare_times.append(bare)
                times[page.name].append(took)
                ratios[page.name].append(took / bare)
    costs = [
        Cost(
            name=page.name,
            path=page.path,
            ratio=round(median(ratios[page.name]), 1),
            ratio_budget=page.ratio,
            queries=asked[page.name],
            query_budget=page.queries,
            milliseconds=round(median(times[page.name]) * 1000, 2),
            kilobytes=round(len(bodies[page.name]) / 1000, 1),
            kilobytes_compressed=round(len(gzip.compress(bodies[page.name], 6)) / 1000, 1),
        )
        for page in PAGES
    ]
    return costs, round(median(bare_times) * 1000, 3)


def count_queries(page: Page) -> int:
    """Of a second request in this process: the first fills what is asked once a process."""
    client = Client(headers={"Cookie": page.cookie} if page.cookie else None)
    client.get(page.path)
    with CaptureQueriesContext(connection) as asked:
        client.get(page.path)
    return len(asked)
