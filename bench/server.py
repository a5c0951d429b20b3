"""A gunicorn of one worker, and the CPU time that worker has used. Needs Linux's /proc."""

import http.client
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 30


class Server:
    """`with Server("bench.hello", ready="/hello/") as server: server.cost("/hello/", times=50)`"""

    def __init__(self, module: str, *, ready: str):
        self.module = module
        self.ready = ready

    def __enter__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", f"{self.module}:application"),
                *("--bind", f"127.0.0.1:{self.port}", "--workers", "1", "--log-level", "error"),
            ],
            cwd=ROOT,
        )
        self.worker = self.wait_for_worker()
        return self

    def __exit__(self, *failure):
        self.process.terminate()
        self.process.wait(timeout=10)

    def wait_for_worker(self) -> int:
        """The worker's process number, once it answers."""
        give_up = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up and self.process.poll() is None:
            try:
                self.get(self.ready)
            except OSError:
                time.sleep(0.2)
            else:
                children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
                return int(children.read_text().split()[0])
        raise RuntimeError(f"{self.module} did not start")

    def get(self, path: str, *, cookie: str = "") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, body

    def cost(self, path: str, *, times: int, cookie: str = "") -> float:
        """CPU seconds of one request, user and system. RuntimeError unless every answer is 200."""
        before = self.cpu_seconds()
        for _ in range(times):
            status, _body = self.get(path, cookie=cookie)
            if status != 200:
                raise RuntimeError(f"{path} answered {status}")
        return (self.cpu_seconds() - before) / times

    def cpu_seconds(self) -> float:
        """Of the one thread of a sync worker, to the nanosecond; /proc/…/stat counts in 10 ms."""
        return int(Path(f"/proc/{self.worker}/schedstat").read_text().split()[0]) / 1e9
