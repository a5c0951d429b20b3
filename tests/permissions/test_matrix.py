"""Who may do what, replayed over every address. A new address without a row fails here."""

import re

import pytest
from django.urls import resolve

from tests.permissions.canaries import readable, sung
from tests.permissions.log_lines import private_in
from tests.permissions.matrix import ROLES, answer, rows
from tests.permissions.routes import routes

# Between them they see nearly every page.
ON_EVERY_DATABASE = {"program_admin", "superuser"}
# Forms for who is signed out among them: guests of a meeting have no account.
MAY_TAKE_A_POST = (
    "wagtail",
    "account",
    "mfa",
    "social",
    "api:openapi-json",
    "notices:stop",
    "events:guest",
    "cohort_life:check_in",
    "alumni:later",
)
# Icons and words of the admin's script, the same for everybody, and doors that lead out of it.
ALSO_REFUSED = {
    "wagtailadmin_sprite": {"200"},
    "wagtailadmin_javascript_catalog": {"200"},
    "cms_password_reset_door": {"> /accounts/password/reset/"},
    "wagtailadmin_password_reset": {"> /accounts/password/reset/"},
    "wagtailadmin_password_reset_done": {"> /accounts/password/reset/"},
    "wagtailadmin_password_reset_complete": {"> /accounts/password/reset/"},
}


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


@pytest.mark.parametrize(
    "role",
    [
        role if role in ON_EVERY_DATABASE else pytest.param(role, marks=pytest.mark.one_database)
        for role in ROLES
    ],
)
@pytest.mark.django_db
def test_a_role_gets_what_the_matrix_says(role, keys, browser_of, log):
    """And reads of what was planted in private fields what `canaries.csv` says, whatever the form:
    pages, files, feeds, answers of the API. No line of the server's log holds a private word.
    """
    different, said, heard = {}, "", set()
    for row in rows():
        address, before = row.address.format(**keys), len(log())
        response = browser_of(role).generic(row.method, address)
        # Who asks for an address knows what stands in it.
        asked = address.partition("?")[0]
        said += log()[before:].replace(asked, "[asked for]")
        heard |= {(row.url_name, word) for word in sung(response, asked=address)}
        expected = row.expected[role].format(**keys)
        if answer(response) != expected:
            different[f"{row.method} {row.address}"] = (expected, answer(response))
    assert different == {}
    assert heard == readable(role)
    assert '"Not Found: [asked for]"' in said
    assert private_in(said) == []


@pytest.mark.django_db
def test_nothing_that_is_read_takes_a_post(keys, browser_of):
    """Forms do, and what frameworks serve whatever the method: pages, documents, the schema."""
    taken = {}
    for row in rows():
        if not row.is_public or row.method != "GET" or row.url_name.startswith(MAY_TAKE_A_POST):
            continue
        status = browser_of("anonymous").post(row.address.format(**keys)).status_code
        if status not in {403, 405}:
            taken[row.address] = status
    assert taken == {}


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


def admin_address(route) -> str | None:
    """None for patterns whose arguments are not simply numbers."""
    if not route.is_admin:
        return None
    address = re.sub(
        r"<(?:int:\w+|str:pk)>", "1", "/" + route.pattern.lstrip("^").replace("/^", "/")
    )
    return None if set(address) & set("<>^$()\\*") else address
