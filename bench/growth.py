"""How pages and imports grow with the number of groups: 30, 300, 3,000 and 10,000, in one process.

`python -m bench.growth` measures on a scratch SQLite database; `bin/postgres .venv/bin/python -m
bench.growth --postgres` on an empty PostgreSQL. It prints p95 of the CPU time and of the time on
the clock, and the number of queries; of an import its seconds. On a busy machine the clock
measures the neighbours too: the budgets are of CPU time. One that is broken ends it with 1.
"""

import json
import os
import random
import string
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

import django
from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).parent / "growth.json"
SIZES = (30, 300, 3_000, 10_000)
# The page, what is asked of it, and its budget in milliseconds at the largest size.
PAGES = (
    ("index", "/initiatives/", 150),
    ("index, three facets", "/initiatives/?kind=project&stage=sandbox&role=docs", 150),
    ("index, waking hours", "/initiatives/?meets=yes&newcomers=yes&tz=Asia/Tokyo", 150),
    ("index, misspelt", "/initiatives/?q={misspelt}", 150),
    ("index, last page", "/initiatives/?page=9999", 150),
    ("map", "/initiatives/map/", 150),
    ("map, one branch", "/initiatives/map/?under=group-10", 150),
    ("search, misspelt", "/search/?q={misspelt}", 50),
    ("search, one word", "/search/?q=scanner", 50),
    ("API, 50 groups", "/api/v1/initiatives/", 150),
    ("API, facets", "/api/v1/initiatives/?role=docs&newcomers=true", 150),
    ("home", "/", 150),
    ("what fits me", "/fit/list/?skills=python", None),
)
IMPORT = "import of a file"
IMPORT_SECONDS = 300
REQUESTS = 20


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="waymark-bench-") as folder:
        os.environ |= {"BENCH_FOLDER": folder, "DJANGO_SETTINGS_MODULE": "bench.settings"}
        if "--postgres" not in sys.argv:
            os.environ["DATABASE_URL"] = f"sqlite:///{folder}/portal.sqlite3"
        django.setup()
        found = measure()
    show(found)
    RESULTS.write_text(json.dumps(found, indent=2) + "\n")
    broken = over_budget(found)
    for line in broken:
        print("over budget:", line)
    return 1 if broken else 0


def measure() -> dict[str, dict[str, list]]:
    """Page → size → p95 of CPU, of the clock, and queries; of the import, seconds of both."""
    from django.core.management import call_command  # only after the setup
    from django.db import connection

    from bench.growing import grow

    if connection.introspection.table_names():
        raise SystemExit("This database is not empty: nothing is measured in it.")
    call_command("migrate", verbosity=0)
    found: dict[str, dict[str, list]] = {IMPORT: {str(size): import_cost(size) for size in SIZES}}
    made = 0
    for size in SIZES:
        grow(made, size)
        made = size
        for name, took in after_changes().items():
            found.setdefault(name, {})[str(size)] = took
        for name, path, _budget in PAGES:
            found.setdefault(name, {})[str(size)] = cost(path, size)
    return found


def import_cost(size: int) -> list:
    """A dry run does all the work and takes it back, so that each size begins with nothing."""
    from bench.catalogue_file import catalogue_file
    from portal.ops.catalog import import_catalog

    path = Path(os.environ["BENCH_FOLDER"]) / f"{size}.yaml"
    path.write_bytes(catalogue_file(size))
    began, spent = time.perf_counter(), time.process_time()
    report = import_catalog(path=path, dry_run=True)
    took, used = time.perf_counter() - began, time.process_time() - spent
    if report.conflicts or report.questions or report.created < size:
        raise SystemExit(f"The file of {size} groups did not come in whole.")
    return [round(used, 1), round(took, 1)]


def cost(path: str, size: int) -> list:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.growing import name_of

    client = Client(headers={"Cookie": "seen=1"})  # past the page cache
    rnd = random.Random(size)
    cpu, clock, queries = [], [], 0
    for number in range(REQUESTS + 1):
        wrong = quote(misspelt(name_of(rnd.randrange(size)), rnd))
        address = path.format(misspelt=wrong)
        with CaptureQueriesContext(connection) as asked:
            began, spent = time.perf_counter(), time.thread_time()
            response = client.get(address)
            took, used = time.perf_counter() - began, time.thread_time() - spent
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")
        if number:  # the first fills what is kept
            cpu.append(used * 1000)
            clock.append(took * 1000)
            queries = max(queries, len(asked))
    return [round(p95(cpu), 1), round(p95(clock), 1), queries]


def after_changes() -> dict[str, list]:
    """The first look at the list after a start, after an opening changed, and after a name did."""
    from django.test import Client

    from initiatives.models import Initiative, Opening
    from initiatives.queries import catalogue_index

    client = Client(headers={"Cookie": "seen=1"})
    client.get("/initiatives/")

    def first_look(change) -> list:
        change()
        began, spent = time.perf_counter(), time.thread_time()
        client.get("/initiatives/?q=scanner")
        took = (time.thread_time() - spent, time.perf_counter() - began)
        return [*(round(each * 1000, 1) for each in took), 0]

    def forget() -> None:
        catalogue_index.forget()

    return {
        "first look after a start": first_look(forget),
        "first look, opening changed": first_look(lambda: Opening.objects.first().save()),
        "first look, group renamed": first_look(lambda: Initiative.objects.last().save()),
    }


def misspelt(name: str, rnd: random.Random) -> str:
    at = rnd.randrange(len(name))
    return name[:at] + rnd.choice(string.ascii_lowercase) + name[at + 1 :]


def p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * (len(values) - 1))]


def budgets() -> dict[str, int | None]:
    return {IMPORT: IMPORT_SECONDS} | {name: budget for name, _path, budget in PAGES}


def over_budget(found: dict[str, dict[str, list]]) -> list[str]:
    """What costs more CPU time at the largest size than it may."""
    limits = budgets()
    largest = {name: by_size[str(SIZES[-1])][0] for name, by_size in found.items()}
    return [
        f"{name}: {took:g} of {limit}"
        for name, took in largest.items()
        if (limit := limits.get(name)) and took > limit
    ]


def show(found: dict[str, dict[str, list]]) -> None:
    limits = budgets()
    title = "CPU ms p95 / ms on the clock p95 / queries, by number of groups; the import in seconds"
    table = Table(title=title)
    table.add_column("page")
    for size in SIZES:
        table.add_column(f"{size:,}", justify="right")
    table.add_column("budget", justify="right")
    table.add_column("× from 300 to 10,000", justify="right")
    for name, by_size in found.items():
        budget = limits.get(name)
        cells = [" / ".join(f"{each:g}" for each in by_size[str(size)]) for size in SIZES]
        last, before = by_size[str(SIZES[-1])][0], by_size["300"][0]
        if budget and last > budget:
            cells[-1] = f"[red]{cells[-1]}[/red]"
        table.add_row(name, *cells, str(budget or "–"), f"{last / max(before, 0.1):.1f}")
    Console(width=max(140, Console().width)).print(table)


if __name__ == "__main__":
    sys.exit(main())
