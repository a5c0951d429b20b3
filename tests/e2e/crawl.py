"""Follow every link of the portal from its home page, over HTTP alone: fast enough for all pages."""

import http.client
import re
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

FROM_ELSEWHERE = ("mailto:", "tel:", "webcal:", "data:", "javascript:")


@dataclass
class Page:
    """What one address answered, and what its HTML says about itself."""

    address: str
    status: int
    content_type: str
    location: str = ""
    html: str = field(default="", repr=False)
    links: list[str] = field(default_factory=list, repr=False)
    assets: list[str] = field(default_factory=list, repr=False)
    ids: list[str] = field(default_factory=list, repr=False)
    headings: list[str] = field(default_factory=list)
    title: str = ""
    language: str = ""

    @property
    def is_html(self) -> bool:
        return self.content_type.startswith("text/html")

    @property
    def name(self) -> str:
        return name_of(self.address)


def name_of(address: str) -> str:
    """The URL name: pages of one name come from one template."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return "?"
    if match.view_name == "wagtail_serve":
        depth = len([part for part in urlsplit(address).path.split("/") if part])
        return f"wagtail_serve:{depth or 'home'}"
    return match.view_name or match.route


class Reader(HTMLParser):
    def __init__(self, page: Page):
        super().__init__()
        self.page = page
        self.inside = ""

    def handle_starttag(self, tag, attrs):
        attributes = {name: value or "" for name, value in attrs}
        if tag in {"a", "area"} and "href" in attributes:
            self.page.links.append(attributes["href"])
        elif tag in {"img", "script", "source", "iframe", "video", "audio"}:
            self.page.assets += [attributes["src"]] if "src" in attributes else []
        elif tag == "link" and attributes.get("rel") != "canonical":
            kind = self.page.links if "alternate" in attributes.get("rel", "") else self.page.assets
            kind.append(attributes.get("href", ""))
        elif tag == "html":
            self.page.language = attributes.get("lang", "")
        if "id" in attributes:
            self.page.ids.append(attributes["id"])
        if tag in {"title", "h1"}:
            self.inside = tag
            if tag == "h1":
                self.page.headings.append("")

    def handle_endtag(self, tag):
        if tag == self.inside:
            self.inside = ""

    def handle_data(self, data):
        if self.inside == "title":
            self.page.title += data
        elif self.inside == "h1":
            self.page.headings[-1] += data


@dataclass
class Crawl:
    pages: dict[str, Page] = field(default_factory=dict)
    linked_from: dict[str, str] = field(default_factory=dict)
    elsewhere: dict[str, str] = field(default_factory=dict)
    fragments: list[tuple[str, str, str]] = field(default_factory=list)
    passed_by: Counter = field(default_factory=Counter)


def crawl(
    base_url: str,
    *,
    start: tuple[str, ...] = ("/",),
    at_most: Callable[[str], int],
    below: tuple[str, ...] = ("/",),
    cookie: str = "",
) -> Crawl:
    """`at_most(name)` bounds how many addresses of one URL name are visited: dates are endless."""
    done = Crawl()
    queue, seen, by_name = deque(), set(), Counter()
    connection = http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=60)

    def add(address: str, source: str):
        address, _, fragment = address.partition("#")
        if fragment:
            done.fragments.append((source, address, fragment))
        if address in seen or not address.startswith(below):
            return
        seen.add(address)
        name = name_of(address)
        if by_name[name] >= at_most(name):
            done.passed_by[name] += 1
            return
        by_name[name] += 1
        done.linked_from[address] = source
        queue.append(address)

    for address in start:
        add(address, "the start")
    while queue:
        page = fetch(connection, queue.popleft(), cookie)
        done.pages[page.address] = page
        if page.location:
            page.links.append(page.location)
        for link in [*page.links, *page.assets]:
            absolute = urljoin(base_url + page.address, link)
            if absolute.startswith(base_url + "/") or absolute == base_url:
                add(absolute.removeprefix(base_url) or "/", page.address)
            elif not absolute.startswith(FROM_ELSEWHERE):
                done.elsewhere.setdefault(absolute, page.address)
    connection.close()
    return done


def fetch(connection: http.client.HTTPConnection, address: str, cookie: str = "") -> Page:
    headers = {"Accept": "text/html,*/*", "Accept-Language": "en"}
    connection.request("GET", address, headers=headers | ({"Cookie": cookie} if cookie else {}))
    response = connection.getresponse()
    body = response.read()
    page = Page(
        address=address,
        status=response.status,
        content_type=response.getheader("Content-Type", ""),
        location=response.getheader("Location", "") if 300 <= response.status < 400 else "",
    )
    if page.is_html:
        page.html = body.decode()
        Reader(page).feed(page.html)
        page.title = re.sub(r"\s+", " ", page.title).strip()
    return page
