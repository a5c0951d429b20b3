"""A match is declined and the next one is told; a letter to many goes once, however often sent."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e import portal as portal_process
from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE
from tests.e2e.test_matching_term import (
    MENTEE,
    MENTOR,
    accept_everybody,
    answer,
    decide,
    pairs,
    publish,
    read_ones_match,
    run,
)

COHORT = "/desk/mentorship/security-mentorship/demo-term/"
AT_NIGHT = {"viewport": NARROW_PHONE, "color_scheme": "dark"}


@pytest.fixture
def matched_demo(portal, tmp_path):
    running = portal_process.start_another(portal, tmp_path, phase="matched")
    yield running
    portal_process.stop(running)


@pytest.fixture
def page_as(page_for, as_role):
    def open_page(role: str, demo, **browser):
        return page_for(storage_state=as_role(role, demo=demo), base_url=demo.url, **browser)

    return open_page


def test_who_comes_next_is_told_and_both_sides_read_it(own_demo, page_as):
    """The mentee waits outside of the matching until the mentor has said no to somebody else."""
    desk = page_as("program admin", own_demo, viewport=DESKTOP)
    accept_everybody(desk)
    run(desk)
    decide(desk, MENTEE, f"Always with {MENTOR}", "They asked for each other.")
    leave_out(desk, MENTEE)
    run_anew(desk)
    [first] = [mentee for mentee, mentor in pairs(desk) if mentor == MENTOR][:1]
    publish(desk)

    mentor = page_as("mentor", own_demo, **AT_NIGHT)
    read_ones_match(mentor, first)
    mentor.get_by_label("If no: why").fill("We worked together before.")
    answer(mentor, "No, not with this person", "You said no.")
    mentee = page_as("mentee", own_demo, javascript=False, **AT_NIGHT)
    mentee.goto("/me/mentorship/")
    expect(mentee.locator("main")).to_contain_text("Nobody is found for you yet")
    looks_right(mentee)

    let_in(desk, MENTEE)
    run_anew(desk)
    found = desk.locator("main").get_by_role("listitem").filter(has_text=MENTEE)
    expect(found.first).to_contain_text(MENTOR)
    looks_right(desk)
    desk.get_by_role("link", name="See the letters and tell them").click()
    desk.get_by_role("button", name="Publish and tell them").click()
    expect(desk.locator(".messages")).to_contain_text("Everybody concerned is told.")

    read_ones_match(mentee, MENTOR)
    answer(mentee, "Yes, I want to", "You hear when the other one has answered.")
    read_ones_match(mentor, MENTEE)
    answer(mentor, "Yes, I want to", "Both of you have said yes.")
    looks_right(mentor)


def open_person(page, name: str):
    page.goto(f"{page.url.partition('matching/')[0]}matching/?q={name}")
    page.locator("main").get_by_role("link", name=re.compile(name)).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def leave_out(page, name: str):
    open_person(page, name)
    page.locator("summary", has_text="Leave out for now").click()
    looks_right(page)
    page.get_by_role("button", name="Leave them out").click()
    expect(page.locator(".messages")).to_contain_text("Left out from the next run on.")


def let_in(page, name: str):
    """Found among those who are left out."""
    page.goto(f"{page.url.partition('matching/')[0]}matching/")
    page.locator("summary", has_text="Left out for now").click()
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()
    page.get_by_role("button", name="Let them in again").click()
    expect(page.locator(".messages")).to_contain_text("In the matching again")


def run_anew(page):
    page.goto(f"{page.url.partition('matching/')[0]}matching/")
    page.get_by_role("button", name="Run again").click()
    expect(page.locator(".messages")).to_contain_text("nobody is told yet")


def begins_this_week(page):
    """Its days are anywhere on Earth; the letter of the first week goes in the week before it."""
    today = (datetime.now(UTC) - timedelta(hours=12)).date()
    monday = today + timedelta(days=-today.weekday() % 7)
    page.goto(f"{COHORT}dates/")
    page.get_by_label("First Monday").fill(monday.isoformat())
    page.get_by_role("button", name="Save the dates", exact=True).click()
    expect(page.get_by_text("As you would read it: New dates for")).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="Save the dates and tell them").click()
    expect(page.locator(".messages")).to_contain_text("The dates are saved.")


def test_a_letter_to_many_goes_once(matched_demo, page_as):
    """Two windows of the desk have it open, and both press."""
    first, second = (page_as("program admin", matched_demo, viewport=DESKTOP) for _ in range(2))
    begins_this_week(first)
    for page in (first, second):
        page.goto(f"{COHORT}letters/")
        page.get_by_role("link", name="The first week").click()
        expect(page.get_by_role("button", name=re.compile("^Send it to"))).to_be_visible()
    looks_right(first)
    first.get_by_role("button", name=re.compile("^Send it to")).click()
    expect(first.locator(".messages")).to_contain_text("Sent to")
    looks_right(first)
    second.get_by_role("button", name=re.compile("^Send it to")).click()
    expect(second.locator(".messages")).to_contain_text("Nothing was sent again.")
    expect(second.get_by_role("button", name=re.compile("^Send it to"))).to_have_count(0)
    second.wait_for_load_state()
