"""A reader sees the rhythm of a group's year, with a script or without, by day and by night."""

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE


@pytest.mark.parametrize(
    ("viewport", "javascript", "color_scheme"),
    [(DESKTOP, True, "light"), (NARROW_PHONE, False, "dark")],
    ids=["desk", "phone-no-script-dark"],
)
def test_from_a_group_to_its_year(page_for, viewport, javascript, color_scheme):
    page = page_for(viewport=viewport, javascript=javascript, color_scheme=color_scheme)
    page.goto("/initiatives/bear/")
    page.get_by_role("link", name="Its year").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The year of")
    expect(page.get_by_role("img", name="52 weeks of meetings")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(53)
    looks_right(page)
