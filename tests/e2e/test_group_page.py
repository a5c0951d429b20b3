"""A group's page through the years, and groups side by side."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE

GROUP = "/initiatives/best-practices/"


@pytest.mark.parametrize("viewport", [DESKTOP, NARROW_PHONE])
def test_from_today_through_the_years_and_back(page_for, viewport):
    page = page_for(viewport=viewport)
    page.goto(GROUP)
    looks_right(page)
    page.get_by_role("link", name="What changed over the years").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("What changed in")
    expect(page.locator(".year-bands svg")).to_be_attached()
    looks_right(page)

    day = page.locator(".history-day a").last
    words = day.inner_text()
    day.click()
    expect(page.locator(".banner-title")).to_have_text(f"The group as it was on {words}")
    looks_right(page)
    page.get_by_role("link", name="the page of today").click()
    expect(page).to_have_url(re.compile(f"{GROUP}$"))


def test_another_day_is_asked_for_and_a_day_to_come_refused_in_words(page_for):
    page = page_for(javascript=False, allow=[" 400 "])
    page.goto(f"{GROUP}history/")
    page.get_by_label("Show the page as of").fill("2024-06-01")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".banner-title")).to_have_text("The group as it was on 1 June 2024")

    page.goto(f"{GROUP}?on=2999-01-01")
    expect(page.locator("main")).to_contain_text("This day is still to come")
    expect(page.get_by_role("heading", name="Who to talk to")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, NARROW_PHONE])
def test_three_groups_are_put_side_by_side(page_for, viewport):
    page = page_for(viewport=viewport, timezone_id="Asia/Kolkata")
    page.goto("/initiatives/scorecard/")
    page.get_by_role("link", name="Compare it with other groups").click()
    page.get_by_label("Name or words").fill("slsaa")
    page.get_by_role("button", name="Look for it").click()
    page.get_by_role("link", name="Add SLSA").click()
    page.locator(".compare-add a").first.click()
    columns = page.locator(".data-table thead th")
    expect(columns).to_have_count(3)
    expect(page.locator(".compare-row", has_text="Stage")).to_contain_text("differs")
    looks_right(page)

    page.get_by_role("link", name="Remove SLSA").click()
    expect(columns).to_have_count(2)
    expect(columns.first).to_contain_text("OpenSSF Scorecard")


@pytest.mark.parametrize("viewport", [DESKTOP, NARROW_PHONE])
def test_the_table_is_one_to_a_screen_reader(page_for, viewport):
    page = page_for(viewport=viewport)
    page.goto("/initiatives/compare/?group=scorecard&group=slsa")
    expect(page.get_by_role("table", name="The groups side by side")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Reports to")).to_be_visible()
    expect(page.get_by_role("columnheader", name="SLSA")).to_be_visible()


def test_three_groups_stand_side_by_side_on_a_phone_with_nothing_to_scroll_to(page_for):
    page = page_for(viewport=NARROW_PHONE)
    page.goto("/initiatives/compare/?group=scorecard&group=slsa&group=sigstore")
    stage = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Stage"))
    boxes = [cell.bounding_box() for cell in stage.get_by_role("cell").all()]
    assert len({box["y"] for box in boxes}) == 1
    assert boxes[0]["x"] < boxes[1]["x"] < boxes[2]["x"]
    assert boxes[2]["x"] + boxes[2]["width"] <= NARROW_PHONE[0]
    page.mouse.wheel(0, 900)
    expect(page.get_by_role("columnheader", name="SLSA")).to_be_in_viewport()
