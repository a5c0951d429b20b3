"""The demo's two processes, a worker and a web server on loopback, started and stopped together."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from typing import TextIO

from django.conf import settings

HOST = "127.0.0.1"
STARTS_WITHIN = 60
STOPS_WITHIN = 10


class PortTaken(Exception):
    """Something else listens on the port already."""


class ProcessEnded(Exception):
    """One of the two processes stopped by itself."""


def serve(*, port: int, on_ready: Callable[[], None]) -> None:
    """Blocks until Ctrl-C or SIGTERM. Raises PortTaken or ProcessEnded."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as taken:
            raise PortTaken from taken
    for stopping in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stopping, signal.default_int_handler)
    settings.VAR_DIR.mkdir(0o750, exist_ok=True)
    address = f"{HOST}:{port}"
    processes = []
    try:
        with (settings.VAR_DIR / "worker.log").open("a") as log:
            processes.append(start("db_worker", "--no-reload", "--skip-checks", port=port, log=log))
        processes.append(start("runserver", "--noreload", "--skip-checks", address, port=port))
        wait_until_live(port, processes)
        on_ready()
        while True:
            refuse_if_ended(processes)
            time.sleep(0.5)
    except KeyboardInterrupt:
        pass
    finally:
        stop(processes)


def start(*command: str, port: int, log: TextIO | None = None) -> subprocess.Popen:
    """In a session of its own, so that Ctrl-C reaches this process only, which stops both.

    The worker's log goes to a file: a line a job would bury the sign-in links on the screen. What
    it prints is mail, and people wait for that.
    """
    return subprocess.Popen(  # noqa: S603  # our own manage.py
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=os.environ | environment(port),
        start_new_session=True,
        stderr=log,
    )


def environment(port: int) -> dict[str, str]:
    return {
        "DEMO_BIND": f"{HOST}:{port}",
        "DJANGO_RUNSERVER_HIDE_WARNING": "true",
        "PORTAL_BASE_URL": f"http://{HOST}:{port}",
        "SECRET_KEY": os.environ.get("SECRET_KEY") or kept_secret(),
    }


def kept_secret() -> str:
    """Kept beside the demo's database, so that a restart signs nobody out."""
    file = settings.VAR_DIR / "demo-secret-key"
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(48))
    return file.read_text()


def wait_until_live(port: int, processes: list[subprocess.Popen]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        refuse_if_ended(processes)
        connection = HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", "/health/live")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise ProcessEnded


def refuse_if_ended(processes: list[subprocess.Popen]) -> None:
    if any(process.poll() is not None for process in processes):
        raise ProcessEnded


def stop(processes: list[subprocess.Popen]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            process.kill()
