"""Who may do what, replayed over every address. A new address without a row fails here."""

import pytest
from django.urls import resolve

from tests.permissions.matrix import ROLES, answer, rows
from tests.permissions.routes import routes


def test_every_address_has_a_row():
    named = {row.url_name for row in rows()}
    assert {route.name for route in routes() if not route.is_admin} - named == set()


def test_every_row_has_an_address():
    assert {row.url_name for row in rows()} - {route.name for route in routes()} == set()


@pytest.mark.django_db
def test_every_row_leads_to_the_view_it_names(keys):
    """Where two routes have one pattern the first wins: a row names the one that answers."""
    wrong = []
    for row in rows():
        found = resolve(row.address.format(**keys).partition("?")[0])
        name = found.view_name or found.route
        if row.url_name not in {name, found.route}:
            wrong.append((row.url_name, row.address, name))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.django_db
def test_a_role_gets_what_the_matrix_says(role, keys, browser_of):
    different = {}
    for row in rows():
        address = row.address.format(**keys)
        response = browser_of(role).generic(row.method, address)
        if answer(response) != row.expected[role]:
            different[f"{row.method} {row.address}"] = (row.expected[role], answer(response))
    assert different == {}


@pytest.mark.django_db
def test_nothing_that_is_read_takes_a_post(keys, browser_of):
    """Pages of an editor's prose are the exception: Wagtail serves them whatever the method."""
    taken = [
        row.address
        for row in rows()
        if row.is_public and row.method == "GET" and row.action == "view"
        for response in [browser_of("anonymous").post(row.address.format(**keys))]
        if response.status_code not in {403, 405} and row.url_name != "wagtail_serve"
    ]
    assert taken == []


@pytest.mark.django_db
def test_the_editors_area_opens_to_nobody_else(keys, browser_of):
    """Every one of Wagtail's own addresses, with numbers that exist where it wants one."""
    opened = {}
    for route in routes():
        address = admin_address(route)
        if address is None:
            continue
        for role, refused in [("anonymous", {"login"}), ("member", {"403"})]:
            got = answer(browser_of(role).get(address))
            if got not in refused | ALSO_REFUSED.get(route.name, set()):
                opened[f"{role} {address}"] = got
    assert opened == {}


ALSO_REFUSED: dict[str, set[str]] = {}


def admin_address(route) -> str | None:
    """None for patterns whose arguments are not simply numbers."""
    if not route.is_admin:
        return None
    address = "/" + route.pattern.lstrip("^")
    for placeholder in ("<int:page_id>", "<int:pk>", "<str:pk>", "<int:id>"):
        address = address.replace(placeholder, "1")
    return None if set(address) & set("<>^$()\\*") else address
