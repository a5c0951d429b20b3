"""Words planted in private fields, looked for wherever one can ask with words of one's own.

The words are in `foundation.py`: addresses and names of people, a name that was taken down, groups
and meetings that are not public, drafts, private pages and documents, the call's own address. What
each role reads of them on the pages of the matrix stands in `canaries.csv`.
"""

import pytest

from tests.permissions.canaries import may_read, readable
from tests.permissions.matrix import ROLES

# Misspelt, so that the query itself is not the find, and found all the same by a search for typos.
QUERIES = ["canarry", "cnary", "hiden"]
PLACES = [
    "/search/?q={}",
    "/initiatives/?q={}",
    "/events/?q={}",
    "/api/v1/initiatives/?q={}",
    "/api/v1/initiatives/?page_size=200",
    "/api/v1/events/?page_size=200",
    "/api/v1/occurrences/?page_size=200",
    "/api/v1/paths/?page_size=200",
    "/api/v1/openings/?page_size=200",
    "/api/v1/tasks/?page_size=200",
    "/initiatives/openings/?group=hidden",
    "/initiatives/tasks/?group=hidden",
    "/paths/?role={}",
    "/fit/?word={}",
    "/fit/list/?when=weekday-afternoon&tz=UTC",
    "/events/?initiative=hidden",
    "/events/?start=2026-03-03",
    "/events/?tz=Asia/Kolkata",
    "/calendar/all.ics",
    "/sitemap.xml",
    "/feeds/news.atom",
]


def test_nobody_reads_a_word_that_is_not_declared_to_be_for_them():
    """What is read where is written down from what was heard; for whom a word is, from what it is
    about. A word nobody reads has no line."""
    heard = {word for role in ROLES for _url, word in readable(role)}
    assert heard == may_read().keys()
    wrong = {
        (role, url_name, word)
        for role in ROLES
        for url_name, word in readable(role)
        if role not in may_read()[word]
    }
    assert wrong == set()


@pytest.mark.parametrize("role", ["anonymous", "member", "mentee", "mentor", "program_admin"])
@pytest.mark.django_db
def test_no_canary_sings(role, keys, browser_of):
    browser = browser_of(role)
    heard = {}
    for address in dict.fromkeys(place.format(query) for place in PLACES for query in QUERIES):
        response = browser.get(address)
        text = body(response).decode("utf-8", "replace")
        at = text.lower().find("canary")
        if at >= 0:
            heard[address] = text[max(0, at - 60) : at + 60]
    assert heard == {}


@pytest.mark.django_db
def test_the_canaries_are_alive(keys, browser_of):
    """What a superuser or a lead may see does hold them: the test above looks for the right word."""
    assert b"CANARY" in body(browser_of("superuser").get("/initiatives/hidden/"))
    assert b"CANARY" in body(browser_of("member").get("/for-members/"))
    assert b"CANARY guest" in body(
        browser_of("organizer").get("/desk/meetings/open-meeting/2026-03-03/people/")
    )
    assert b"CANARY reason" in body(
        browser_of("organizer").get("/desk/meetings/hidden-meeting/2026-03-03/")
    )
    desk = body(browser_of("lead").get("/desk/groups/led/openings/"))
    assert b"CANARY stale" in desk
    assert b"CANARY closed" in desk
    assert b"CANARY failure" in body(browser_of("lead").get("/desk/groups/led/tasks/"))
    assert b"CANARY withdrawn" in body(browser_of("member").get("/me/paths/withdrawn-path/"))
    assert b"CANARY" in body(browser_of("editor").get("/me/notices/"))
    assert b"CANARY" in body(browser_of("lead").get(f"/cms/pages/{keys['own_story']}/edit/"))


def body(response) -> bytes:
    return response.getvalue() if response.streaming else response.content
