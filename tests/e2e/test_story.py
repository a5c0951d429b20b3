"""A lead writes what their group does, an editor reads and publishes it, everybody sees it."""

import re

from playwright.sync_api import expect

from tests.e2e.cms import approve, submit

SUMMARY = "One sentence about us."
WORDS = "We meet on most Tuesdays and are glad of a second pair of eyes."


def test_from_the_first_word_to_the_groups_page(page_for, as_role):
    writer = page_for(storage_state=as_role("lead"))
    address = write(writer)
    group = writer.locator("main a[href^='/initiatives/']").first.get_attribute("href")
    reader = page_for(javascript=False)
    reader.goto(group)
    expect(reader.locator("main")).not_to_contain_text(WORDS)

    editor = page_for(storage_state=as_role("editor"))
    approve(editor, address, summary=SUMMARY, words=WORDS)
    reader.goto(group)
    expect(reader.locator("main")).to_contain_text(WORDS)


def write(page) -> str:
    """From the start of the area to handing in; returns the address of the editor."""
    page.goto("/cms/")
    page.get_by_role("link", name=re.compile("^Write the story of")).click()
    address = page.url
    submit(page, summary=SUMMARY, words=WORDS)
    page.goto("/cms/")
    return address


def test_the_story_is_previewed_in_the_groups_own_page(page_for, as_role):
    """The draft and the address share one renderer: facts and prose stand together."""
    page = page_for(storage_state=as_role("lead"))
    page.goto("/cms/")
    page.get_by_role("link", name=re.compile("^Write the story of")).click()
    page.goto(page.url.replace("/edit/", "/view_draft/"))
    expect(page.get_by_role("heading", name="Where it stands")).to_be_visible()


def test_a_lead_finds_no_other_groups_story(page_for, as_role):
    page = page_for(storage_state=as_role("lead"))
    page.goto("/cms/")
    own = page.get_by_role("link", name=re.compile("^Write the story of")).get_attribute("href")
    number = int(re.search(r"\d+", own)[0])
    page.goto(f"/cms/pages/{number - 1}/edit/")
    assert page.url.endswith("/cms/")
    expect(page.locator(".messages")).to_contain_text("do not have permission")
