"""A member puts a topic on the agenda; an organizer writes down what the last date decided."""

from playwright.sync_api import expect

from tests.e2e.accessibility import sideways_scroll, violations
from tests.e2e.conftest import NARROW_PHONE

CALL = "/events/devrel-community/"


def test_from_the_agenda_to_published_minutes(page_for, as_role):
    member = page_for(storage_state=as_role("mentee"), viewport=NARROW_PHONE, color_scheme="dark")
    member.goto(CALL)
    member.locator(f"main a[href^='{CALL}2']").first.click()
    member.get_by_text("Add to the agenda").click()
    member.get_by_label("What to talk about").fill("Who writes the next post?")
    member.get_by_role("button", name="Add it").click()
    expect(member.locator("main")).to_contain_text("Who writes the next post?")
    assert (violations(member), sideways_scroll(member)) == ([], 0)
    coming = member.url.partition("#")[0]
    member.get_by_role("link", name="Agenda to print").click()
    expect(member.locator("main")).to_contain_text("Who writes the next post?")
    assert (violations(member), sideways_scroll(member)) == ([], 0)

    organizer = page_for(storage_state=as_role("organizer"))
    organizer.goto("/desk/meetings/")
    past = organizer.locator("main a[href^='/desk/meetings/devrel-community/2']").first
    organizer.goto(f"{past.get_attribute('href')}record/")
    organizer.get_by_role("textbox", name="Minutes", exact=True).fill("We **met**.")
    organizer.get_by_role("textbox", name="Decisions, one in each line").fill("We meet monthly.")
    organizer.get_by_role("textbox", name="Action item", exact=True).first.fill("Book a room")
    organizer.get_by_role("textbox", name="or somebody by name").first.fill("Bo of the venue")
    organizer.get_by_role("button", name="Save and publish").click()
    expect(organizer.locator("main")).to_contain_text("It was held.")
    assert violations(organizer) == []
    organizer.get_by_role("link", name="See them").click()
    for words in ("We met.", "We meet monthly.", "Book a room", "Bo of the venue"):
        expect(organizer.locator("main")).to_contain_text(words)
    assert violations(organizer) == []

    member.goto(coming)
    expect(member.locator("main")).to_contain_text("Book a room")
