"""Somebody on the way sees what a newer edition would change for them, and takes it."""

from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import NARROW_PHONE
from tests.e2e.hands import Keys


def test_a_newer_edition_is_looked_at_and_taken_with_keys_alone(own_demo, page_for, as_role):
    page = page_for(
        storage_state=as_role("mentee", demo=own_demo),
        base_url=own_demo.url,
        viewport=NARROW_PHONE,
        color_scheme="dark",
    )
    hand = Keys(page)
    page.goto("/me/paths/find-your-group/")
    main = page.locator("main")
    expect(main).to_contain_text("2 of 5 steps done")
    looks_right(page)
    hand.press(main.get_by_role("link", name="See what it changes"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("A newer edition of")
    expect(main).to_contain_text("edition 2: 2 of 5 steps done")
    expect(main).to_contain_text("Tell how it was")
    looks_right(page)
    hand.press(page.get_by_role("button", name="Take the newer edition"))
    expect(page.locator(".messages")).to_contain_text("What you did is kept.")
    expect(main).to_contain_text("2 of 5 steps done")
    expect(main).to_contain_text("Tell how it was")
    looks_right(page)
