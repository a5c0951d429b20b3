"""A stranger asks what fits, signs up, paints a week, walks a path and takes a seat at a call."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE
from tests.e2e.hands import Keys, Pointer
from tests.e2e.new_account import sign_up

GROUP = "Belonging, Empowerment, Allyship, and Representation"
PATH = "Find the group you want to stay with"
WORKERS = [(Pointer, NARROW_PHONE), (Pointer, DESKTOP), (Keys, DESKTOP)]


@pytest.mark.parametrize(("hand", "viewport"), WORKERS, ids=["phone", "desk", "keys-alone"])
def test_from_a_question_to_a_seat_at_a_call(hand, viewport, page_for, portal):
    page = page_for(viewport=viewport, timezone_id="Europe/Berlin")
    hand = hand(page)
    main = page.locator("main")

    page.goto("/fit/")
    answer_the_questions(page, hand)
    expect(page.get_by_role("heading", level=1)).to_have_text("What fits you")
    looks_right(page)
    found = main.get_by_role("listitem").filter(has=page.get_by_role("heading", name=GROUP))
    expect(found).to_contain_text("Newcomers are welcome.")
    hand.press(found.get_by_role("heading").get_by_role("link"))
    expect(page.get_by_role("heading", level=1)).to_have_text(GROUP)
    looks_right(page)
    hand.press(main.get_by_role("link", name=PATH).first)

    expect(page.get_by_role("heading", level=1)).to_have_text(PATH)
    looks_right(page)
    hand.press(main.get_by_role("link", name="Sign in and start"))
    sign_up(page, hand, portal)
    expect(page.get_by_role("heading", level=1)).to_have_text(PATH)
    say_who_they_are(page, hand)
    say_when_they_are_free(page, hand)

    to_the_path(page, hand)
    hand.press(main.get_by_role("button", name="Start this path"))
    walk_to_the_call(page, hand)
    take_a_seat(page, hand)

    page.goto("/me/")
    expect(page.locator(".next-mark")).to_contain_text("You said you come.")
    then = page.get_by_role("region", name="After that")
    expect(then.get_by_role("link", name="Ask one person what they need")).to_be_visible()
    looks_right(page)


def answer_the_questions(page, hand):
    hand.write(page.get_by_label("Type a skill, or several"), "onboarding newcomers")
    looks_right(page)
    hand.press(page.get_by_role("button", name="Next question"))
    hand.tick(page.get_by_role("checkbox", name=re.compile("^Community")))
    hand.press(page.get_by_role("button", name="Next question"))
    hand.press(page.get_by_role("link", name="Skip this one"))
    hand.tick(page.get_by_role("radio").nth(1))
    looks_right(page)
    hand.press(page.get_by_role("button", name="Next question"))
    hand.tick(page.get_by_role("checkbox", name=re.compile("^English")))
    hand.press(page.get_by_role("button", name="Next question"))
    expect(page.get_by_label("Your time zone")).to_have_value("Europe/Berlin")
    hand.tick(page.get_by_role("checkbox").first)
    looks_right(page)
    hand.press(page.get_by_role("button", name="Show what fits"))


def say_who_they_are(page, hand):
    page.goto("/me/")
    looks_right(page)
    hand.press(page.get_by_role("link", name="what to call you"))
    hand.write(page.get_by_label("Your name"), "Wilhelmina Featherstonehaugh-Oyelaran")
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Berlin")
    looks_right(page)
    hand.press(page.get_by_role("button", name="Save and go on"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What’s next for you")


def say_when_they_are_free(page, hand):
    page.goto("/me/")
    hand.press(page.get_by_role("link", name="your free hours"))
    tuesday, thursday = page.locator("input[name=t84]"), page.locator("input[name=t183]")
    hand.paint(tuesday, thursday)
    expect(page.locator("[role=status] b").first).to_have_text("Tuesday to Thursday 18:00–20:00")
    looks_right(page)
    hand.press(page.get_by_role("button", name="Save these hours"))
    expect(page.locator(".messages")).to_contain_text("Saved: Tuesday to Thursday 18:00–20:00")


def to_the_path(page, hand):
    page.goto("/paths/")
    looks_right(page)
    hand.press(page.get_by_role("link", name=PATH))
    expect(page.get_by_role("heading", level=1)).to_have_text(PATH)


def walk_to_the_call(page, hand):
    """Three steps they do by themselves; the fourth names a call."""
    here = page.locator("[aria-current=step]")
    for title in ["Read what", "Answer six", "Say hello"]:
        expect(here).to_contain_text(title)
        looks_right(page)
        hand.press(here.get_by_role("button"))
    expect(here).to_contain_text("Come to a call")
    expect(page.locator("main")).to_contain_text("3 of 5 steps done")
    looks_right(page)


def take_a_seat(page, hand):
    """Not at the next date, where one seat is left: at the one after it."""
    hand.press(page.locator("[aria-current=step]").get_by_role("link").last)
    looks_right(page)
    hand.press(page.locator("main a[rel=next]"))
    looks_right(page)
    hand.press(page.get_by_role("button", name="I’m coming"))
    expect(page.locator("main")).to_contain_text("You have a seat.")
