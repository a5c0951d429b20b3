"""A term is over: somebody graduates, shows a certificate to a stranger, and takes the name off."""

import pytest
from playwright.sync_api import expect

from tests.e2e import portal as portal_process
from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE

AFTER = "/me/mentorship/demo-term/after/"
DESK = "/desk/mentorship/security-mentorship/demo-term/after/"
PEOPLE = "/mentorship/security-mentorship/demo-term/people/"
WAYS = [(DESKTOP, True), (NARROW_PHONE, False)]


@pytest.fixture
def over(portal, tmp_path):
    running = portal_process.start_another(portal, tmp_path, phase="finished")
    yield running
    portal_process.stop(running)


@pytest.fixture(params=WAYS, ids=["desk", "phone-without-a-script"])
def page_as(request, over, page_for, as_role):
    viewport, javascript = request.param

    def open_page(role: str = "", **browser):
        signed = {"storage_state": as_role(role, demo=over)} if role else {}
        return page_for(
            base_url=over.url, viewport=viewport, javascript=javascript, **signed, **browser
        )

    return open_page


def test_from_a_decision_to_a_name_taken_off(page_as):
    desk, mentee, stranger = page_as("program admin"), page_as("mentee"), page_as()
    decide_one(desk)

    mentee.goto(AFTER)
    looks_right(mentee)
    mentee.get_by_role("link", name="Open your certificate").click()
    looks_right(mentee)
    mentee.get_by_label("The name that stands on it").fill("Sarita of the mountains")
    mentee.get_by_role("button", name="Show this name").click()
    mentee.get_by_role("link", name="Open the page that others see").click()

    stranger.goto(mentee.url)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("This certificate is valid")
    expect(stranger.locator(".certificate")).to_contain_text("Sarita of the mountains")
    looks_right(stranger)
    stranger.emulate_media(media="print")
    expect(stranger.get_by_role("heading", level=1)).to_be_hidden()
    expect(stranger.locator(".certificate")).to_be_visible()
    stranger.emulate_media(media="screen")

    mentee.get_by_role("link", name="Choose the name that stands on it").click()
    mentee.get_by_role("button", name="Take my name off").click()
    stranger.reload()
    expect(stranger.locator(".certificate")).not_to_contain_text("Sarita")

    show_and_take_back(mentee, stranger)


def decide_one(desk):
    desk.goto(DESK)
    looks_right(desk)
    row = desk.get_by_role("row").filter(has_text="To decide").first
    row.get_by_role("link").click()
    looks_right(desk)
    desk.get_by_role("button", name="Graduates", exact=True).click()
    expect(desk.locator("main")).to_contain_text("letter waits")
    desk.goto(DESK)
    desk.get_by_role("button", name="Send them now").click()
    expect(desk.locator(".messages")).to_contain_text("1 letter has gone out.")


def show_and_take_back(mentee, stranger):
    mentee.goto(AFTER)
    mentee.get_by_label("Your name, as you want it read").fill("Sarita of the mountains")
    mentee.get_by_role("button", name="Show it to everybody").click()
    looks_right(mentee)
    stranger.goto(PEOPLE)
    expect(stranger.locator("main")).to_contain_text("Sarita of the mountains")
    looks_right(stranger)
    mentee.get_by_role("button", name="Take it back").click()
    stranger.reload()
    expect(stranger.locator("main")).not_to_contain_text("Sarita of the mountains")
