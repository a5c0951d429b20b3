"""A lead confirms a page with one click on a phone without scripts; a stranger checks the numbers."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE


def test_a_lead_confirms_all_of_it_with_one_click(own_demo, page_for, as_role):
    page = page_for(
        storage_state=as_role("lead", demo=own_demo),
        base_url=own_demo.url,
        javascript=False,
        viewport=NARROW_PHONE,
    )
    page.goto("/desk/groups/")
    page.locator("main a[href^='/desk/groups/']").first.click()
    slug = re.search(r"/desk/groups/([\w-]+)/", page.url)[1]
    page.goto(f"/initiatives/{slug}/")
    page.get_by_role("link", name="Is all of it still right?").click()
    looks_right(page)
    page.get_by_role("button", name="All of it is right").click()
    expect(page.locator(".messages")).to_contain_text("Thank you.")
    expect(page.locator("main")).to_contain_text("All of it was confirmed today")
    looks_right(page)
    page.goto(f"/initiatives/{slug}/quality/")
    expect(page.locator("main")).to_contain_text("Fresh")


def test_a_lead_mends_a_part_in_place_without_a_script(own_demo, page_for, as_role):
    page = page_for(
        storage_state=as_role("lead", demo=own_demo),
        base_url=own_demo.url,
        javascript=False,
        viewport=NARROW_PHONE,
    )
    page.goto("/desk/groups/")
    page.locator("main a[href^='/desk/groups/']").first.click()
    slug = re.search(r"/desk/groups/([\w-]+)/", page.url)[1]
    page.goto(f"/desk/groups/{slug}/still-right/")
    page.locator("main a[href*='?change=text']").first.click()
    looks_right(page)
    page.get_by_label("Why does it matter?").fill("Whoever builds on it needs it whole.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messages")).to_contain_text("Saved.")
    expect(page.locator("main")).to_contain_text("Whoever builds on it needs it whole.")
    expect(page.locator("section", has=page.locator("#text"))).to_contain_text("Confirmed today")
    looks_right(page)


@pytest.mark.parametrize("viewport", [DESKTOP, NARROW_PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_number_leads_to_its_groups(viewport, scheme, page_for):
    page = page_for(viewport=viewport, color_scheme=scheme)
    page.goto("/initiatives/quality/")
    looks_right(page)
    page.locator("a[href='?lacks=confirmed']").click()
    looks_right(page)
    page.get_by_role("link", name="What is missing").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How true is this page?")
    looks_right(page)
