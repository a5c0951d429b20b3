"""Somebody asks for a rung, shows what it asks, and it is granted; an example text is a ladder."""

from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE
from tests.e2e.hands import Keys, Pointer
from tests.e2e.new_account import sign_up


def test_from_the_ladder_to_the_rung(page_for, portal, as_role):
    newcomer = page_for(viewport=NARROW_PHONE, color_scheme="dark")
    lead = page_for(viewport=DESKTOP, color_scheme="light", storage_state=as_role("lead"))
    theirs, ours = Pointer(newcomer), Keys(lead)

    lead.goto("/desk/promotions/")
    looks_right(lead)
    ours.press(lead.get_by_role("link", name="The ladder of").first)
    looks_right(lead)
    ladder = lead.get_by_role("link", name="As everybody sees it").get_attribute("href")
    ours.write(lead.get_by_label("The ladder", exact=True), "rungs: [{key: a}]")
    ours.press(lead.get_by_role("button", name="Publish it"))
    expect(lead.get_by_text("Line 1, title: This is needed.").first).to_be_visible()
    looks_right(lead)

    newcomer.goto(ladder)
    looks_right(newcomer)
    theirs.press(newcomer.get_by_role("link", name="See where I stand"))
    sign_up(newcomer, theirs, portal)
    newcomer.goto(f"/me/ladders/{ladder.split('/')[2]}/")
    looks_right(newcomer)
    theirs.press(newcomer.get_by_role("button", name="Ask for it"))
    expect(newcomer.locator("main")).to_contain_text("Not yet, because this is missing")
    looks_right(newcomer)
    theirs.write(newcomer.get_by_label("1 link to"), "https://example.org/guides/214")
    theirs.tick(newcomer.get_by_label("You have read how we work together"))
    theirs.press(newcomer.get_by_role("button", name="Save"))
    expect(newcomer.locator("main")).to_contain_text("It is complete")
    looks_right(newcomer)

    lead.goto("/desk/promotions/")
    ours.press(lead.get_by_role("link", name="Somebody without a name"))
    expect(lead.get_by_text("Ready to be decided")).to_be_visible()
    looks_right(lead)
    ours.tick(lead.get_by_label("It is granted"))
    ours.press(lead.get_by_role("button", name="Decide"))
    expect(lead.locator(".messages")).to_contain_text("They hear of it now")
    looks_right(lead)

    newcomer.reload()
    expect(newcomer.locator("main")).to_contain_text("Next: Reviewer")
    looks_right(newcomer)
