"""A mentor says whom they can help best with keys alone, on a narrow phone and without a script; the
one who runs the program reads it and lets the matching run."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import portal as portal_process
from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE
from tests.e2e.hands import tab_to

TERM = "/desk/mentorship/security-mentorship/demo-term/"


@pytest.fixture
def in_review(portal, tmp_path):
    running = portal_process.start_another(portal, tmp_path, phase="review")
    yield running
    portal_process.stop(running)


def test_a_list_from_the_first_name_to_a_run(in_review, page_for, as_role):
    def page_as(role: str, **browser):
        state = as_role(role, demo=in_review)
        return page_for(storage_state=state, base_url=in_review.url, **browser)

    mentor = page_as("mentor", viewport=NARROW_PHONE, javascript=False)
    mentor.goto("/me/mentorship/")
    looks_right(mentor)
    mentor.get_by_role("link", name="Say whom you can help best").click()
    looks_right(mentor)
    first, second = (name_at(mentor, place) for place in (0, 1))
    press(mentor, "#list ~ ol button[value=down]")
    assert (name_at(mentor, 0), name_at(mentor, 1)) == (second, first)
    press(mentor, "button[name=hand-in]")
    expect(mentor.locator(".messages")).to_contain_text("Handed in")
    mentor.get_by_role("link", name=second, exact=True).click()
    looks_right(mentor)
    mentor.locator("summary", has_text="Something speaks against it").click()
    mentor.get_by_role("button", name="Say it").click()
    looks_right(mentor)
    mentor.get_by_role("radio", name=re.compile("^Rather not")).check()
    mentor.get_by_label("Why", exact=True).fill("Far from what I do")
    mentor.get_by_role("button", name="Say it").click()
    expect(mentor.locator(".messages")).to_contain_text("decide about it")

    desk = page_as("program admin", viewport=DESKTOP)
    desk.goto(TERM)
    desk.get_by_role("link", name="Who selects").click()
    looks_right(desk)
    expect(desk.locator("main")).to_contain_text("Far from what I do")
    desk.get_by_label("The mentors", exact=True).check()
    desk.get_by_role("button", name="Save").click()
    desk.goto(f"{TERM}matching/")
    desk.get_by_role("button", name="Run the matching").click()
    expect(desk.locator(".messages")).to_contain_text("as mentors selected")
    looks_right(desk)
    desk.get_by_role("link", name="Their lists, and who was wanted by several").click()
    expect(desk.locator("main")).to_contain_text("Gets nobody, unless you pin somebody")
    looks_right(desk)


def name_at(page, place: int) -> str:
    return page.locator("#list ~ ol h3 a").nth(place).inner_text()


def press(page, selector: str) -> None:
    """By keys: from the top of the page."""
    tab_to(page, selector, at_most=90)
    with page.expect_navigation():
        page.keyboard.press("Enter")
