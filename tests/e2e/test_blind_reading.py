"""A reader scores two applications without knowing whose they are, and sees the others after."""

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE

OWN = "/me/mentorship/review/demo-term/"
DESK = "/desk/mentorship/security-mentorship/demo-term/review/"


@pytest.fixture
def page_as(own_demo, page_for, as_role):
    def open_page(role: str, **browser):
        state = as_role(role, demo=own_demo)
        return page_for(storage_state=state, base_url=own_demo.url, **browser)

    return open_page


def test_two_are_read_blind_and_then_seen(page_as):
    reader = page_as("mentor", viewport=NARROW_PHONE, color_scheme="dark", javascript=False)
    reader.goto(OWN)
    looks_right(reader)
    for _ in range(2):
        score_next(reader)
    admin = page_as("program admin", viewport=DESKTOP)
    admin.goto(DESK)
    looks_right(admin)
    admin.get_by_role("link", name="Readers disagree").click()
    looks_right(admin)
    admin.locator("main tbody th a").first.click()
    expect(admin.get_by_text("Readers disagree on")).to_be_visible()
    looks_right(admin)
    for name in ("readers/", "rubric/"):
        admin.goto(f"{DESK}{name}")
        looks_right(admin)


def score_next(page):
    page.goto(OWN)
    row = page.locator("main tbody tr", has_text="Waits for you").first
    row.get_by_role("link").click()
    expect(page.get_by_text("You read without knowing who it is")).to_be_visible()
    looks_right(page)
    for group in page.locator("main fieldset:has([value='3'][name^='points_'])").all():
        group.locator("[value='3']").check()
    page.get_by_label("To those who read it too").fill("Clear, and begun by themselves.")
    page.get_by_role("button", name="Give my score").click()
    expect(page.get_by_text("Your score is given")).to_be_visible()
    expect(page.get_by_text("You read without knowing who it is")).to_have_count(0)
    looks_right(page)
