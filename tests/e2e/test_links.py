"""Every page that a stranger can reach by following links."""

import re
from collections import Counter

from tests.e2e.conftest import BOUNDS


def html_pages(crawled):
    return [page for page in crawled.pages.values() if page.is_html and page.status == 200]


def test_there_are_pages_to_look_at(crawled):
    names = Counter(page.name for page in html_pages(crawled))
    assert names["initiatives:detail"] >= 60
    assert names["events:series"] >= 10
    assert names["events:occurrence"] == BOUNDS["events:occurrence"]


def test_no_link_is_dead(crawled):
    # Joining a call leads to another host by design; the login page is where /me/ leads a stranger.
    dead = {
        f"{page.address} (from {crawled.linked_from[page.address]})": page.status
        for page in crawled.pages.values()
        if page.status != 200 and not page.location
    }
    assert dead == {}


def test_no_link_leads_in_a_circle_of_redirects(crawled):
    hops = {
        page.address: page.location
        for page in crawled.pages.values()
        if page.location and page.location == page.address
    }
    assert hops == {}


def test_every_fragment_is_on_its_page(crawled):
    missing = {
        (source, f"{address}#{fragment}")
        for source, address, fragment in crawled.fragments
        if (page := crawled.pages.get(address or source)) and page.is_html
        if fragment not in page.ids
    }
    assert missing == set()


def test_every_page_says_what_it_is(crawled):
    assert {page.address for page in html_pages(crawled) if page.language != "en-gb"} == set()
    wrong = {
        page.address: page.headings
        for page in html_pages(crawled)
        if len(page.headings) != 1 or not page.headings[0].strip()
    }
    assert wrong == {}
    assert {page.address for page in html_pages(crawled) if len(page.title) < 5} == set()


def test_no_two_pages_have_the_same_title(crawled):
    titles = Counter(page.title for page in html_pages(crawled) if "?" not in page.address)
    assert [title for title, count in titles.items() if count > 1] == []


def test_no_page_uses_an_id_twice(crawled):
    twice = {
        page.address: [name for name, count in Counter(page.ids).items() if count > 1]
        for page in html_pages(crawled)
        if len(set(page.ids)) != len(page.ids)
    }
    assert twice == {}


def test_every_asset_is_our_own(crawled, portal):
    foreign = {
        (page.address, asset)
        for page in html_pages(crawled)
        for asset in page.assets
        if re.match(r"(?:https?:)?//", asset) and not asset.startswith(portal.url)
    }
    assert foreign == set()


def test_links_to_elsewhere_are_https(crawled):
    assert {link for link in crawled.elsewhere if not link.startswith("https://")} == set()


def test_nothing_is_left_of_the_making(crawled):
    """Words that only an unfinished page or a broken template prints."""
    words = re.compile(
        r"lorem [i]psum|coming soon|TO[D]O|FIX[M]E|placeholder page|\{\{|\{%|\bNone\b|\bnan\b|UNKNOWN|<Promise"
    )
    found = {
        page.address: words.search(visible(page.html))[0]
        for page in html_pages(crawled)
        if words.search(visible(page.html)) and not page.address.startswith("/styleguide/")
    }
    assert found == {}


def visible(html: str) -> str:
    html = re.sub(r"<(script|style|template)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", html)
