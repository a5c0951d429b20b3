"""Somebody shows what they made, hears what is still wanted, shows it again, and it counts."""

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE
from tests.e2e.hands import Keys, Pointer
from tests.e2e.new_account import sign_up

PATH = "/paths/first-change-to-a-guide/"
STEP = "Answer the review until it is merged"
SHOW = "/me/paths/first-change-to-a-guide/show/answer-the-review-until-it-is-merged/"
CHANGE = "https://example.org/guides/changes/214"
WANTED = "The link leads to a draft. Please show the change that was merged."
WORKERS = [(Pointer, NARROW_PHONE, "dark"), (Keys, DESKTOP, "light")]


@pytest.mark.parametrize(("hand", "viewport", "colors"), WORKERS, ids=["dark-phone", "keys-alone"])
def test_from_what_was_shown_to_what_counts(hand, viewport, colors, page_for, portal, as_role):
    seen = {"viewport": viewport, "color_scheme": colors}
    newcomer = page_for(timezone_id="Asia/Kolkata", **seen)
    looker = page_for(storage_state=as_role("administrator"), **seen)
    theirs, ours = hand(newcomer), hand(looker)

    newcomer.goto(PATH)
    theirs.press(newcomer.get_by_role("link", name="Sign in and start"))
    sign_up(newcomer, theirs, portal)
    newcomer.goto(PATH)
    theirs.press(newcomer.get_by_role("button", name="Start this path"))
    looker.goto("/desk/evidence/")
    looks_right(looker)
    before = waiting(looker).count()

    show(newcomer, theirs, "javascript:alert(1)")
    expect(newcomer.get_by_text("Others could not open this.").first).to_be_visible()
    looks_right(newcomer)
    show(newcomer, theirs, CHANGE)
    expect(newcomer.locator(".messages")).to_contain_text("Shown. It counts")
    expect(newcomer.locator("main")).to_contain_text("nobody has looked at it yet")
    looks_right(newcomer)

    looker.reload()
    expect(waiting(looker)).to_have_count(before + 1)
    take(looker, ours)
    expect(looker.get_by_role("link", name=CHANGE)).to_be_visible()
    ours.tick(looker.get_by_label("Something is still wanted"))
    ours.press(looker.get_by_role("button", name="Decide"))
    expect(looker.get_by_text("Say in a sentence what is missing.").first).to_be_visible()
    looks_right(looker)
    decide(looker, ours, "Something is still wanted", WANTED)
    looker.goto("/desk/evidence/")
    expect(waiting(looker)).to_have_count(before)

    newcomer.goto("/me/paths/first-change-to-a-guide/")
    expect(newcomer.locator("main")).to_contain_text(WANTED)
    looks_right(newcomer)
    show(newcomer, theirs, f"{CHANGE}#merged")

    take(looker, ours)
    expect(looker.locator("main")).to_contain_text(WANTED)
    decide(looker, ours, "It counts", "Well done.")
    newcomer.reload()
    expect(newcomer.locator("main")).to_contain_text("it was looked at and counts")
    looks_right(newcomer)


def show(page, hand, link: str) -> None:
    """Straight to its page: they had done the steps before it elsewhere."""
    page.goto(SHOW)
    looks_right(page)
    hand.write(page.get_by_label("Link"), link)
    hand.write(page.get_by_label("In your words"), "Two sentences about signing commits.")
    hand.press(page.get_by_role("button", name="Show it"))


def waiting(page):
    """Of this step; who waits longest comes first."""
    return page.locator("main").get_by_role("link", name=STEP)


def take(page, hand) -> None:
    page.goto("/desk/evidence/")
    looks_right(page)
    hand.press(waiting(page).last)
    looks_right(page)
    hand.press(page.get_by_role("button", name="I look at it now"))
    expect(page.get_by_role("heading", name="Your decision")).to_be_visible()
    looks_right(page)


def decide(page, hand, verdict: str, words: str) -> None:
    choice = page.get_by_label(verdict)
    if not choice.is_checked():
        hand.tick(choice)
    hand.write(page.get_by_label("Your words"), words)
    hand.press(page.get_by_role("button", name="Decide"))
    expect(page.locator(".messages")).to_contain_text("They hear of it now")
