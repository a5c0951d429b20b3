"""Each template in light and dark, on a phone and a desk, left to right and right to left.

The first page of each URL name gets four looks in which any two choices meet, further pages of it
one look each in turn, so that together they cover the round. `make proof` gives every page all
eight.
"""

from collections import defaultdict
from itertools import cycle, product
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests.e2e.accessibility import sideways_scroll, violations, widest
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.crawl import crawl
from tests.permissions.matrix import rows

LOOKS = list(product(("light", "dark"), (DESKTOP, PHONE), ("ltr", "rtl")))
IN_PAIRS = [
    ("light", DESKTOP, "ltr"),
    ("light", PHONE, "rtl"),
    ("dark", DESKTOP, "rtl"),
    ("dark", PHONE, "ltr"),
]
MORE_PAGES = 4
NARROWEST = (320, 640)


def by_template(crawled) -> dict[str, list[str]]:
    pages = defaultdict(list)
    for page in crawled.pages.values():
        if page.is_html and page.status == 200:
            pages[page.name].append(page.address)
    return pages


def defects(page, looks) -> list[tuple]:
    """Of a loaded page: what axe finds and what does not fit, in each look."""
    found = []
    for scheme, (width, height), direction in looks:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("direction => document.documentElement.dir = direction", direction)
        where = (urlsplit(page.url).path, f"{scheme} {width} {direction}")
        found += [(*where, violation) for violation in violations(page)]
        if extra := sideways_scroll(page):
            found.append((*where, f"{extra} px too wide: {widest(page)}"))
    page.set_viewport_size({"width": NARROWEST[0], "height": NARROWEST[1]})
    if extra := sideways_scroll(page):
        found.append(
            (urlsplit(page.url).path, NARROWEST[0], f"{extra} px too wide: {widest(page)}")
        )
    return found


def told(found) -> str:
    """Each defect once, with where it is."""
    places = defaultdict(list)
    for path, look, words in found:
        places[" ".join(words.split())].append(f"{path} ({look})")
    return "\n".join(
        f"{words}\n    {len(where)} times, first {', '.join(where[:3])}"
        for words, where in places.items()
    )


def test_the_first_page_of_every_template_in_every_look(crawled, page_for):
    page, found = page_for(), []
    for addresses in by_template(crawled).values():
        page.goto(addresses[0])
        found += defects(page, IN_PAIRS)
    assert not found, told(found)


def test_further_pages_of_every_template_in_turn(crawled, page_for):
    page, found, look = page_for(), [], cycle(LOOKS)
    for addresses in by_template(crawled).values():
        for address in addresses[1 : 1 + MORE_PAGES]:
            page.goto(address)
            found += defects(page, [next(look)])
    assert not found, told(found)


@pytest.mark.proof
def test_every_page_in_every_look(crawled, page_for):
    page, found = page_for(), []
    for addresses in by_template(crawled).values():
        for address in addresses:
            page.goto(address)
            found += defects(page, LOOKS)
    assert not found, told(found)


def test_pages_that_say_no(page_for, portal_without_debug):
    page = page_for(base_url=portal_without_debug.url, allow=("404",))
    found = []
    for address in ["/no-such-page/", "/initiatives/no-such-group/", "/events/no-such-meeting/"]:
        assert page.goto(address).status == 404
        found += defects(page, LOOKS)
    assert not found, told(found)


# Accounts of the demo have no password they could give once more.
NOT_IN_A_DEMO = {"/accounts/reauthenticate/", "/accounts/password/change/"}


def own_addresses(role: str) -> list[str]:
    """Every page the matrix opens to a role and that needs no key; `/cms/` is Wagtail's own."""
    return [
        row.address
        for row in rows()
        if row.method == "GET" and row.expected[role] == "200"
        if not row.address.startswith(
            ("/cms/", "/api/v1/", "/calendar/", "/health/", "/documents/")
        )
        if "{" not in row.address and row.address not in NOT_IN_A_DEMO
        if is_of_one_page(row.address)
    ]


def is_of_one_page(address: str) -> bool:
    path = address.partition("?")[0]
    match = resolve(path)
    fixed = not match.kwargs and not any(match.args)
    return fixed and not path.endswith((".xml", ".txt", ".atom", ".json", ".jsonl"))


ROLES = ("newcomer", "mentee", "mentor", "organizer", "program admin", "lead", "editor")
OWN = ("/me/", "/desk/")
SHARED = (*OWN, "/accounts/", "/people/", "/fit/", "/paths/", "/mentorship/")
# What every role has one of and no two have alike.
EVERYBODYS = {"home:me", "home:desk", "notices:list"}
EVERYBODYS |= {"onboarding:journeys", "events:my_meetings", "mentorship:mine"}


def pages_of_roles(portal, as_role, *, most: int):
    """Role and address of each page that is one's own; a page all have alike once."""
    seen = set()
    for role in ROLES:
        cookie = "; ".join(f"{one['name']}={one['value']}" for one in as_role(role)["cookies"])
        crawled = crawl(
            portal.url,
            start=OWN if seen else (*OWN, *own_addresses("member")),
            below=OWN if seen else SHARED,
            at_most=lambda name: most,
            cookie=cookie,
        )
        pages = crawled.pages.values()
        assert [(role, page.address) for page in pages if page.status >= 400] == []
        found = [page for page in pages if page.is_html and page.status == 200]
        yield role, [page.address for page in found if page.name not in seen - EVERYBODYS]
        seen |= {page.name for page in found}


def test_pages_for_who_is_signed_in(portal, as_role, page_for):
    """One look each in turn."""
    found, look = [], cycle(LOOKS)
    for role, addresses in pages_of_roles(portal, as_role, most=1):
        page = page_for(storage_state=as_role(role))
        for address in addresses:
            assert page.goto(address).status == 200, address
            found += defects(page, [next(look)])
    assert not found, told(found)


@pytest.mark.proof
def test_every_page_for_who_is_signed_in(portal, as_role, page_for):
    found = []
    for role, addresses in pages_of_roles(portal, as_role, most=12):
        page = page_for(storage_state=as_role(role))
        for address in addresses:
            page.goto(address)
            found += defects(page, LOOKS)
    assert not found, told(found)


def test_pages_for_who_is_signing_in(page_for):
    page, found = page_for(), []
    for address in own_addresses("anonymous"):
        assert page.goto(address).status == 200, address
        found += defects(page, LOOKS[:1] + LOOKS[-1:])
    assert not found, told(found)
