"""A project is proposed, confirmed by a second mentor, approved twice and seen; a letter is read
before it is sent."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE

COHORT = "/desk/mentorship/words-and-policy/demo-open-call/"
PUBLIC = "/mentorship/words-and-policy/demo-open-call/projects/"
TITLE = "Explain a law in a page"


@pytest.fixture
def page_as(own_demo, page_for, as_role):
    def open_page(role: str, **browser):
        state = as_role(role, demo=own_demo)
        return page_for(storage_state=state, base_url=own_demo.url, **browser)

    return open_page


def test_a_project_from_a_mentor_to_everybody_and_a_letter_to_many(page_as, page_for, own_demo):
    admin = page_as("program admin", viewport=DESKTOP)
    ask_for_projects(admin)
    newcomer = page_as("newcomer", viewport=NARROW_PHONE, javascript=False)
    take_a_handle(newcomer)
    mentor = page_as("mentor", viewport=NARROW_PHONE)
    propose(mentor, group_of(page_as("lead")))
    confirm(newcomer)
    lead = page_as("lead", color_scheme="dark")
    approve(lead, "Approve for the group")
    approve(admin, "Approve for the program")
    stranger = page_for(base_url=own_demo.url, viewport=NARROW_PHONE)
    stranger.goto(PUBLIC)
    looks_right(stranger)
    stranger.get_by_role("link", name=TITLE).click()
    expect(stranger.get_by_role("heading", name=TITLE)).to_be_visible()
    looks_right(stranger)
    send_a_letter(admin)


def ask_for_projects(page):
    """Its days are anywhere on Earth: today there takes proposals and is public."""
    page.goto(COHORT)
    page.get_by_role("link", name="Projects", exact=True).click()
    today = (datetime.now(UTC) - timedelta(hours=12)).date().isoformat()
    page.get_by_label("Last day for proposals").fill(today)
    page.get_by_label("Everybody sees the approved ones from").fill(today)
    looks_right(page)
    page.get_by_role("button", name="Save the call").click()
    looks_right(page)


def take_a_handle(page):
    page.goto("/me/profile/")
    page.locator("[name=handle]").fill("helps-out")
    page.locator("main form:has([name=handle]) button").first.click()


def group_of(page) -> str:
    page.goto("/desk/groups/")
    return page.locator("main ul.rows a, main ol.rows a").first.inner_text()


def propose(page, group: str):
    page.goto("/me/mentorship/")
    page.get_by_role("link", name="Your projects").click()
    page.get_by_role("link", name="The open call").click()
    page.get_by_label("Title").fill(TITLE)
    page.locator("[name=initiative]").select_option(label=group)
    page.get_by_label("What is it about?").fill("Say *who* has to do what by when.")
    looks_right(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Ask one more mentor").click()
    page.get_by_label("Handle or mail address").fill("@helps-out")
    page.get_by_role("button", name="Ask them", exact=True).click()
    page.get_by_role("button", name="Hand it in").click()
    expect(page.get_by_text("@helps-out to confirm in person")).to_be_visible()
    looks_right(page)


def confirm(page):
    page.goto("/me/mentorship/projects/")
    looks_right(page)
    page.get_by_role("link", name=TITLE).click()
    looks_right(page)
    page.get_by_role("button", name="Yes, I mentor it").click()
    expect(page.get_by_text("You mentor this project.")).to_be_visible()


def approve(page, button: str):
    page.goto("/desk/")
    page.get_by_role("link", name=f"Look at a project: {TITLE}").click()
    looks_right(page)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Approved").first).to_be_visible()


def send_a_letter(page):
    page.goto("/desk/mentorship/security-mentorship/demo-term/")
    page.get_by_role("link", name="Runbook").click()
    looks_right(page)
    page.goto(f"{page.url.partition('runbook/')[0]}letters/")
    looks_right(page)
    page.get_by_role("link", name="What happens on results day").click()
    looks_right(page)
