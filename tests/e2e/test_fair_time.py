"""An organizer looks for a fair time and begins a meeting with it; clashes and consents beside."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("viewport", [DESKTOP, NARROW_PHONE], ids=["desk", "phone"])
def test_a_fair_time_becomes_a_meeting(page_for, as_role, viewport, javascript):
    page = page_for(storage_state=as_role("organizer"), viewport=viewport, javascript=javascript)
    page.goto("/desk/meetings/")
    page.get_by_role("link", name="Find a fair time").click()
    page.get_by_label("Whose clock it keeps").select_option("America/New_York")
    page.get_by_label("Also count people in").fill("Los Angeles, Berlin 2, Tokyo")
    page.get_by_role("button", name="Find a time").click()
    expect(page.get_by_role("heading", name="One time for every week")).to_be_visible()
    expect(page.get_by_role("heading", name="Fairer: two times that take turns")).to_be_visible()
    expect(page.locator(".week-heat")).to_have_count(3)
    page.get_by_text("The same as a table").first.click()
    expect(page.get_by_role("columnheader", name="Night for somebody").first).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="Use this time").first.click()
    expect(page).to_have_url(re.compile("/desk/meetings/new/"))
    expect(page.get_by_label("Whose clock it keeps")).to_have_value("America/New_York")
    expect(page.get_by_label("Begins at")).to_have_value(re.compile(r"\d\d:\d0"))


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_two_times_that_take_turns_become_one_meeting(page_for, as_role, javascript):
    page = page_for(
        storage_state=as_role("organizer"), viewport=NARROW_PHONE, javascript=javascript
    )
    page.goto("/desk/meetings/times/")
    page.get_by_label("Whose clock it keeps").select_option("America/New_York")
    page.get_by_label("Also count people in").fill("Los Angeles, Berlin 2, Tokyo")
    page.get_by_role("button", name="Find a time").click()
    page.get_by_role("link", name="Use both times").click()
    expect(page.get_by_label("First date of the other time")).to_have_value(re.compile(r"\d{4}-"))
    page.get_by_role("button", name="Show the dates").click()
    expect(page.locator(".preview-dates")).to_have_count(2)
    expect(page.get_by_role("heading", name="In turn with").last).to_be_visible()
    looks_right(page)


def test_a_place_nobody_knows_is_said(page_for, as_role):
    page = page_for(storage_state=as_role("organizer"), color_scheme="dark")
    page.goto("/desk/meetings/times/")
    page.get_by_label("Whose clock it keeps").select_option("Europe/Berlin")
    page.get_by_label("Also count people in").fill("Atlantis")
    page.get_by_role("button", name="Find a time").click()
    expect(page.get_by_text("No place we know is called “Atlantis”").first).to_be_visible()
    looks_right(page)


def test_a_member_lets_a_group_count_their_hours(page_for, as_role):
    page = page_for(storage_state=as_role("organizer"), viewport=NARROW_PHONE, javascript=False)
    page.goto("/me/meetings/")
    page.get_by_role("link", name="Who may count your free hours").click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("checkbox").first).to_be_checked()
    looks_right(page)
    page.get_by_role("checkbox").first.uncheck()
    page.get_by_role("button", name="Save").click()


def test_a_pair_of_groups_is_put_on_the_list_and_taken_off(page_for, as_role):
    page = page_for(storage_state=as_role("organizer"), viewport=NARROW_PHONE, javascript=False)
    page.goto("/desk/meetings/")
    page.get_by_role("link", name="Clashes").click()
    page.get_by_label("The other group").select_option(index=1)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Put them on the list").click()
    row = page.get_by_text("the same people lead both").first
    expect(row).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="Take off the list").click()
    expect(page.get_by_text("Nobody has named a pair yet.")).to_be_visible()
