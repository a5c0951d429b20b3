"""A member puts a topic on the agenda; an organizer writes down what the last date decided."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from events.core.recurrence import parse_rule, walls
from tests.e2e.accessibility import sideways_scroll, violations
from tests.e2e.conftest import NARROW_PHONE

CALL = "/events/devrel-community/"


def last_call() -> datetime:
    """It is on every second Thursday; the desk asks for minutes only two weeks long."""
    began = datetime(2026, 5, 14, 11, 30)
    now = datetime.now(ZoneInfo("America/New_York")).replace(tzinfo=None)
    rule = parse_rule("FREQ=MONTHLY;BYDAY=2TH")
    *_, last = walls(rule, began, after=began, before=now - timedelta(hours=1))
    return last


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
    organizer.goto(f"/desk/meetings/devrel-community/{last_call():%Y-%m-%d}/record/")
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
