"""A line of a README is pasted, its question answered with a button, and the right line is there."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE

README = "Every 2nd Wednesday 8:00a PT/11:00a ET/1500 UTC"


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize("viewport", [DESKTOP, NARROW_PHONE], ids=["desk", "phone"])
def test_from_a_pasted_line_to_the_right_one(page_for, viewport, javascript):
    page = page_for(viewport=viewport, javascript=javascript, timezone_id="Asia/Kolkata")
    page.goto("/events/")
    page.get_by_role("link", name="Check the meeting line of your README").click()
    page.get_by_label("The meeting line").fill(README)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_text("Does “every second Wednesday” mean every other week")).to_be_visible()
    looks_right(page)
    page.get_by_role("link", name="Every other week").click()
    expect(page.get_by_text("Which of these dates is a meeting?")).to_be_visible()
    page.locator("main").get_by_role("link", name=re.compile("^Wednesday")).first.click()
    expect(page.get_by_text("“1500 UTC” is right only for part of the year")).to_be_visible()
    line = page.locator("code", has_text="Every other Wednesday at 08:00 Los Angeles time")
    expect(line).to_contain_text("starting 20")
    expect(page.locator("tbody tr")).to_have_count(10)
    looks_right(page)


def test_the_dates_are_in_the_readers_own_zone(page_for):
    page = page_for(timezone_id="Asia/Kolkata")
    page.goto("/events/check/?line=Tuesday+9:00+Berlin+time")
    expect(page.locator("tbody tr").first).to_contain_text(re.compile("1[23]:30"))


def test_a_right_line_is_said_to_be_in_the_dark(page_for):
    page = page_for(color_scheme="dark")
    page.goto("/events/check/?line=Tuesday+9:00+Berlin+time")
    expect(page.get_by_role("heading", name="This line is right")).to_be_visible()
    looks_right(page)
