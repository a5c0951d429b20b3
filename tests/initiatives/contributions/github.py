"""GitHub's API as far as it is asked: answers cut down to what is read of them, with its headers."""

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from portal.kit.fetch import fetch
from tests.initiatives.contributions.deliveries import REPOSITORY

API = "https://api.github.com"
ONLY_ASKED_ONE_BY_ONE = ("merged_by",)


class GitHub(ThreadingHTTPServer):
    """`pulls` are as one by one they are told; `reviews` and `files` by the number of the pull request;
    `refusals` by what an address holds."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.repository = dict(REPOSITORY)
        self.pulls, self.reviews, self.files, self.asked = [], {}, {}, []
        self.refusals, self.headers = {}, {}
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def read(self, url, **how):
        """The fetcher itself, led to this server and allowed to go there."""
        here = ("127.0.0.1", self.server_port)
        return fetch(url.replace(API, f"http://127.0.0.1:{self.server_port}"), allow=[here], **how)

    @property
    def paths(self) -> list[str]:
        """What was asked since somebody last looked."""
        asked, self.asked = self.asked, []
        return [path.partition("?")[0] for path, _headers in asked]

    def listed(self) -> list[dict]:
        """Last touched first; of a merge only that there was one."""
        rows = [
            {name: said for name, said in pull.items() if name not in ONLY_ASKED_ONE_BY_ONE}
            for pull in self.pulls
        ]
        return sorted(rows, key=lambda pull: pull["updated_at"], reverse=True)

    def answer(self, path: str) -> object:
        if re.fullmatch(r"/repos/[^/]+/[^/]+", path):
            return self.repository
        if path == f"/repositories/{self.repository['id']}/pulls":
            return self.listed()
        if found := re.fullmatch(r"/repositories/\d+/pulls/(\d+)/reviews", path):
            return self.reviews.get(int(found[1]), [])
        if found := re.fullmatch(r"/repositories/\d+/pulls/(\d+)/files", path):
            return [{"filename": name} for name in self.files.get(int(found[1]), [])]
        if found := re.fullmatch(r"/repositories/\d+/pulls/(\d+)", path):
            return next((one for one in self.pulls if one["number"] == int(found[1])), None)
        return None


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        github = self.server
        github.asked.append((self.path, dict(self.headers)))
        for part, (status, headers) in github.refusals.items():
            if part in self.path:
                return self.send(status, b'{"message": "no"}', headers)
        parts = urlsplit(self.path)
        found = github.answer(parts.path)
        if found is None:
            return self.send(404, b'{"message": "Not Found"}', {})
        headers = dict(github.headers)
        if isinstance(found, list):
            found, link = self.page(found, parts)
            headers |= {"Link": link} if link else {}
        content = json.dumps(found).encode()
        etag = f'W/"{hash(content)}"'
        if self.headers.get("If-None-Match") == etag:
            return self.send(304, b"", headers | {"ETag": etag})
        return self.send(200, content, headers | {"ETag": etag})

    def page(self, rows, parts):
        asked = {
            name: int(said[0]) for name, said in parse_qs(parts.query).items() if "page" in name
        }
        size, page = asked.get("per_page", 30), asked.get("page", 1)
        query = re.sub(r"&page=\d+", "", parts.query)
        onward = f'<{API}{parts.path}?{query}&page={page + 1}>; rel="next"'
        link = f'<{API}{parts.path}?{query}&page=1>; rel="first", {onward}'
        return rows[size * (page - 1) : size * page], link if len(rows) > size * page else ""

    def send(self, status, content, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
