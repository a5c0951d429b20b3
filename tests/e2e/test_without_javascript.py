"""Every form and every disclosure without a line of script."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desk", "phone"])
def page(request, page_for):
    return page_for(javascript=False, viewport=request.param)


def test_groups_are_narrowed_and_widened_again(page):
    page.goto("/initiatives/")
    all_groups = count(page)
    open_filters(page)
    page.get_by_role("checkbox", name=re.compile("^Graduated")).check()
    page.get_by_role("button", name="Show results").click()
    assert 0 < count(page) < all_groups
    page.locator("main a[href='/initiatives/']").last.click()
    assert count(page) == all_groups


def open_filters(page) -> None:
    if not page.get_by_role("button", name="Show results").is_visible():
        page.locator("form.facets summary").click()


def count(page) -> int:
    return int(re.search(r"\d+", page.get_by_role("status").first.inner_text())[0])


def test_the_calendar_is_narrowed_to_newcomers(page):
    page.goto("/events/")
    if not page.get_by_role("button", name="Show meetings").is_visible():
        page.locator("form.facets summary").click()
    page.get_by_role("checkbox", name="Open to newcomers").check()
    page.get_by_role("button", name="Show meetings").click()
    expect(page).to_have_url(re.compile("newcomers=on"))
    rows = page.locator("main .meeting")
    assert rows.count() == page.locator("main .meeting:has-text('newcomers')").count()


def test_the_whole_site_is_searched(page):
    page.goto("/search/?q=sigstore")
    expect(page.locator("main").get_by_role("link", name="Sigstore", exact=True)).to_be_visible()


def test_a_wrong_password_is_told_at_the_field(page):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_label("Password").fill("not the password")
    page.locator("main").get_by_role("button", name="Sign in").first.click()
    expect(page.locator("main")).to_contain_text("not correct")


def test_the_theme_follows_the_system_and_shows_no_dead_button(page):
    page.goto("/")
    expect(page.locator("[data-theme-toggle]")).to_be_hidden()
