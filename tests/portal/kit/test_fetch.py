"""The one fetcher: where it goes, how long it stays, what it brings."""

import gzip
import ssl
import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from portal.kit import fetch as kit
from portal.kit.fetch import Fetched, FetchFailed, FetchRefused, fetch, is_open_internet

HERE = "127.0.0.1"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        with suppress(ConnectionError):
            self.server.answers[self.path.split("?")[0]](self)

    def answer(self, status=200, content=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self):
        super().__init__((HERE, 0), Handler)
        self.asked, self.answers = [], {}
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    @property
    def door(self):
        return (HERE, self.server_port)

    def url(self, path):
        return f"http://{HERE}:{self.server_port}{path}"


@pytest.fixture
def server():
    one = Server()
    yield one
    one.shutdown()
    one.server_close()


@pytest.fixture
def other():
    one = Server()
    yield one
    one.shutdown()
    one.server_close()


def test_it_brings_what_stands_there(server, settings):
    settings.PORTAL_BASE_URL = "https://portal.example"
    server.answers["/a%20b"] = lambda to: to.answer(200, b"hello", ETag='"1"', X_One="two")
    got = fetch(server.url("/a%20b?q=1"), headers={"Accept": "text/plain"}, allow=[server.door])
    assert (got.status, got.body, got.etag, got.is_ok) == (200, b"hello", '"1"', True)
    assert (got.url, got.headers["x-one"]) == (server.url("/a%20b?q=1"), "two")
    [(path, sent)] = server.asked
    assert path == "/a%20b?q=1"
    assert sent["Host"] == f"{HERE}:{server.server_port}"
    assert sent["Accept"] == "text/plain"
    assert sent["User-Agent"].endswith("(+https://portal.example)")


@pytest.mark.parametrize("value", ['"a\0b"', '"\x1b[31m"', '"\xe9"'])
def test_what_it_calls_its_version_is_plain_text_or_nothing(value):
    got = Fetched(200, "https://a.example/", {"etag": value, "last-modified": value}, b"")
    assert (got.etag, got.modified) == ("", "")


def test_what_did_not_change_is_not_sent_again(server):
    server.answers["/"] = lambda to: to.answer(304)
    got = fetch(server.url("/"), etag='"1"', modified="Mon", allow=[server.door])
    assert (got.is_unchanged, got.is_ok, got.body) == (True, False, b"")
    [(_, sent)] = server.asked
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"1"', "Mon")


def test_a_head_brings_no_body(server):
    server.answers["/"] = lambda to: to.answer(200, b"hello")
    assert fetch(server.url("/"), method="HEAD", allow=[server.door]).body == b""


@pytest.mark.parametrize("hops", [0, 3])
def test_three_redirects_are_followed(server, hops):
    for n in range(hops):
        server.answers[f"/{n}"] = lambda to, n=n: to.answer(302, Location=f"/{n + 1}")
    server.answers[f"/{hops}"] = lambda to: to.answer(200, b"end")
    got = fetch(server.url("/0"), allow=[server.door])
    assert (got.body, got.url) == (b"end", server.url(f"/{hops}"))


def test_the_fourth_is_not(server):
    server.answers["/loop"] = lambda to: to.answer(307, Location="/loop")
    with pytest.raises(FetchFailed, match="on and on"):
        fetch(server.url("/loop"), allow=[server.door])
    assert len(server.asked) == 4


@pytest.mark.parametrize(
    "elsewhere",
    [
        "file:///etc/passwd",
        "http://localhost:5432/",
        "http://169.254.169.254/latest/meta-data/",
        "//10.0.0.1/",
        "https://user@example.org/",
        "http://127.0.0.1/",
    ],
)
def test_each_hop_is_checked_anew(server, elsewhere):
    server.answers["/"] = lambda to: to.answer(302, Location=elsewhere)
    with pytest.raises(FetchRefused):
        fetch(server.url("/"), allow=[server.door])


@pytest.mark.parametrize("elsewhere", ["http://[bad", "http://[::1", "//[x]y/"])
def test_one_that_leads_to_no_address_is_not_read(server, elsewhere):
    server.answers["/"] = lambda to: to.answer(302, Location=elsewhere)
    with pytest.raises((FetchFailed, FetchRefused)):
        fetch(server.url("/"), allow=[server.door])


def test_a_token_never_goes_to_another_host(server, other):
    server.answers["/"] = lambda to: to.answer(302, Location=other.url("/"))
    other.answers["/"] = lambda to: to.answer(302, Location=server.url("/back"))
    server.answers["/back"] = lambda to: to.answer()
    token = {"authorization": "Bearer secret", "Accept": "text/plain"}
    fetch(server.url("/"), headers=token, allow=[server.door, other.door])
    got = [sent.get("authorization") for _, sent in server.asked + other.asked]
    assert got == ["Bearer secret", None, None]
    assert other.asked[0][1]["Accept"] == "text/plain"


def test_a_token_stays_on_its_own_host(server):
    server.answers["/"] = lambda to: to.answer(301, Location="/moved")
    server.answers["/moved"] = lambda to: to.answer()
    fetch(server.url("/"), headers={"Authorization": "Bearer secret"}, allow=[server.door])
    assert [sent["Authorization"] for _, sent in server.asked] == ["Bearer secret"] * 2


@pytest.mark.parametrize(
    "address",
    [
        *["127.0.0.1", "0.0.0.0", "10.0.0.1", "100.64.0.1", "169.254.169.254", "192.168.1.1"],
        *["224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1", "192.0.0.9"],
        *["::", "::1", "::127.0.0.1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff0e::1"],
        *["2001:db8::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "2002:7f00:1::"],
        *["64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2001:0:102:304::80ff:fffe", "x"],
    ],
)
def test_an_address_within_some_network_is_refused(address):
    assert not is_open_internet(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:4700::1111", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"]
)
def test_an_address_of_the_open_internet_is_not(address):
    assert is_open_internet(address)


@pytest.mark.parametrize(
    "answers",
    [["127.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["64:ff9b::7f00:1"], []],
    ids=["loopback", "one of two is private", "hidden in NAT64", "none"],
)
def test_a_name_is_refused_for_any_address_it_has(answers):
    with pytest.raises(FetchRefused):
        fetch("http://rebind.example/", resolve=lambda host, port: answers)


def test_a_name_is_asked_for_once_and_its_address_taken(server):
    """A resolver that answers something else the second time never gets to."""
    answers = iter([[HERE], ["10.0.0.1"]])
    server.answers["/"] = lambda to: to.answer(200, b"checked")
    name = ("rebind.example", server.server_port)
    url = f"http://rebind.example:{server.server_port}/"
    got = fetch(url, allow=[server.door, name], resolve=lambda host, port: next(answers))
    assert got.body == b"checked"
    assert server.asked[0][1]["Host"] == f"rebind.example:{server.server_port}"
    assert next(answers) == ["10.0.0.1"]


def test_the_log_does_not_repeat_who_signs_in():
    with pytest.raises(FetchRefused) as refusal:
        fetch("https://user:SECRET@[bad/")
    with pytest.raises(FetchRefused) as port:
        fetch("https://user:SECRET@example.org:SECRET/")
    assert (refusal.value.detail, port.value.detail) == ("no address", "no address")


@pytest.mark.parametrize(
    "url",
    [
        *["", "example.org", "javascript:alert(1)", "java\nscript:alert(1)", "ftp://example.org/"],
        *["http://example.org:22/", "http://user:pw@example.org/", "http://@example.org/"],
        *["http://example.org#@127.0.0.1/", "http://example.org\\@127.0.0.1/", "http:///x"],
        *["http://exa\u202emple.org/", "http://example.org/\x00", "http://[::1", "http://a:99999/"],
        *[
            "http://example.org:1e3/",
            f"http://{'a' * 300}.org/",
            "http://example.org/" + "a" * 2000,
        ],
        *["http://127.0.0.1%2f@example.org/", "http://[fe80::1%25eth0]/", "http://./"],
    ],
)
def test_an_address_two_programs_could_read_in_two_ways_is_refused(url):
    def never(host, port):
        raise AssertionError("a refused address is not looked up")

    with pytest.raises(FetchRefused) as refusal:
        fetch(url, resolve=never)
    assert str(refusal.value) == "This address could not be read."


def test_refused_and_unknown_names_read_alike():
    """Otherwise the words would tell which names an inner network knows."""

    def unknown(host, port):
        raise OSError("no such name")

    with pytest.raises(FetchFailed) as failed:
        fetch("http://printer.internal/", resolve=unknown)
    with pytest.raises(FetchRefused) as refused:
        fetch("http://printer.internal/", resolve=lambda host, port: ["10.0.0.7"])
    assert str(failed.value) == str(refused.value)


def test_a_name_of_another_alphabet_is_spelt_as_the_net_spells_it():
    asked = []

    def resolve(host, port):
        asked.append(host)
        return []

    with pytest.raises(FetchRefused):
        fetch("http://bücher.example./", resolve=resolve)
    assert asked == ["xn--bcher-kva.example"]


def test_no_time_is_left_after_the_deadline(server):
    def drip(to):
        to.send_response(200)
        to.end_headers()
        for _ in range(100):
            to.wfile.write(b"x")
            time.sleep(0.05)

    server.answers["/"] = drip
    began = time.monotonic()
    with pytest.raises(FetchFailed, match="too long"):
        fetch(server.url("/"), deadline=0.3, allow=[server.door])
    assert time.monotonic() - began < 1


def test_the_deadline_is_for_all_hops_together(server):
    def slow(to):
        time.sleep(0.2)
        to.answer(302, Location="/")

    server.answers["/"] = slow
    with pytest.raises(FetchFailed, match="too long"):
        fetch(server.url("/"), deadline=0.3, allow=[server.door])
    assert len(server.asked) == 2


def test_a_name_server_that_never_answers_is_not_waited_for():
    began = time.monotonic()
    with pytest.raises(FetchFailed, match="too long"):
        fetch("http://example.org/", deadline=0.2, resolve=lambda host, port: time.sleep(1) or [])
    assert time.monotonic() - began < 0.8


def test_a_body_may_be_as_large_as_agreed(server):
    server.answers["/"] = lambda to: to.answer(200, b"x" * 2048)
    assert len(fetch(server.url("/"), max_bytes=2048, allow=[server.door]).body) == 2048
    with pytest.raises(FetchFailed, match="larger than 1 kB"):
        fetch(server.url("/"), max_bytes=2047, allow=[server.door])


def test_a_body_without_end_is_left(server):
    def endless(to):
        to.send_response(200)
        to.end_headers()
        while True:
            to.wfile.write(b"x" * 4096)

    server.answers["/"] = endless
    with pytest.raises(FetchFailed, match="larger than 1 MB"):
        fetch(server.url("/"), allow=[server.door])


def test_a_small_pack_that_grows_is_left_too(server):
    packed = gzip.compress(b"\0" * 5_000_000)
    server.answers["/bomb"] = lambda to: to.answer(200, packed, Content_Encoding="gzip")
    server.answers["/fine"] = lambda to: to.answer(200, packed, Content_Encoding="GZip")
    server.answers["/cut"] = lambda to: to.answer(200, packed[:-9], Content_Encoding="gzip")
    server.answers["/br"] = lambda to: to.answer(200, b"\x0b\x02", Content_Encoding="br")
    with pytest.raises(FetchFailed, match="larger"):
        fetch(server.url("/bomb"), max_bytes=4_000_000, allow=[server.door])
    assert (
        len(fetch(server.url("/fine"), max_bytes=5_000_000, allow=[server.door]).body) == 5_000_000
    )
    for path in ("/cut", "/br"):
        with pytest.raises(FetchFailed, match="could not be read"):
            fetch(server.url(path), max_bytes=6_000_000, allow=[server.door])


def test_half_a_body_is_no_answer(server):
    def half(to):
        to.send_response(200)
        to.send_header("Content-Length", "10")
        to.end_headers()
        to.wfile.write(b"12345")
        to.close_connection = True

    server.answers["/"] = half
    with pytest.raises(FetchFailed):
        fetch(server.url("/"), allow=[server.door])


def test_a_certificate_nobody_vouches_for_is_refused(server, tmp_path):
    assert kit.tls().verify_mode == ssl.CERT_REQUIRED
    assert kit.tls().check_hostname
    with pytest.raises(FetchFailed, match="certificate"):
        fetch(server.url("/").replace("http:", "https:"), allow=[server.door])
