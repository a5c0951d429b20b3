"""An organizer plans a meeting, an editor publishes it, a date moves and another is cancelled."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.cms import approve, submit
from tests.e2e.conftest import DESKTOP, NARROW_PHONE

SUMMARY = "Tea, and whatever you are stuck with."
WORDS = "Bring one question and a cup"
FIRST = (datetime.now(UTC) + timedelta(days=9)).date()
SECOND, THIRD = FIRST + timedelta(weeks=1), FIRST + timedelta(weeks=2)
MOVED = SECOND + timedelta(days=1)
CALL = "/events/devrel-community/"


@pytest.mark.parametrize("viewport", [DESKTOP, NARROW_PHONE], ids=["desk", "phone"])
def test_a_meeting_from_the_form_to_the_followers_notices(viewport, page_for, as_role):
    title = f"Tea and questions {uuid4().hex[:6]}"
    organizer = page_for(
        storage_state=as_role("organizer"), viewport=viewport, timezone_id="Asia/Kolkata"
    )
    plan(organizer, title)
    editors_address = organizer.url
    submit(organizer, summary=SUMMARY, words=WORDS)

    desk = page_for(storage_state=as_role("organizer"), viewport=viewport)
    slug = on_the_desk(desk, title, state="Waiting for an editor")
    stranger = page_for(viewport=viewport, allow=("404",))
    assert stranger.goto(f"/events/{slug}/").status == 404
    assert title not in stranger.request.get("/calendar/initiatives/bear.ics").text()

    editor = page_for(storage_state=as_role("editor"), viewport=viewport)
    approve(editor, editors_address, summary=SUMMARY, words=WORDS)
    is_everywhere(stranger, title, slug)

    on_the_desk(desk, title, state="Published")
    move(desk, slug)
    cancel(desk, slug)
    tell_the_same(stranger, slug)
    follower = page_for(storage_state=as_role("mentee"), viewport=viewport)
    follower.goto("/me/notices/")
    looks_right(follower)
    expect(follower.get_by_role("listitem").filter(has_text=title)).to_have_count(2)


def plan(page, title: str):
    """The preview follows the form before anything is kept."""
    page.goto("/desk/")
    page.locator("main").get_by_role("link", name="Meetings").click()
    looks_right(page)
    page.get_by_role("link", name="New meeting").click()
    page.wait_for_load_state()  # the preview's script listens from then on
    page.get_by_label("Title").fill(title)
    page.get_by_label("First date", exact=True).fill(f"{FIRST}")
    page.get_by_label("Begins at").fill("15:00")
    page.get_by_label("Whose clock it keeps").select_option("Europe/Berlin")
    preview = page.locator("[data-preview]")
    expect(preview.get_by_role("listitem").first).to_contain_text(f"{FIRST:%a} {FIRST.day}")
    expect(preview).to_contain_text("Kolkata")
    looks_right(page)
    page.get_by_role("button", name="Save and write its text").click()
    page.wait_for_url("**/cms/pages/*/edit/")


def on_the_desk(page, title: str, *, state: str) -> str:
    """Its line among the organizer's meetings; returns its slug."""
    page.goto("/desk/meetings/")
    schedule = page.get_by_role("link", name=re.compile(rf"^Schedule\s*: {title}"))
    expect(page.get_by_role("listitem").filter(has=schedule)).to_contain_text(state)
    return re.search(r"/desk/meetings/([\w-]+)/", schedule.get_attribute("href"))[1]


def is_everywhere(page, title: str, slug: str):
    assert page.goto(f"/events/{slug}/").status == 200
    expect(page.locator("main")).to_contain_text(WORDS)
    looks_right(page)
    for where in ("/initiatives/bear/", f"/events/?start={FIRST:%Y-%m-%d}"):
        page.goto(where)
        expect(page.locator("main").get_by_role("link", name=title).first).to_be_visible()
    assert title in unfolded(page.request.get("/calendar/initiatives/bear.ics").text())


def move(page, slug: str):
    page.goto(f"/desk/meetings/{slug}/schedule/")
    page.locator("summary", has_text="Move, rename or cancel one date").click()
    looks_right(page)
    page.locator(f"a[href$='/{SECOND}/']").click()
    looks_right(page)
    page.get_by_label("New date").fill(f"{MOVED}")
    page.get_by_label("New time").fill("16:30")
    page.get_by_role("button", name="See what this means").click()
    expect(page.get_by_role("table", name="It would then be")).to_contain_text("16:30")
    looks_right(page)
    page.get_by_role("button", name="Move it").click()
    expect(page.locator(".messages")).to_contain_text("The date is moved.")


def cancel(page, slug: str):
    page.goto(f"/desk/meetings/{slug}/{THIRD}/")
    part = page.get_by_role("region", name="Cancel it")
    part.get_by_label("Why").fill("The kettle is broken.")
    part.get_by_role("button", name="Cancel this date").click()
    expect(page.locator(".messages")).to_contain_text("The date is cancelled.")
    looks_right(page)


def tell_the_same(page, slug: str):
    """Page and feed, to who is no member."""
    page.goto(f"/events/{slug}/{SECOND}/")
    expect(page.locator("main")).to_contain_text("Moved")
    looks_right(page)
    page.goto(f"/events/{slug}/{THIRD}/")
    expect(page.locator("main")).to_contain_text("The kettle is broken.")
    looks_right(page)
    feed = unfolded(page.request.get("/calendar/initiatives/bear.ics").text())
    moved, cancelled = exception(feed, slug, SECOND), exception(feed, slug, THIRD)
    assert f"DTSTART;TZID=Europe/Berlin:{MOVED:%Y%m%d}T163000" in moved
    assert "STATUS:CANCELLED" in cancelled


def exception(feed: str, slug: str, day: date) -> list[str]:
    """The lines a calendar file has about one date of a meeting."""
    [found] = [
        event
        for event in feed.split("BEGIN:VEVENT")
        if f"/events/{slug}/{day}/" in event
        and f"RECURRENCE-ID;TZID=Europe/Berlin:{day:%Y%m%d}T150000" in event
    ]
    return found.splitlines()


def unfolded(feed: str) -> str:
    return feed.replace("\r\n ", "")


def test_a_meeting_is_planned_looked_at_and_discarded_without_a_script(page_for, as_role):
    title = f"Quiet hour {uuid4().hex[:6]}"
    page = page_for(storage_state=as_role("organizer"), javascript=False, viewport=NARROW_PHONE)
    page.goto("/desk/meetings/new/")
    page.get_by_label("Title").fill(title)
    page.get_by_label("First date", exact=True).fill(f"{FIRST}")
    page.get_by_label("Begins at").fill("07:30")
    page.get_by_label("Whose clock it keeps").select_option("America/St_Johns")
    expect(page.get_by_role("button", name="Show the dates")).to_be_visible()
    page.get_by_role("button", name="Show the dates").click()
    first = page.get_by_role("complementary").get_by_role("listitem").first
    expect(first).to_contain_text(f"{FIRST:%a} {FIRST.day} {FIRST:%b} {FIRST.year}, 07:30")
    page.get_by_role("button", name="Save and write its text").click()
    page.wait_for_url("**/cms/pages/*/edit/*")

    slug = on_the_desk(page, title, state="Draft")
    page.goto(f"/desk/meetings/{slug}/schedule/")
    page.locator("summary", has_text="Discard this draft").click()
    page.get_by_role("button", name="Discard this draft").click()
    expect(page.locator(".messages")).to_contain_text("is gone")


def test_the_last_seat_the_line_and_the_offer(page_for, as_role):
    newcomer = page_for(storage_state=as_role("newcomer"), viewport=NARROW_PHONE, javascript=False)
    newcomer.goto(CALL)
    newcomer.locator(f"main a[href^='{CALL}2']").first.click()
    expect(newcomer.locator("main")).to_contain_text("1 place is left.")
    newcomer.get_by_role("button", name="I’m coming").click()
    expect(newcomer.locator("main")).to_contain_text("You have a seat.")

    late = page_for(storage_state=as_role("mentor"))
    late.goto(newcomer.url)
    expect(late.locator("main")).to_contain_text("No place is left.")
    late.get_by_role("button", name="Get in line").click()
    expect(late.locator("main")).to_contain_text("You are next in line.")
    looks_right(late)
    organizer = page_for(storage_state=as_role("organizer"), viewport=NARROW_PHONE)
    organizer.goto(newcomer.url)
    organizer.get_by_role("link", name="Arrange this date").click()
    organizer.get_by_role("link", name="Who comes: 12 / 12").click()
    expect(organizer.locator("main ul.stack-s > li")).to_have_count(12)
    expect(organizer.locator("main ol.stack-s > li")).to_have_count(1)
    looks_right(organizer)

    newcomer.get_by_role("button", name="I can’t come after all").click()
    expect(newcomer.locator("main")).to_contain_text("You said that you can’t come.")
    late.goto("/me/meetings/")
    expect(late.locator("main")).to_contain_text("A seat is free for you until")
    looks_right(late)
    late.goto(newcomer.url)
    expect(late.locator("main")).to_contain_text("It is held for you until")
    looks_right(late)
    late.get_by_role("button", name="Take the seat").click()
    expect(late.locator("main")).to_contain_text("You have a seat.")
    late.get_by_role("button", name="I can’t come after all").click()
    expect(late.locator("main")).to_contain_text("1 place is left.")


def test_a_guest_comes_by_the_link_in_their_mail(page_for, portal):
    guest = page_for(viewport=NARROW_PHONE, javascript=False)
    guest.goto("/events/")
    guest.locator("main a[href^='/events/sbom-tooling-working-meeting/']").last.click()
    guest.get_by_role("link", name="come without an account").click()
    looks_right(guest)
    guest.get_by_label("Your name").fill("Grace Guest")
    guest.get_by_label("Your e-mail address").fill("grace@example.org")
    guest.get_by_role("button", name="Send me the link").click()
    expect(guest.locator(".messages")).to_contain_text("We wrote to grace@example.org.")
    guest.goto(portal.newest(r"(?s)To: grace@example.org.*?(/meet/guest/confirm/\S+)"))
    looks_right(guest)
    guest.get_by_role("button", name="I’m coming").click()
    expect(guest.locator("main")).to_contain_text("You have a seat.")
    looks_right(guest)
    guest.get_by_role("button", name="Delete it, and give up the seat").click()
    expect(guest.locator(".messages")).to_contain_text("are deleted here")
