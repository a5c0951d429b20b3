"""A lead mends a group's page; who follows the group reads what changed, as do feeds and cards."""

import json
import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, PHONE


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_what_a_lead_says_reaches_who_follows(viewport, page_for, as_role):
    said = f"Keeps the tools honest, number {uuid4().hex[:6]}."
    lead = page_for(storage_state=as_role("lead"), viewport=viewport)
    lead.goto("/desk/")
    lead.locator("main").get_by_role("link", name="Groups", exact=True).click()
    looks_right(lead)
    lead.locator("main ul.rows a").first.click()
    address = re.sub(r".*/desk/groups/([\w-]+)/", r"/initiatives/\1/", lead.url)
    looks_right(lead)

    follower = page_for(storage_state=as_role("newcomer"), viewport=viewport)
    follower.goto(address)
    follow = follower.get_by_role("button", name="Follow: hear when its meetings move")
    if follow.count():
        follow.click()

    lead.get_by_role("link", name="Change the words").click()
    looks_right(lead)
    lead.get_by_label("What is it?").fill(said)
    lead.get_by_role("button", name="Save").click()
    expect(lead.locator(".messages")).to_contain_text("Saved.")
    place = address.removeprefix("/initiatives/").strip("/")
    assert "anew" in lead.request.get(f"/feeds/initiatives/{place}.atom").text()
    feed = json.loads(lead.request.get(f"/feeds/initiatives/{place}.json").text())
    assert feed["items"][0]["content_text"] == "It describes itself anew."

    follower.goto("/me/")
    follower.get_by_role("link", name=re.compile("since you last looked")).click()
    looks_right(follower)
    expect(follower.locator("main ol.rows > li").first).to_contain_text("It describes itself anew.")
    follower.get_by_role("button", name="I have read this").click()
    expect(follower.locator("main")).to_contain_text("Nothing new")
    looks_right(follower)
    follower.goto("/initiatives/changes/")
    looks_right(follower)


def test_every_form_of_a_group_reads_well_on_a_phone(page_for, as_role):
    staff = page_for(storage_state=as_role("administrator"), viewport=PHONE)
    for part in ("text", "links", "people", "place", "deliverables"):
        staff.goto(f"/desk/groups/bear/edit/{part}/")
        expect(staff.get_by_role("heading", level=1)).to_be_visible()
        looks_right(staff)


def test_a_lead_changes_a_channel_without_a_script(page_for, as_role):
    page = page_for(storage_state=as_role("lead"), viewport=PHONE, javascript=False)
    name = f"#tea-{uuid4().hex[:6]}"
    page.goto("/desk/groups/")
    page.locator("main ul.rows a").first.click()
    page.get_by_role("link", name="Change channels and links").click()
    fresh = page.locator("fieldset", has=page.locator("legend", has_text="A new one")).first
    fresh.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main")).to_contain_text(name)


def test_a_card_stands_in_a_frame_of_another_site(page_for, portal):
    page = page_for(viewport=PHONE, timezone_id="Asia/Kolkata")
    page.goto("/embed/initiatives/bear/")
    looks_right(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.locator("a").first.get_attribute("href").startswith("http")
