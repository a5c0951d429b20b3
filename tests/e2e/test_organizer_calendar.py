"""A group's calendar comes from elsewhere: a look at it, drafts, a change of our own and the way back."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE
from tests.events.core.calendar_text import vcalendar, vevent


@pytest.mark.parametrize(
    ("viewport", "javascript"), [(DESKTOP, True), (NARROW_PHONE, False)], ids=["desk", "no script"]
)
def test_a_calendar_comes_in_and_is_changed(viewport, javascript, page_for, as_role):
    page = page_for(storage_state=as_role("organizer"), viewport=viewport, javascript=javascript)
    name = f"calls-{uuid4().hex[:6]}"
    look_at_it(page, name)
    bring_it_in(page, name)
    change_and_go_back(page)


def look_at_it(page, name: str):
    begins = datetime.now(UTC) + timedelta(days=3)
    raw = vcalendar(
        vevent(
            f"DTSTART;TZID=Europe/Berlin:{begins:%Y%m%d}T170000",
            "DURATION:PT1H",
            "RRULE:FREQ=WEEKLY",
            f"SUMMARY:Kept {name}",
            "DESCRIPTION:We talk about what is new.",
            uid=f"{name}@example.org",
        ),
        vevent(f"DTSTART:{begins:%Y%m%d}T100000", "DURATION:PT1H", "SUMMARY:Somewhere"),
    )
    page.goto("/desk/meetings/")
    page.get_by_role("link", name="Calendars from elsewhere").click()
    looks_right(page)
    page.get_by_label("Or a calendar file").set_input_files(
        {"name": f"{name}.ics", "mimeType": "text/calendar", "buffer": raw}
    )
    page.get_by_role("button", name="See what it would bring").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing of it is here yet.")
    expect(page.get_by_role("main")).to_contain_text("Which place’s time is it?".replace("’", "'"))
    looks_right(page)


def bring_it_in(page, name: str):
    page.get_by_role("button", name="Bring them in").click()
    expect(page.get_by_role("status").first).to_contain_text("1 new meeting")
    looks_right(page)
    page.get_by_role("link", name=f"Kept {name}").click()
    expect(page.get_by_role("main")).to_contain_text("It follows")


def change_and_go_back(page):
    page.get_by_label("Place", exact=True).fill("Room 4")
    page.get_by_role("button", name="Save", exact=True).click()
    row = page.get_by_role("row", name=re.compile("^Place"))
    expect(row).to_contain_text("Room 4")
    looks_right(page)
    row.get_by_role("button", name="As in the calendar").click()
    expect(page.get_by_role("status").first).to_contain_text("as the calendar says again")
    expect(page.get_by_role("row", name=re.compile("^Place"))).to_have_count(0)
