"""Somebody new looks for a group and wants to know when it meets, on their own clock."""

import json
import re
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from portal.core import zones

ZONES = ["Asia/Kolkata", "America/St_Johns"]


@dataclass(frozen=True)
class Meeting:
    """The next date of a group as the API publishes it, and the words it must be shown with."""

    group: str
    title: str
    start: datetime
    end: datetime
    group_zone: str
    url: str

    def words(self, zone: str) -> str:
        mine, theirs = self.read(zone), self.read(self.group_zone)
        words = f"{mine[0]} {mine[1]} {place(zone)}"
        if mine != theirs:
            weekday = f"{theirs[0].split()[0]} " if theirs[0] != mine[0] else ""
            words += f" {weekday}{theirs[1].split('–')[0]} {place(self.group_zone)}"
        return words

    def read(self, zone: str) -> tuple[str, str]:
        start, end = (at.astimezone(ZoneInfo(zone)) for at in (self.start, self.end))
        return f"{start:%a} {start.day} {start:%b}", f"{start:%H:%M}–{end:%H:%M}"


def place(zone: str) -> str:
    return f"{zones.place(zone)} time" if "/" in zone and not zone.startswith("Etc/") else "UTC"


def next_meeting(portal, **filters) -> Meeting:
    """The first date still to start that is held as planned."""
    query = "&".join(f"{name}={value}" for name, value in filters.items())
    with urllib.request.urlopen(f"{portal.url}/api/v1/occurrences/?{query}") as answer:
        dates = json.load(answer)["results"]
    now = datetime.now(tz=ZoneInfo("UTC"))
    first = next(
        one
        for one in dates
        if datetime.fromisoformat(one["starts_at"]) > now and one["status"] == "scheduled"
    )
    return Meeting(
        group=first["initiative"],
        title=first["title"],
        start=datetime.fromisoformat(first["starts_at"]),
        end=datetime.fromisoformat(first["ends_at"]),
        group_zone=first["time_zone"],
        url=first["url"],
    )


def shown(page, meeting: Meeting):
    """The moment of this very date on a page."""
    instant = f"{meeting.start:%Y-%m-%dT%H:%M:%SZ}"
    return page.locator(f"main .moment:has(time[datetime='{instant}'])").first


def says(meeting: Meeting, zone: str) -> re.Pattern:
    """The words, and whatever the page adds about a strange hour."""
    return re.compile(r"\s*".join(re.escape(word) for word in meeting.words(zone).split()))


@pytest.mark.parametrize("zone", ZONES)
def test_by_facet_to_the_next_meeting_in_own_time(portal, page_for, zone):
    page = page_for(timezone_id=zone)
    page.goto("/")
    page.get_by_role("navigation", name="Main").locator("a[href='/initiatives/']").click()
    page.get_by_role("checkbox", name=re.compile("^Working group")).check()
    page.get_by_role("button", name="Show results").click()
    expect(page).to_have_url(re.compile("kind=working-group"))
    page.wait_for_load_state()
    kinds = page.locator(".group-list .group .quiet").filter(has_text="Working group")
    expect(page.locator(".group-list > li").first).to_be_visible()
    expect(kinds).to_have_count(page.locator(".group-list > li").count())
    page.get_by_role("link", name="Vulnerability Disclosures").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Vulnerability Disclosures")
    meeting = next_meeting(portal, initiative=page.url.rstrip("/").rsplit("/", 1)[-1])
    expect(shown(page, meeting)).to_have_text(says(meeting, zone))


def test_the_misspelt_name_of_a_group_finds_it(page_for):
    page = page_for()
    page.goto("/")
    page.get_by_role("searchbox", name="Search the whole site").fill("sigstroe")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="Sigstore", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sigstore")


def test_the_misspelt_name_works_in_the_list_of_groups_too(page_for):
    page = page_for(javascript=False)
    page.goto("/initiatives/?q=scorcard")
    expect(page.locator(".group-list .group-name").first).to_contain_text("Scorecard")


@pytest.mark.parametrize("zone", ZONES)
def test_without_javascript_the_zone_can_be_asked_for(portal, page_for, zone):
    meeting = next_meeting(portal)
    page = page_for(javascript=False, timezone_id="UTC")
    page.goto(meeting.url + f"?tz={zone}")
    expect(shown(page, meeting)).to_have_text(says(meeting, zone))


def test_without_javascript_and_without_a_zone_the_groups_own_time_is_shown(portal, page_for):
    meeting = next_meeting(portal)
    page = page_for(javascript=False, timezone_id="Asia/Kolkata")
    page.goto(meeting.url)
    expect(shown(page, meeting)).to_have_text(says(meeting, meeting.group_zone))


def test_the_zone_form_works_without_javascript(portal, page_for):
    meeting = next_meeting(portal)
    page = page_for(javascript=False)
    page.goto(meeting.url)
    page.locator("summary", has_text="Change").click()
    page.get_by_label("Time zone, like Europe/Berlin").fill("Asia/Kolkata")
    page.get_by_role("button", name="Show these times").click()
    expect(shown(page, meeting)).to_have_text(says(meeting, "Asia/Kolkata"))


def test_the_list_by_day_is_regrouped_under_the_readers_days(portal, page_for):
    """In Auckland a meeting of an American afternoon is on the next day."""
    page = page_for(timezone_id="Pacific/Auckland")
    page.goto("/events/")
    for day in page.locator("[data-day]").all():
        date = day.get_attribute("data-day")
        for time in day.locator(".meeting time[data-local]").all():
            start = datetime.fromisoformat(time.get_attribute("datetime"))
            assert start.astimezone(ZoneInfo("Pacific/Auckland")).date().isoformat() == date


def test_the_browser_and_the_server_say_the_same(page_for):
    """Around the clock changes of spring and autumn, and in a month with a long short name."""
    for zone in [*ZONES, "America/New_York", "Europe/London", "Pacific/Auckland"]:
        by_browser, by_server = page_for(timezone_id=zone), page_for(javascript=False)
        for month in ("2026-10", "2027-03", "2027-09"):
            by_browser.goto(f"/events/?start={month}-20")
            by_server.goto(f"/events/?start={month}-20&tz={zone}")
            ours, theirs = moments(by_browser), moments(by_server)
            # The first and last day of a list are not the same ones in every zone.
            both = ours.keys() & theirs.keys()
            assert len(both) >= 3
            assert {at: ours[at] for at in both} == {at: theirs[at] for at in both}


def moments(page) -> dict[str, str]:
    return {
        moment.locator("time").first.get_attribute("datetime"): " ".join(
            moment.inner_text().split()
        )
        for moment in page.locator("main .meeting .moment").all()
    }


def test_a_group_can_be_subscribed_to(portal, page_for):
    page = page_for()
    page.goto("/initiatives/vulnerability-disclosures/")
    feed = page.locator("link[rel=alternate][type='text/calendar']").get_attribute("href")
    link = page.get_by_role("link", name="Subscribe to its calendar")
    assert link.get_attribute("href").endswith(feed)
    answer = page.request.get(feed)
    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text().startswith("BEGIN:VCALENDAR")
    assert "BEGIN:VEVENT" in answer.text()
    again = page.request.get(feed, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status == 304
