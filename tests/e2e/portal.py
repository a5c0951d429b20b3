"""The demo portal in a process of its own: what the browser tests talk to.

It is started by the very command behind `make run`, on a fresh database, and prints what a person
would read: the address and one sign-in link a role.
"""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 600
PRINTED_SECONDS = 60
STOP_SECONDS = 30  # more than the demo gives its own two processes
DATABASE, UNTOUCHED = "portal.sqlite3", "untouched.sqlite3"


@dataclass
class Portal:
    folder: Path
    port: int
    process: subprocess.Popen = field(repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def printed(self) -> str:
        return (self.folder / "stdout").read_text()

    def sign_in_link(self, role: str) -> str:
        """The one-time link printed for a role."""
        return self.newest(rf"Demo {role}: (\S+/demo/sign-in/\S+/)\s")

    def mailed_link(self, email: str) -> str:
        """The mail server of a demo is its console."""
        return self.newest(rf"(?s)To: {email}.*?(/accounts/confirm-email/\S+)")

    def newest(self, words: str) -> str:
        """Printed a moment after the answer that a test has already read."""
        give_up = time.monotonic() + PRINTED_SECONDS
        while time.monotonic() < give_up:
            if found := re.findall(words, self.printed):
                return found[-1]
            time.sleep(0.1)
        raise LookupError(f"no {words} in:\n{self.printed}")


def start_demo(folder: Path) -> Portal:
    """Fresh database, content, worker, server."""
    running = serve_demo(folder)
    copy_database(folder / DATABASE, folder / UNTOUCHED)
    return running


def start_another(demo: Portal, folder: Path, *, phase: str = "") -> Portal:
    """As the first one was before any test, and without the half minute of filling it; with its
    cohort in another phase."""
    copy_database(demo.folder / UNTOUCHED, folder / DATABASE)
    return serve_demo(folder, phase=phase)


def copy_database(there: Path, here: Path) -> None:
    """The way that is right while somebody writes."""
    with closing(sqlite3.connect(there)) as source, closing(sqlite3.connect(here)) as copy:
        source.backup(copy)


def serve_demo(folder: Path, *, phase: str = "") -> Portal:
    port = free_port()
    command = ["demo", "--serve", "--port", str(port), *(["--phase", phase] if phase else [])]
    return start(folder, folder, port, command, debug=True)


def start_without_debug(demo: Portal, folder: Path) -> Portal:
    """A second server on the same content, for the error pages: DEBUG shows Django's own."""
    port = free_port()
    command = ["runserver", "--noreload", f"127.0.0.1:{port}"]
    return start(folder, demo.folder, port, command, debug=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(folder: Path, content: Path, port: int, command: list[str], *, debug: bool) -> Portal:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "DEBUG": str(int(debug)),
        "DJANGO_SETTINGS_MODULE": "tests.e2e.settings",
        "E2E_FOLDER": str(content),
        "PORTAL_BASE_URL": f"http://127.0.0.1:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    with (folder / "stdout").open("w") as out, (folder / "stderr").open("w") as errors:
        process = subprocess.Popen(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            stdout=out,
            stderr=errors,
            start_new_session=True,
        )
    portal = Portal(folder, port, process)
    wait_until_ready(portal)
    return portal


def wait_until_ready(portal: Portal) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        if portal.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{portal.url}/health/ready", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    stop(portal)
    raise RuntimeError(
        f"the demo did not start:\n{portal.printed}\n{(portal.folder / 'stderr').read_text()[-4000:]}"
    )


def stop(portal: Portal) -> None:
    """The whole process group: the server may have a worker beside it."""
    try:
        os.killpg(portal.process.pid, signal.SIGTERM)
        portal.process.wait(STOP_SECONDS)
    except (ProcessLookupError, subprocess.TimeoutExpired):
        portal.process.kill()
