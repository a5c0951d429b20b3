"""What 100,000 journeys cost: a walk's page, the start page of the desk, its queue and its numbers.

`python -m bench.journeys` prints a table and ends with 1 when a page asks too much, or reckoning
anew takes too long. How far somebody is follows from what is marked as done whenever it is read:
there is nothing to rebuild, but every tenth verdict is held against the record.
"""

import argparse
import os
import sys
import tempfile
import time
from datetime import timedelta
from math import inf

import django
from rich.console import Console
from rich.table import Table

JOURNEYS, PATHS, AT_ONCE = 100_000, 5, 5_000
MOST_QUERIES = 12
MOST_SECONDS = 300
GOES = 5


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--journeys", type=int, default=JOURNEYS)
    journeys = asked.parse_args().journeys
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as folder:
        os.environ |= {
            "BENCH_FOLDER": folder,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        }
        django.setup()
        rows = measure(journeys)
    table = Table(title=f"{journeys:,} journeys, best of {GOES}")
    for heading in ("page", "ms", "at most", "queries", "at most"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    for name, took, most_ms, queries, most_queries in rows:
        table.add_row(name, *told(round(took), most_ms), *told(queries, most_queries))
    Console(width=max(100, Console().width)).print(table)
    return int(any(took > ms or asked > queries for _name, took, ms, asked, queries in rows))


def told(found: int, most: float) -> tuple[str, str]:
    number = f"[red]{found:,}[/red]" if found > most else f"{found:,}"
    return number, "–" if most == inf else f"{most:,.0f}"


def measure(journeys: int) -> list[tuple[str, float, float, int, float]]:
    """Page, milliseconds, how many it may take, queries and how many it may ask."""
    from django.core.management import call_command  # only after the setup
    from django.urls import reverse

    from tests.conftest import signed_in

    call_command("migrate", verbosity=0)
    lead, walker, path = make(journeys)
    desk, own = signed_in(lead), signed_in(walker)
    pages = (
        ("a journey", own, reverse("onboarding:journey", args=[path.slug]), MOST_QUERIES),
        ("the start page of the desk, of all slices", desk, reverse("home:desk"), inf),
        ("the desk of paths", desk, reverse("onboarding:desk_evidence"), MOST_QUERIES),
        ("how far people come", desk, reverse("onboarding:funnel", args=["many"]), inf),
    )
    rows = []
    for name, client, url, most in pages:
        took, queries = cost(client, url)
        rows.append((name, took, inf, queries, most))
    took, queries = held_against_the_record()
    held = "the tables held against the record"
    return [*rows, (held, took, MOST_SECONDS * 1000, queries, inf)]


def held_against_the_record() -> tuple[float, int]:
    """Every verdict and every mark that follows from one, reckoned anew."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from portal.record.queries.standing import account_of_tables

    with CaptureQueriesContext(connection) as asked:
        began = time.perf_counter()
        told = account_of_tables()
        seconds = time.perf_counter() - began
    if told.problems or not told.alike:
        raise SystemExit(f"{told.alike} rows agree, {len(told.problems)} do not")
    return seconds * 1000, len(asked)


def cost(client, url: str) -> tuple[float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    took, queries = [], 0
    for number in range(GOES + 1):
        with CaptureQueriesContext(connection) as asked:
            began = time.perf_counter()
            response = client.get(url)
            seconds = time.perf_counter() - began
        if response.status_code != 200:
            raise SystemExit(f"{url} answered {response.status_code}")
        if number:  # the first fills what is kept
            took.append(seconds * 1000)
            queries = max(queries, len(asked))
    return min(took), queries


def make(journeys: int):
    """Each with its first step done, every tenth with something shown for the second; the last
    walker is the one whose page is asked for, with work on GitHub on the way to the third."""
    from django.utils import timezone

    from initiatives.onboarding.models import Completion, Evidence, Journey
    from portal.people.models import User
    from tests.conftest import lead_of
    from tests.factories.contributions import ContributionFactory, RepositoryFactory, with_github
    from tests.factories.initiatives import InitiativeFactory
    from tests.factories.onboarding import PathFactory
    from tests.factories.people import UserFactory

    group = InitiativeFactory(slug="many")
    steps = [
        {"key": "hello"},
        {"key": "send", "kind": "evidence", "needs": ["hello"]},
        {"key": "tell", "needs": ["send"], "counts": "merged", "repository": "ossf/demo"},
    ]
    paths = [PathFactory(initiative=group, steps=steps) for _ in range(PATHS)]
    lead = UserFactory()
    lead_of(lead, group)
    begun = timezone.now() - timedelta(days=1)
    for first in range(0, journeys, AT_ONCE):
        path = paths[first // AT_ONCE % PATHS]
        edition = path.editions.get()
        hello, send = edition.steps.order_by("position")[:2]
        people = User.objects.bulk_create(
            User(username=f"w{n}", email=f"w{n}@example.org")
            for n in range(first, min(first + AT_ONCE, journeys))
        )
        walks = Journey.objects.bulk_create(
            Journey(person=one, path=path, edition=edition, started_at=begun, acted_at=begun)
            for one in people
        )
        Completion.objects.bulk_create(
            Completion(journey=walk, step=hello, key=hello.key, source="self") for walk in walks
        )
        Evidence.objects.bulk_create(
            Evidence(journey=walk, step=send, key=send.key, words="Done", handed_in_at=begun)
            for walk in walks[::10]
        )
        judge(walks[5::10], send, lead)
    RepositoryFactory()
    ContributionFactory(person=with_github(people[-1]), kind="opened")
    return lead, people[-1], path


def judge(walks, step, by) -> None:
    """What they showed was found to count, and stands in the record."""
    from django.db import transaction

    from initiatives.onboarding.actions.verdict import say_for_good
    from initiatives.onboarding.models import Completion, Evidence

    told = {"step": step, "key": step.key}
    marks = [Completion(journey=walk, source="verified", **told) for walk in walks]
    Completion.objects.bulk_create(marks)
    with transaction.atomic():
        for walk in walks:
            at = walk.started_at + timedelta(hours=1)
            evidence = Evidence.objects.create(
                journey=walk, words="Done", state="accepted", decided_at=at, **told
            )
            say_for_good(evidence, by=by, at=at)


if __name__ == "__main__":
    sys.exit(main())
