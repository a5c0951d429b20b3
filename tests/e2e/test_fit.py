"""A newcomer answers some questions, skips others, and keeps the answers with one button."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import DESKTOP, PHONE


def answer(page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_from_the_first_question_to_the_list_without_a_script(viewport, page_for):
    page = page_for(javascript=False, viewport=viewport)
    page.goto("/fit/")
    answer(page, "What can you do?")
    page.get_by_label("Type a skill, or several").fill("tecnical writing, k8s")
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("link", name="Technical writing").first.click()
    expect(page.get_by_role("checkbox", name="Technical writing")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Kubernetes", exact=True)).to_be_checked()
    page.get_by_role("button", name="Next question").click()
    answer(page, "What kind of work do you like?")
    page.get_by_role("checkbox", name="Documentation and writing").check()
    page.get_by_role("button", name="Next question").click()
    answer(page, "What do you care about?")
    page.get_by_role("link", name="Skip this one").click()
    page.get_by_role("radio", name="4", exact=True).check()
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("link", name="Skip this one").click()
    answer(page, "When could you join a call?")
    page.get_by_label("Your time zone").fill("Europe/Berlin")
    page.get_by_role("checkbox", name="Weekday evenings, 18 to 23").check()
    page.get_by_role("button", name="Show what fits").click()
    expect(page).to_have_url(
        re.compile(r"/fit/list/\?.*skills=technical-writing.*roles=docs.*hours=4.*Berlin")
    )
    for section in ("Openings", "Groups, meetings, paths and programs", "Tasks"):
        heading = page.get_by_role("heading", level=2, name=section)
        rows = page.locator("section").filter(has=heading).locator("ol.rows > li")
        expect(rows.first).to_contain_text("Because")
    expect(page.locator("main .button-next")).to_have_count(1)


def test_the_browser_says_the_zone_and_one_button_keeps_the_answers(page_for, as_role):
    page = page_for(timezone_id="Asia/Kolkata", storage_state=as_role("newcomer"))
    page.goto("/fit/?ask=times&skills=rust")
    page.get_by_role("checkbox", name="Weekend mornings, 6 to 12").check()
    page.get_by_role("button", name="Show what fits").click()
    page.get_by_role("button", name="Keep these in my profile").click()
    expect(page.locator(".messages")).to_contain_text("Kept in your profile")
    page.goto("/me/skills/")
    expect(page.get_by_role("link", name="Rust")).to_be_visible()


def test_a_link_with_answers_shows_anybody_the_same_list(page_for):
    address = "/fit/list/?hours=4&roles=docs&tz=Europe%2FBerlin&when=weekday-evening"
    lists = []
    for browser in ({"timezone_id": "Asia/Kolkata"}, {"timezone_id": "America/New_York"}):
        page = page_for(**browser)
        page.goto(address)
        lists.append(page.locator("main ol.rows").first.inner_text())
    assert lists[0] == lists[1] != ""
