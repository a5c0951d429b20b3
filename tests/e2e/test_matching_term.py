"""A term is matched: accepted, run, read, corrected, published, and answered on both sides."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE

MENTEE, MENTOR = "Sarita Lalupateghar", "Jannis Buchenthal"
WAYS = [(DESKTOP, True), (NARROW_PHONE, True), (NARROW_PHONE, False)]


@pytest.fixture(params=WAYS, ids=["desk", "phone", "without-a-script"])
def page_as(request, own_demo, page_for, as_role):
    viewport, javascript = request.param

    def open_page(role: str, **browser):
        return page_for(
            storage_state=as_role(role, demo=own_demo),
            base_url=own_demo.url,
            viewport=viewport,
            javascript=javascript,
            **browser,
        )

    return open_page


def test_a_term_from_the_applications_to_both_answers(page_as):
    desk = page_as("program admin")
    accept_everybody(desk)
    run(desk)
    read_why_some_have_none(desk)
    parted = next(pair for pair in pairs(desk) if MENTOR not in pair and MENTEE not in pair)
    decide(desk, parted[0], f"Never with {parted[1]}", "They work in the same office.")
    decide(desk, MENTEE, f"Always with {MENTOR}", "They asked for each other.")
    run_again(desk)
    compare(desk, parted[0])
    assert parted not in pairs(desk)
    assert (MENTEE, MENTOR) in pairs(desk)
    [other] = [mentee for mentee, mentor in pairs(desk) if mentor == MENTOR and mentee != MENTEE]
    publish(desk)

    mentee = page_as("mentee", timezone_id="Asia/Kathmandu")
    mentor = page_as("mentor", timezone_id="Europe/Berlin", color_scheme="dark")
    read_ones_match(mentee, MENTOR)
    read_ones_match(mentor, MENTEE)
    answer(mentee, "Yes, I want to", "You hear when the other one has answered.")
    assert addresses(mentee) == addresses(mentor) == []
    answer(mentor, "Yes, I want to", "Both of you have said yes.")
    mentee.reload()
    assert (addresses(mentee), addresses(mentor)) == ([email(MENTOR)], [email(MENTEE)])
    looks_right(mentee)

    read_ones_match(mentor, other)
    mentor.get_by_label("If no: why").fill("We worked together before.")
    answer(mentor, "No, not with this person", "You said no.")
    desk.goto(desk.url.partition("matching/")[0])
    ended = desk.locator("main .fact").filter(has_text="Matches that ended")
    expect(ended).to_contain_text("1")
    looks_right(desk)
    desk.goto("/desk/")
    expect(desk.get_by_role("link", name=re.compile("^Somebody is free again"))).to_be_visible()


def accept_everybody(page):
    page.goto("/desk/")
    page.get_by_role("link", name=re.compile("applications to answer")).click()
    looks_right(page)
    page.get_by_role("link", name="Accept all that wait").click()
    looks_right(page)
    page.get_by_role("button", name="Accept them all").click()
    for role in ("Mentees", "Mentors"):
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=role))
        expect(row.get_by_role("cell").first).to_have_text("0")


def run(page):
    page.get_by_role("link", name="Open the matching").click()
    looks_right(page)
    page.get_by_role("button", name="Run the matching").click()
    expect(page.locator(".messages")).to_contain_text("nobody is told yet")
    looks_right(page)


def read_why_some_have_none(page):
    page.get_by_role("region", name="without a mentor").locator("summary").first.click()
    expect(page.get_by_text("What would help:").first).to_be_visible()
    looks_right(page)


def pairs(page) -> list[tuple[str, str]]:
    rows = page.locator("section[aria-labelledby=pairs] tbody tr")
    return [
        tuple(names)
        for names in rows.evaluate_all(
            "rows => rows.map(row => [...row.querySelectorAll('a')].map(link => link.textContent))"
        )
    ]


def decide(page, mentee: str, word: str, why: str):
    """Opened from the list of pairs, and back to it."""
    list_of_pairs = page.url
    page.locator("main").get_by_role("link", name=mentee, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(mentee)
    other = word.partition(" with ")[2]
    page.locator("summary", has_text=f"Decide about {other}").click()
    form = page.locator("details[open] form")
    form.get_by_label("Why").fill(why)
    looks_right(page)
    form.get_by_role("button", name=word).click()
    expect(page.locator(".messages")).to_contain_text("It counts from the next run on")
    page.goto(list_of_pairs)


def run_again(page):
    expect(page.locator("main")).to_contain_text("Something has changed since this run")
    page.get_by_role("button", name="Run again").click()
    expect(page.locator(".messages")).to_contain_text("Run 2:")
    looks_right(page)


def compare(page, moved: str):
    """Who moved since the run before, and why; and back to the list of pairs."""
    list_of_pairs = page.url
    page.get_by_role("link", name="Compare: who moved, and why").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Run 1 and run 2")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=moved))
    expect(row).to_contain_text("The old pair is kept apart")
    looks_right(page)
    page.goto(list_of_pairs)


def publish(page):
    page.get_by_role("link", name="See the letters and publish").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Publish the matches")
    looks_right(page)
    page.get_by_role("button", name="Publish and tell them").click()
    expect(page.locator(".messages")).to_contain_text("Everybody concerned is told.")
    looks_right(page)


def read_ones_match(page, partner: str):
    """From one's own page, with reasons and hours."""
    page.goto("/me/")
    looks_right(page)
    asked = page.locator(".next-mark, .meeting").filter(has_text=partner)
    asked.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(partner)
    expect(
        page.get_by_role("region", name="Why you two").get_by_role("listitem").first
    ).to_be_visible()
    expect(
        page.get_by_role("region", name="When you could meet").locator("time").first
    ).to_be_visible()
    looks_right(page)


def answer(page, words: str, said: str):
    page.get_by_role("button", name=words).click()
    expect(page.locator(".messages")).to_contain_text(said)
    page.wait_for_load_state()


def addresses(page) -> list[str]:
    links = page.locator("main a[href^='mailto:']")
    return [link.get_attribute("href").removeprefix("mailto:") for link in links.all()]


def email(name: str) -> str:
    return f"{name.lower().replace(' ', '-')}@example.org"
