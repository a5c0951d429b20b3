"""What writers and editors do in the CMS."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect


def submit(page, *, summary: str, words: str) -> None:
    """From an empty draft in the editor to handing in."""
    page.get_by_role("textbox", name="Summary").fill(summary)
    page.get_by_title("Insert a block").first.click()
    page.get_by_role("option", name="Text").click()
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type(words)
    is_in_the_form(page, words)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=re.compile("^Submit to")).click()
    expect(page.locator(".messages")).to_contain_text("submitted for moderation")
    page.wait_for_load_state()


def approve(page, address: str, *, summary: str, words: str) -> None:
    """The text waits on the editor's first screen, is read there and published."""
    page.goto("/cms/")
    page.locator(f"main a[href='{urlsplit(address).path}']").first.click()
    expect(page.get_by_role("textbox", name="Summary")).to_have_value(summary)
    is_in_the_form(page, words)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Approve and Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("has been")
    page.wait_for_load_state()


def is_in_the_form(page, words: str) -> None:
    """The rich text editor hands its words to the form a moment after they are typed."""
    expect(page.locator("input[name='body-0-value']")).to_have_value(re.compile(words))
