"""A group takes a path over, asks a question of its own, and later what changed there; somebody
walks it, answers, and shows how far they are. A lead writes one from an empty page."""

import re
from urllib.parse import urlsplit

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


def test_a_lead_writes_one_from_an_empty_page_and_no_mistake_comes_out(own_demo, page_for, as_role):
    at = {"base_url": own_demo.url}
    author = page_for(storage_state=as_role("lead", demo=own_demo), viewport=DESKTOP, **at)
    editor = page_for(storage_state=as_role("editor", demo=own_demo), **at)
    reader = page_for(viewport=NARROW_PHONE, color_scheme="dark", javascript=False, **at)

    author.goto("/cms/")
    author.get_by_role("link", name=re.compile("^Write a path into")).click()
    author.get_by_role("textbox", name="Title").first.fill("Your first review")
    author.get_by_role("textbox", name="Summary").fill("For who has read much and said little.")
    author.get_by_role("textbox", name="What you will be able to do").fill("Review a change")
    add_step(author, 0, title="Read the guide", why="All go by it.", needs="Say what you see")
    add_step(author, 1, title="Say what you see", why="It helps.", needs="Read the guide")
    author.get_by_role("button", name="Save draft").click()
    expect(author).to_have_url(re.compile("/edit/"))
    address = author.url
    hand_in(author)
    expect(author.locator(".messages")).to_contain_text("could not be")
    loop = "nobody could begin: Read the guide → Say what you see → Read the guide"
    expect(author.get_by_text(loop)).to_be_visible()

    kept_by_itself(author)
    author.locator("[name=steps-0-value-needs]").fill("")
    hand_in(author)
    expect(author.locator(".messages")).to_contain_text("submitted for moderation")
    author.goto(address.replace("/edit/", "/view_draft/"))
    drawn = "1 Read the guide; 2 Say what you see, after “Read the guide”"
    expect(author.get_by_role("img", name=drawn)).to_be_visible()
    looks_right(author)

    approve(editor, address)
    reader.goto("/paths/your-first-review/")
    expect(reader.locator("main")).to_contain_text("Say what you see")
    looks_right(reader)

    author.goto(address)
    author.locator("[name=steps-1-value-with_whom]").select_option("lead")
    author.locator("[name=steps-1-value-title]").fill("Say what you see in a change")
    author.get_by_title("Settings").nth(1).click()
    author.locator("[name=steps-1-value-change]").select_option("editorial")
    hand_in(author)
    expect(
        author.get_by_text("More than words changed in “Say what you see in a change”: “With whom”")
    ).to_be_visible()
    kept_by_itself(author)
    author.locator("[name=steps-1-value-change]").select_option("substantive")
    hand_in(author)
    expect(author.locator(".messages")).to_contain_text("submitted for moderation")
    approve(editor, address)
    reader.reload()
    expect(reader.locator("main")).to_contain_text("Say what you see in a change")


def add_step(page, number: int, *, needs: str, **told: str) -> None:
    page.locator("[data-contentpath=steps]").get_by_title("Insert a block").nth(number).click()
    for part, words in told.items():
        page.locator(f"[name=steps-{number}-value-{part}]").fill(words)
    page.get_by_title("Settings").nth(number).click()
    page.locator(f"[name=steps-{number}-value-needs]").fill(needs)


def kept_by_itself(page) -> None:
    """A draft that was refused is kept a moment later, and would come after what mends it."""
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def hand_in(page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=re.compile("^Submit to")).click()
    page.wait_for_load_state()


def approve(page, address: str) -> None:
    page.goto("/cms/")
    page.locator(f"main a[href='{urlsplit(address).path}']").first.click()
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Approve and Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("has been")
    page.wait_for_load_state()
