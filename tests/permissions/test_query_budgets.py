"""No page asks the database more than twelve times, whoever reads it. New addresses count too.

The literal number of each list, the same for one row and for many, stands with its view.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.permissions.matrix import rows

MOST = 12
# Session, person, their own rights and those of their groups, how many notices are new.
FOR_WHO_IS_SIGNED_IN = 5
# The home page and that of a group gather panels of every slice, which ask who is signed in whether
# they follow and arrange it; the start page gathers agendas; what fits asks for groups, meetings,
# paths, programs, skills and tasks; the sitemap walks all there is, and
# a group in the API or as a file asks once for each kind of fact.
ALLOWED_MORE = {
    "/": 3,
    "/initiatives/led/": 2,
    "/me/": 9,
    "/desk/": 3,
    "/fit/list/": 2,
    "/sitemap.xml": 8,
    "/api/v1/initiatives/led/": 1,
} | {
    f"/initiatives{one}export.{ending}": 16 for one in ("/", "/led/") for ending in ("yaml", "json")
}


@pytest.mark.parametrize("role", ["anonymous", "member"])
@pytest.mark.django_db
@pytest.mark.one_database
def test_a_page_stays_within_its_queries(role, keys, browser_of):
    too_many = {}
    browser = browser_of(role)
    for row in rows():
        if row.method != "GET" or row.expected[role] != "200":
            continue
        address = row.address.format(**keys)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        most = MOST + ALLOWED_MORE.get(address, 0)
        if len(asked) > most + FOR_WHO_IS_SIGNED_IN * (role != "anonymous"):
            too_many[address] = len(asked)
    assert too_many == {}
