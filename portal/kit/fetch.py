"""The one door to the net: everything the portal reads from elsewhere comes through `fetch`.

An address may come from anybody, so it is never trusted: each hop is resolved once, every address
the name has must be one of the open internet, and the socket goes to the address that was checked.
Proxies of the environment are not used: behind one, nobody could check where a request ends.
"""

import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Any, Literal
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 1 << 20
DEADLINE = 20.0
MOST_REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_URL = 2000
CHUNK = 64 * 1024
UNREADABLE = _("This address could not be read.")

GLOBAL_UNICAST = IPv6Network("2000::/3")
# Called global by the registry, yet what answers there is a machinery of the own network.
ANYCAST_OF_THE_NETWORK = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
NAT64 = IPv6Network("64:ff9b::/96")
# What a caller sends along is for the host it names; these never follow a redirect elsewhere.
ONLY_FOR_THE_FIRST_HOST = frozenset({"authorization", "cookie", "proxy-authorization"})

Address = tuple[str, int]
Resolve = Callable[[str, int], Collection[str]]


class FetchRefused(Exception):
    """The portal does not go there. The text never says which check failed; that is in `detail`."""

    def __init__(self, detail: str):
        super().__init__(UNREADABLE)
        self.detail = detail


class FetchFailed(Exception):
    """No usable answer. The text may be shown; `detail` is for logs."""

    def __init__(self, reason: object, detail: str = ""):
        super().__init__(reason)
        self.detail = detail or str(reason)


class FetchTooLarge(FetchFailed):
    """Something is there, more of it than was asked for."""


@dataclass(frozen=True)
class Fetched:
    """The answer at the end of all redirects, whatever its status; `headers` by lower-case name."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def is_ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_unchanged(self) -> bool:
        return self.status == 304

    @property
    def etag(self) -> str:
        return self._validator("etag")

    @property
    def modified(self) -> str:
        return self._validator("last-modified")

    def _validator(self, name: str) -> str:
        """Sent back as it came, and kept meanwhile: nothing where it is no plain text."""
        value = self.headers.get(name, "")
        return value if value.isascii() and value.isprintable() else ""


@dataclass(frozen=True)
class Target:
    """One hop, taken apart and spelt in the one way the socket and the server will read it."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        return self.scheme, self.host, self.port

    @property
    def host_header(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def resolve_name(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def fetch(
    url: str,
    *,
    method: Literal["GET", "HEAD"] = "GET",
    etag: str = "",
    modified: str = "",
    headers: Mapping[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
    deadline: float = DEADLINE,
    allow: Collection[Address] = (),
    resolve: Resolve = resolve_name,
) -> Fetched:
    """Read `url` within `deadline` seconds over all hops, at most `max_bytes` of it.

    `allow` names addresses and ports that need not be of the open internet: for tests, which serve
    on 127.0.0.1, and never from a setting or from anything a person typed.
    """
    clock = Clock(deadline)
    sent = {
        "User-Agent": f"Waymark (+{settings.PORTAL_BASE_URL})",
        "Accept-Encoding": "identity",
        "Connection": "close",
        **({"If-None-Match": etag} if etag else {}),
        **({"If-Modified-Since": modified} if modified else {}),
        **(headers or {}),
    }
    target = taken_apart(url, allow)
    for _hop in range(MOST_REDIRECTS + 1):
        answer, location = ask(
            target,
            method,
            sent,
            max_bytes=max_bytes,
            clock=clock,
            allow=allow,
            resolve=resolve,
        )
        if not location:
            return answer
        following = taken_apart(led_on(answer.url, location), allow)
        if following.origin != target.origin:
            sent = {k: v for k, v in sent.items() if k.lower() not in ONLY_FOR_THE_FIRST_HOST}
        target = following
    raise FetchFailed(_("This address leads on and on to others."))


def led_on(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise FetchFailed(UNREADABLE) from error


class Clock:
    """What is left of the time for everything together."""

    def __init__(self, seconds: float):
        self.ends = time.monotonic() + seconds

    def left(self) -> float:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


def taken_apart(url: str, allow: Collection[Address]) -> Target:
    """Refuse every spelling that two programs could read as two different hosts."""
    if (
        len(url) > LONGEST_URL
        or "\\" in url
        or any(c.isspace() or not c.isprintable() for c in url)
    ):
        raise FetchRefused("odd characters or too long")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        if ":" not in host:
            host = host.encode("idna").decode()
    except ValueError as error:
        raise FetchRefused("no address") from error
    if parts.scheme not in PORTS:
        raise FetchRefused("scheme")
    if not host or "%" in host or "@" in parts.netloc:
        raise FetchRefused("no plain host")
    if not parts.path and (parts.query or parts.fragment):
        raise FetchRefused("host without an end")
    port = port or PORTS[parts.scheme]
    if port != PORTS[parts.scheme] and (host, port) not in allow:
        raise FetchRefused("port")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return Target(parts.scheme, host, port, f"{path}?{query}" if query else path)


def is_open_internet(address: str) -> bool:
    """Whether anybody anywhere could reach it; an IPv4 inside an IPv6 counts as the IPv4 it is."""
    try:
        ip = plain(ip_address(address))
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip not in GLOBAL_UNICAST:
        return False
    if isinstance(ip, IPv4Address) and any(ip in network for network in ANYCAST_OF_THE_NETWORK):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def plain(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv4Address):
        return ip
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)


def checked_addresses(
    target: Target, clock: Clock, allow: Collection[Address], resolve: Resolve
) -> list[str]:
    """Every address of the name, if all of them are open: one bad one means somebody plays."""
    asking = ThreadPoolExecutor(1)
    try:
        addresses = asking.submit(resolve, target.host, target.port).result(clock.left())
    except (OSError, UnicodeError) as error:
        if isinstance(error, TimeoutError):
            raise
        raise FetchFailed(UNREADABLE, f"no such name: {error}") from error
    finally:
        asking.shutdown(wait=False)
    bad = [
        one for one in addresses if not is_open_internet(one) and (one, target.port) not in allow
    ]
    if bad or not addresses:
        raise FetchRefused(f"addresses {bad}")
    return list(addresses)


class TimedReader(io.RawIOBase):
    """Each read may take what is left of the whole time: a drip of bytes doesn't stretch it."""

    def __init__(self, sock: socket.socket, clock: Clock):
        self.sock, self.clock = sock, clock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.sock.settimeout(self.clock.left())
        return self.sock.recv_into(buffer)


class TimedSocket:
    """As much of a socket as `http.client` uses."""

    def __init__(self, sock: socket.socket, clock: Clock):
        self.sock, self.clock = sock, clock

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(TimedReader(self.sock, self.clock))

    def sendall(self, content: bytes) -> None:
        self.sock.settimeout(self.clock.left())
        self.sock.sendall(content)

    def close(self) -> None:
        """`http.client` closes once it has the head of a last answer; the body is still to come."""


@lru_cache(maxsize=1)
def tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def connected(target: Target, addresses: Collection[str], clock: Clock) -> socket.socket:
    last: OSError | None = None
    for address in addresses:
        try:
            sock = socket.create_connection((address, target.port), timeout=clock.left())
        except OSError as error:
            last = error
            continue
        if target.scheme == "http":
            return sock
        try:
            sock.settimeout(clock.left())
            return tls().wrap_socket(sock, server_hostname=target.host)
        except BaseException:
            sock.close()
            raise
    raise last or OSError("no address answered")


def ask(
    target: Target,
    method: str,
    headers: Mapping[str, str],
    *,
    max_bytes: int,
    clock: Clock,
    allow: Collection[Address],
    resolve: Resolve,
) -> tuple[Fetched, str]:
    """One hop: its answer, and where it leads on to ("" at the end)."""
    try:
        addresses = checked_addresses(target, clock, allow, resolve)
        with connected(target, addresses, clock) as sock:
            connection = HTTPConnection(target.host, target.port)
            connection.sock = TimedSocket(sock, clock)  # type: ignore[assignment]
            connection.request(method, target.path, headers={"Host": target.host_header, **headers})
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            location = named.get("location", "") if response.status in REDIRECTS else ""
            body = b"" if location else content(response, max_bytes)
    except TimeoutError as error:
        raise FetchFailed(_("This address took too long to answer.")) from error
    except ssl.SSLError as error:
        raise FetchFailed(_("The certificate of this address is not valid."), str(error)) from error
    except (OSError, HTTPException, ValueError, zlib.error) as error:
        raise FetchFailed(UNREADABLE, f"{type(error).__name__}: {error}"[:300]) from error
    url = f"{target.scheme}://{target.host_header}{target.path}"
    return Fetched(response.status, url, named, body), location


def content(response: HTTPResponse, max_bytes: int) -> bytes:
    """The whole body; one that was packed although we asked for it plain is unpacked in bounds."""
    if response.length is not None and response.length > max_bytes:
        raise too_large(max_bytes)
    parts, size = [], 0
    while part := response.read1(CHUNK):
        parts.append(part)
        size += len(part)
        if size > max_bytes:
            raise too_large(max_bytes)
    if response.length:
        raise HTTPException(f"{response.length} bytes missing")
    body = b"".join(parts)
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing in ("", "identity") or not body:
        return body
    if packing not in ("gzip", "x-gzip"):
        raise HTTPException(f"packed as {packing[:40]}")
    unpacker = zlib.decompressobj(wbits=31)
    body = unpacker.decompress(body, max_bytes + 1)
    if len(body) > max_bytes:
        raise too_large(max_bytes)
    if not unpacker.eof:
        raise HTTPException("packed content breaks off")
    return body


def too_large(max_bytes: int) -> FetchTooLarge:
    return FetchTooLarge(
        _("What stands at this address is larger than {size}.").format(size=in_words(max_bytes))
    )


def in_words(size: int) -> str:
    return f"{size >> 20} MB" if size >= 1 << 20 else f"{size >> 10} kB"
