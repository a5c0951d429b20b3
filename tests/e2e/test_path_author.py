"""A group takes a path over, asks a question of its own, and later what changed there; somebody
walks it, answers, and shows how far they are."""

import re

from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE

TAKEN = "/desk/groups/bear/paths/taken/"
HERE = "/me/paths/first-change-to-a-guide-bear/"
QUESTIONS = "Who reads your change first?\n- Nobody\n* A maintainer\n> They answer within a week."


def test_a_path_is_taken_over_asked_about_walked_and_shown(own_demo, page_for, as_role):
    at = {"base_url": own_demo.url}
    author = page_for(storage_state=as_role("administrator", demo=own_demo), viewport=DESKTOP, **at)
    phone = {"viewport": NARROW_PHONE, "color_scheme": "dark"}
    walker = page_for(storage_state=as_role("mentee", demo=own_demo), **phone, **at)
    stranger = page_for(javascript=False, **phone, **at)

    author.goto(TAKEN)
    looks_right(author)
    author.get_by_role("button", name="Take “Your first change to a guide” over").click()
    expect(author).to_have_url(re.compile("/cms/pages/[0-9]+/edit/"))
    author.locator("[name=steps-0-value-kind]").select_option("quiz")
    author.locator("[name=steps-0-value-questions]").fill(QUESTIONS)
    author.locator("[name=steps-5-value-with_whom]").select_option("")
    publish(author)

    author.goto("/cms/pages/search/?q=guide")
    author.locator("main").get_by_role("link", name="Your first change to a guide").last.click()
    publish_with_why(author, "You stumble over it first.")
    author.goto(TAKEN)
    looks_right(author)
    author.locator("main .rows").get_by_role("link").first.click()
    expect(author.locator("main")).to_contain_text("changed in yours: “Kind”, “Questions”")
    looks_right(author)
    author.get_by_label("Leave mine as it is").check()
    author.get_by_role("button", name="Put it into my draft").click()
    expect(author.locator("[name=steps-0-value-kind]")).to_have_value("quiz")

    walker.goto("/paths/first-change-to-a-guide-bear/")
    walker.get_by_role("button", name="Start this path").click()
    walker.get_by_role("link", name="Answer the questions").click()
    looks_right(walker)
    walker.get_by_label("Nobody").check()
    walker.get_by_role("button", name="See whether it is right").click()
    expect(walker.locator("main")).to_contain_text("They answer within a week.")
    looks_right(walker)
    walker.get_by_label("A maintainer").check()
    walker.get_by_role("button", name="See whether it is right").click()
    expect(walker.locator("main")).to_contain_text("The step is done.")

    walker.goto(HERE)
    walker.get_by_text("Show others how far you are").click()
    walker.get_by_role("button", name="Make a link").click()
    link = walker.locator("main code").text_content()
    looks_right(walker)
    stranger.goto(link)
    expect(stranger.locator("main")).to_contain_text("1 of 4 steps done")
    looks_right(stranger)


def publish_with_why(page, why: str) -> None:
    page.locator("[name=steps-0-value-why]").fill(why)
    publish(page)


def publish(page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("published")
    page.wait_for_load_state()
