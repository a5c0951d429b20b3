"""The fetcher against addresses that mean harm and a server that means harm."""

import json
import socket
import subprocess
import sys
import time
from functools import partial
from urllib.parse import urlsplit

import pytest

from initiatives.onboarding.actions.evidence import what_stands_at
from portal.kit.fetch import (
    Clock,
    FetchFailed,
    FetchRefused,
    FetchTooLarge,
    checked_addresses,
    fetch,
    resolve_name,
    taken_apart,
)

OPEN_NAMES = ("example.org", "github.com", "big.example", "rebind.example", "redirect.example")


def without_the_net(host, port):
    """Numbers and the own machine as the system reads them; known names are somewhere out there."""
    return ["93.184.216.34"] if host in OPEN_NAMES else resolve_name(host, port)


def test_no_address_of_the_list_is_gone_to(acceptance_data):
    """Refused, not failed: no socket was opened; and no words that tell which check it was."""
    urls = (acceptance_data / "badinput/text/ssrf_urls.txt").read_text().splitlines()
    words = set()
    for url in urls:
        with pytest.raises(FetchRefused) as refused:
            fetch(url)
        words.add(str(refused.value))
    assert (len(urls), words) == (24, {"This address could not be read."})


def test_evidence_addresses_are_taken_and_refused_as_their_list_says(acceptance_data):
    listed = json.loads((acceptance_data / "onboarding/evidence_urls.json").read_text())
    for one in listed:
        try:
            target = taken_apart(one["url"], allow=())
            went = bool(checked_addresses(target, Clock(5), (), without_the_net))
        except FetchRefused:
            went = False
        assert went == one["accept"], one["url"]


@pytest.fixture(scope="module")
def evil(acceptance_data):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = acceptance_data / "badinput/gen/evil_server.py"
    server = subprocess.Popen([sys.executable, str(script), "--port", str(port)])
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}", ("127.0.0.1", port)
    server.terminate()
    server.wait()


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/ok.ics", 200),
        ("/etag", 200),
        ("/html", 200),
        ("/empty", 200),
        ("/latin1", 200),
        ("/lie-short", 200),
        ("/chain/2", 200),
        ("/500", 500),
        ("/429", 429),
        ("/2gb", FetchTooLarge),
        ("/never", FetchFailed),
        ("/drip", FetchFailed),
        ("/hang", FetchFailed),
        ("/slowheaders", FetchFailed),
        ("/half", FetchFailed),
        ("/lie-long", FetchTooLarge),
        ("/badgzip", FetchFailed),
        ("/headers", FetchFailed),
        ("/hugeheader", FetchFailed),
        ("/badchunk", FetchFailed),
        ("/close", FetchFailed),
        ("/loop", FetchFailed),
        ("/chain/4", FetchFailed),
        ("/meta", FetchRefused),
        ("/file", FetchRefused),
        ("/downgrade", FetchRefused),
        ("/redir?to=http://[::1]/", FetchRefused),
        ("/redir?to=//169.254.169.254/", FetchRefused),
    ],
)
def test_a_hostile_server_gets_two_seconds_and_a_megabyte(evil, path, outcome):
    url, door = evil
    began = time.monotonic()
    try:
        got = fetch(url + path, deadline=2, allow=[door]).status
    except (FetchFailed, FetchRefused, FetchTooLarge) as error:
        got = type(error)
    assert (got, time.monotonic() - began < 3) == (outcome, True)


PLAYED = {
    "https://big.example/10GB": ("/2gb", "answers"),
    "https://rebind.example/": ("/html", "answers"),
    "https://redirect.example/to?u=http://127.0.0.1/": ("/redir?to=http://127.0.0.1/", "refused"),
}


def test_evidence_that_only_shows_when_it_is_opened_is_opened_here(evil, acceptance_data):
    """Each name leads to the hostile server when it is asked for first, and elsewhere after."""
    listed = json.loads((acceptance_data / "onboarding/evidence_urls.json").read_text())
    assert {one["url"] for one in listed if one.get("fetch", True) is not True} == PLAYED.keys()
    _url, door = evil
    for url, (path, found) in PLAYED.items():
        name = urlsplit(url).hostname
        answers = iter([["127.0.0.1"], ["169.254.169.254"]])
        own = (name, door[1])
        read = partial(fetch, allow=[door, own], resolve=lambda *_, told=answers: next(told))
        assert what_stands_at(f"http://{name}:{door[1]}{path}", read) == found, url


def test_of_a_packed_bomb_no_more_than_a_megabyte_is_unpacked(evil):
    """How long its server takes to pack it is nobody's business here."""
    url, door = evil
    with pytest.raises(FetchTooLarge):
        fetch(url + "/gzipbomb", deadline=60, allow=[door])


def test_its_decoy_was_never_asked_for(evil):
    url, door = evil
    with pytest.raises(FetchRefused):
        fetch(url + "/meta", headers={"Authorization": "Bearer secret"}, allow=[door])
    hits = json.loads(fetch(url + "/hits", allow=[door]).body)
    assert [hit["path"] for hit in hits if "decoy" in hit["path"]] == []
    assert {hit["cookie"] for hit in hits} == {None}


def test_what_it_calls_unchanged_is_taken_as_unchanged(evil):
    url, door = evil
    first = fetch(url + "/etag", allow=[door])
    again = fetch(url + "/etag", etag=first.etag, allow=[door])
    assert (first.etag, again.status, again.body) == ('"1"', 304, b"")
