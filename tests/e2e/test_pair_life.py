"""A pair works together: a check-in, notes, an evaluation of both, and an end without fault."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e import portal as portal_process
from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE

MENTEE, MENTOR = "Sarita Lalupateghar", "Jannis Buchenthal"
WAYS = [(DESKTOP, True), (NARROW_PHONE, False)]


@pytest.fixture
def half_time(portal, tmp_path):
    running = portal_process.start_another(portal, tmp_path, phase="midterm")
    yield running
    portal_process.stop(running)


@pytest.fixture(params=WAYS, ids=["desk", "phone-without-a-script"])
def page_as(request, half_time, page_for, as_role):
    viewport, javascript = request.param

    def open_page(role: str, **browser):
        return page_for(
            storage_state=as_role(role, demo=half_time),
            base_url=half_time.url,
            viewport=viewport,
            javascript=javascript,
            **browser,
        )

    return open_page


def test_a_pair_from_a_check_in_to_its_end(page_as):
    mentee, mentor, desk = page_as("mentee"), page_as("mentor"), page_as("program admin")
    for page, other in ((mentee, MENTOR), (mentor, MENTEE)):
        open_ones_pair(page, other)
    check_in(mentee)
    mentor.reload()
    expect(mentor.locator("#weeks li").first).to_contain_text(f"{MENTEE}: We met")

    write_note(mentee, "Only mine", "Only I")
    write_note(mentee, "For us two", "Both of us")
    mentor.reload()
    expect(mentor.locator("#notes")).to_contain_text("For us two")
    expect(mentor.locator("#notes")).not_to_contain_text("Only mine")

    evaluate(mentee, "I would like help from the people who run the program")
    mentor.reload()
    expect(mentor.locator("main")).not_to_contain_text("Reading code")
    open_ones_pair_at_the_desk(desk)
    expect(desk.locator("main")).to_contain_text("I would like help")
    evaluate(mentor, "Pass: they have done what was agreed")
    expect(mentor.locator("main")).to_contain_text("Reading code")

    leave(mentee)
    mentor.reload()
    expect(mentor.locator("main")).to_contain_text("This is over")
    looks_right(mentor)


def open_ones_pair(page, other: str):
    page.goto("/me/")
    page.locator("main").get_by_role("link", name="Answer", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How it goes")
    looks_right(page)
    page.locator(".breadcrumbs").get_by_role("link", name=other).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(other)
    looks_right(page)


def check_in(page):
    week = page.locator("#weeks li").first
    week.locator("summary", has_text="Say how it was").click()
    looks_right(page)
    week.get_by_role("button", name="We met").click()
    expect(page.locator(".messages")).to_contain_text("Noted.")
    expect(page.locator("#weeks li").first).to_contain_text("You: We met")


def write_note(page, text: str, who: str):
    page.locator("summary", has_text="Write a note").click()
    page.get_by_label("Note", exact=True).fill(text)
    page.get_by_label(who).check()
    looks_right(page)
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#notes")).to_contain_text(text)


def evaluate(page, word: str):
    page.get_by_role("link", name="Answer now").click()
    page.get_by_role("button", name="Send my answers").click()
    page.get_by_label("About every week").check()
    page.get_by_label("4", exact=True).check()
    page.get_by_label("What helps, what would help more").fill("Reading code")
    page.get_by_label(word).check()
    looks_right(page)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.locator(".messages")).to_contain_text("read it now")


def open_ones_pair_at_the_desk(page):
    page.goto("/desk/mentorship/security-mentorship/demo-term/")
    page.get_by_role("link", name="See how the pairs are doing").click()
    looks_right(page)
    page.get_by_role("link", name=re.compile("^Want help")).click()
    page.get_by_role("link", name=re.compile(MENTEE)).click()
    looks_right(page)


def leave(page):
    page.get_by_role("link", name="This does not work").click()
    looks_right(page)
    page.get_by_label("Never pair us again").check()
    page.get_by_role("button", name="End it").click()
    expect(page.locator(".messages")).to_contain_text("It has ended.")
