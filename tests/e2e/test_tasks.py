"""Somebody new follows a group, takes a task on the phone without JavaScript and gives it back; a
lead asks for help."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE
from tests.e2e.hands import Pointer
from tests.e2e.new_account import sign_up

TASK = "Check every link of the specification (demo)"
TAKEN = re.compile(r"Taken until \d+ \w+")


def test_a_task_is_taken_and_given_back(page_for, portal):
    member = page_for(viewport=NARROW_PHONE, javascript=False)
    member.goto("/accounts/login/")
    sign_up(member, Pointer(member), portal)
    member.goto("/initiatives/openings/")
    looks_right(member)
    member.get_by_role("link", name="Or take a small task for a week").click()
    looks_right(member)
    member.get_by_role("link", name=TASK).click()
    expect(member.locator("main")).to_contain_text("Your account is new")
    looks_right(member)
    task = member.url
    member.get_by_role("link", name="To the group").click()
    member.get_by_role("button", name="Follow: hear when its meetings move").click()
    member.goto(task)
    looks_right(member)
    member.get_by_role("button", name="Take it for a week").click()
    expect(member.get_by_text(re.compile("It is yours until"))).to_be_visible()
    looks_right(member)

    stranger = page_for(viewport=NARROW_PHONE)
    stranger.goto(member.url)
    expect(stranger.get_by_text(TAKEN)).to_be_visible()
    looks_right(stranger)
    stranger.goto("/initiatives/tasks/?free=on")
    expect(stranger.get_by_role("link", name=TASK)).to_have_count(0)
    looks_right(stranger)

    member.goto("/me/")
    expect(member.locator("main")).to_contain_text(TASK)
    member.locator("main a[href*='/initiatives/tasks/']").first.click()
    member.get_by_role("button", name="Give it back").click()
    expect(member.get_by_text("Given back.")).to_be_visible()
    expect(member.get_by_role("button", name="Take it for a week")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, NARROW_PHONE], ids=["desk", "phone"])
def test_a_lead_asks_for_help_and_closes_it_again(viewport, page_for, as_role):
    title = f"Sort the inbox {uuid4().hex[:6]}"
    lead = page_for(storage_state=as_role("lead"), viewport=viewport)
    lead.goto("/desk/groups/ai-ml-security/openings/")
    looks_right(lead)
    lead.get_by_role("link", name="New opening").click()
    lead.get_by_label("What kind of work is it?").select_option("community")
    lead.get_by_role("button", name="Save and show it").click()
    looks_right(lead)
    lead.get_by_label("What do you need?").fill(title)
    lead.get_by_label("Hours a week, at most").fill("2")
    lead.get_by_label("Skill", exact=True).first.select_option(label="Python")
    lead.get_by_role("button", name="Save and show it").click()
    expect(lead.get_by_text(f"Published: “{title}”.")).to_be_visible()
    looks_right(lead)

    stranger = page_for(viewport=viewport)
    stranger.goto("/initiatives/openings/?skill=python")
    looks_right(stranger)
    stranger.get_by_role("link", name=title).click()
    expect(stranger.get_by_text("about 2 hours a week")).to_be_visible()
    looks_right(stranger)

    lead.get_by_role("button", name=re.compile(rf"Still wanted\s*: {title}")).click()
    expect(lead.get_by_text(f"“{title}” is shown until")).to_be_visible()
    lead.get_by_role("button", name=re.compile(rf"Close\s*: {title}")).click()
    expect(lead.get_by_text(f"“{title}” is closed")).to_be_visible()


def test_a_lead_chooses_where_tasks_come_from(page_for, as_role):
    lead = page_for(storage_state=as_role("lead"), viewport=NARROW_PHONE)
    lead.goto("/desk/groups/ai-ml-security/tasks/")
    looks_right(lead)
    lead.get_by_label("Repository on GitHub").fill("no repository")
    lead.get_by_role("button", name="Add it").click()
    expect(lead.get_by_text("A repository is written as owner/name.").first).to_be_visible()
    looks_right(lead)
