"""A series said in words: one date moves, and from another one on all of them."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE


@pytest.mark.parametrize(
    ("viewport", "javascript"), [(DESKTOP, True), (NARROW_PHONE, False)], ids=["desk", "no script"]
)
def test_from_a_sentence_to_this_and_all_after(viewport, javascript, page_for, as_role):
    page = page_for(storage_state=as_role("organizer"), viewport=viewport, javascript=javascript)
    title = f"Office hours {uuid4().hex[:6]}"
    say_it_in_words(page, title)
    slug = find(page, title)
    move_one(page, slug)
    change_all_after(page, slug)


def say_it_in_words(page, title: str):
    page.goto("/desk/meetings/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("In your own words").fill("every 2nd Wednesday at 15:00 Berlin time")
    page.get_by_role("button", name="Fill in the fields from this").click()
    looks_right(page)
    page.get_by_role("button", name="The second Wednesday of the month").click()
    expect(page.get_by_label("Begins at")).to_have_value("15:00")
    expect(page.locator("#dates")).to_contain_text("On the second Wednesday of the month")
    page.get_by_role("button", name="Save and write its text").click()
    page.wait_for_url("**/cms/pages/*/edit/*")


def find(page, title: str) -> str:
    page.goto("/desk/meetings/")
    href = page.get_by_role("link", name=re.compile(rf"^Schedule\s*: {title}")).get_attribute(
        "href"
    )
    page.goto(href)
    looks_right(page)
    return href.split("/")[3]


def move_one(page, slug: str):
    page.goto(f"/desk/meetings/{slug}/dates/")
    looks_right(page)
    page.get_by_role("link", name="Move, rename or cancel").nth(1).click()
    page.get_by_label("New time").fill("17:00")
    page.get_by_role("button", name="See what this means").click()
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_role("status").first).to_contain_text("The date is moved")


def change_all_after(page, slug: str):
    page.goto(f"/desk/meetings/{slug}/dates/")
    expect(page.locator("li.is-moved")).to_have_count(1)
    page.get_by_role("link", name="Change this and all after").nth(3).click()
    looks_right(page)
    page.get_by_label("Every week", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text("Every Wednesday at 15:00, Berlin time")
    page.goto(f"/desk/meetings/{slug}/dates/")
    assert page.get_by_role("link", name="Change this and all after").count() > 10
    expect(page.locator("li.is-moved")).to_have_count(1)
