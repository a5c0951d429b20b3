"""Somebody asks for a rung, shows what it asks, and it is granted; an example text is a ladder. For
a higher one two people of two organisations vouch, and others have days to object."""

import sqlite3
from contextlib import closing

from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE
from tests.e2e.hands import Keys, Pointer
from tests.e2e.new_account import sign_up
from tests.e2e.portal import DATABASE


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


def test_two_organisations_vouch_and_the_days_for_objections_pass(own_demo, page_for, as_role):
    at = {"base_url": own_demo.url}
    lead = page_for(storage_state=as_role("lead", demo=own_demo), viewport=DESKTOP, **at)
    phone = {"viewport": NARROW_PHONE, "color_scheme": "dark"}
    staff = page_for(storage_state=as_role("administrator", demo=own_demo), **phone, **at)
    ours, theirs = Keys(lead), Pointer(staff)

    lead.goto("/desk/promotions/")
    promotion = lead.locator("main .rows").get_by_role("link").first.get_attribute("href")
    lead.goto(promotion)
    main = lead.locator("main")
    expect(main).to_contain_text("Larkmoor Labs")
    expect(main).to_contain_text("Not yet, because this is missing")
    looks_right(lead)

    main.get_by_text("I would wait", exact=True).press("Enter")
    ours.write(main.get_by_label("Why you would wait"), "No change of more than one file yet.")
    ours.press(main.get_by_role("button", name="Say so"))
    expect(main).to_contain_text("No change of more than one file yet.")
    looks_right(lead)
    ours.press(main.get_by_role("button", name="I would not wait any more"))
    expect(main).not_to_contain_text("No change of more than one file yet.")

    vouch(ours, main, "larkmoor labs")
    expect(main).to_contain_text("One more of another organisation is needed.")
    looks_right(lead)
    vouch(ours, main, "Fern & Field")
    expect(main).to_contain_text("Objections are heard until")
    expect(main).not_to_contain_text("Your decision")
    looks_right(lead)

    staff.goto(promotion)
    expect(staff.locator("main")).to_contain_text("Objections are heard until")
    expect(staff.get_by_label("It is granted")).to_have_count(0)
    looks_right(staff)
    eight_days_pass(own_demo)
    staff.reload()
    expect(staff.get_by_text("Ready to be decided")).to_be_visible()
    theirs.tick(staff.get_by_label("It is granted"))
    theirs.press(staff.get_by_role("button", name="Decide"))
    expect(staff.locator("main")).to_contain_text("Granted")
    looks_right(staff)


def vouch(hand, main, organisation: str) -> None:
    hand.write(main.get_by_label("Your organisation"), organisation)
    hand.write(main.get_by_label("Why you vouch for them"), "Looks twice before saying yes.")
    hand.press(main.get_by_role("button", name="I vouch for them"))


def eight_days_pass(demo) -> None:
    """For who asked and for the days of objections, and for nobody else."""
    with closing(sqlite3.connect(demo.folder / DATABASE)) as database, database:
        moved = "window_opened_at = datetime(window_opened_at, '-8 days')"
        moved += ", asked_at = datetime(asked_at, '-8 days')"
        database.execute(f"UPDATE ladder_promotion SET {moved} WHERE window_opened_at IS NOT NULL")
