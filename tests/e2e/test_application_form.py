"""A form is built at the desk, answered, refused by a rule in words, mended, and accepted."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE

PROGRAM = "Words and Policy Apprenticeship"
ADULT, SINCE, TOOLS = "Are you 18 or older?", "Since when do you write?", "What do you write with?"


@pytest.fixture(params=[DESKTOP, NARROW_PHONE], ids=["desk", "phone"])
def page_as(request, own_demo, page_for, as_role):
    def open_page(role: str):
        return page_for(
            storage_state=as_role(role, demo=own_demo),
            base_url=own_demo.url,
            viewport=request.param,
            javascript=False,
        )

    return open_page


def test_from_the_first_question_to_a_place(page_as):
    desk = page_as("program admin")
    open_the_editor(desk)
    add_question(desk, ADULT, "Yes or no", required=True)
    add_question(desk, TOOLS, "Any number of choices", choices="An editor\nA word processor")
    add_question(desk, SINCE, "One line of text", only_if=f"{TOOLS} → An editor")
    move(desk, "Up", SINCE)
    desk.get_by_role("button", name="Publish the questions").click()
    expect(desk.locator(".messages")).to_contain_text("can't be asked like this")
    looks_right(desk)
    move(desk, "Down", SINCE)
    desk.locator("summary", has_text="Add a rule").click()
    desk.get_by_label("Whoever applies").select_option(label=f"answers “{ADULT}” with “Yes”")
    desk.get_by_role("button", name="Add the rule").click()
    desk.get_by_role("button", name="Publish the questions").click()
    expect(desk.locator(".messages")).to_contain_text("Published as version 1.")
    looks_right(desk)

    mentee = page_as("mentee")
    mentee.goto("/mentorship/")
    mentee.get_by_role("link", name=PROGRAM).click()
    mentee.get_by_role("link", name="Apply as a mentee").click()
    expect(mentee.get_by_role("region", name="Who may apply")).to_contain_text(ADULT)
    expect(mentee.locator("main")).to_contain_text(f"Only if you answer “{TOOLS}”")
    answer_what_is_always_asked(mentee)
    mentee.get_by_role("button", name="Send my application").click()
    expect(mentee.get_by_role("alert")).to_contain_text(ADULT)
    looks_right(mentee)
    say(mentee, ADULT, "No")
    mentee.get_by_role("checkbox", name="An editor").check()
    mentee.get_by_label(re.compile(f"^{re.escape(SINCE)}")).fill("1999")
    mentee.get_by_role("button", name="Send my application").click()
    expect(mentee.locator(".messages")).to_contain_text("a rule is not met")
    own = mentee.get_by_role("listitem").filter(has=mentee.get_by_role("heading", name=PROGRAM))
    expect(own).to_contain_text("The rules are not met")
    expect(own).to_contain_text("change it and send again")
    looks_right(mentee)
    own.get_by_role("link", name="Read or change it").click()
    say(mentee, ADULT, "Yes")
    mentee.get_by_role("button", name="Send my application").click()
    expect(mentee.locator(".messages")).to_contain_text("Your application is sent.")
    expect(own).to_contain_text("You hear whether you take part by")
    own.locator("summary", has_text="What happened so far").click()
    expect(own).to_contain_text("A rule was not met")
    looks_right(mentee)

    open_the_cohort(desk)
    looks_right(desk)
    desk.locator("main .rows a[href*='/applications/']").last.click()
    expect(desk.get_by_role("region", name="Their answers")).to_contain_text("1999")
    looks_right(desk)
    desk.get_by_role("button", name="Accept into the matching").click()
    mentee.goto("/me/mentorship/")
    expect(own).to_contain_text("In the matching")


def open_the_program(desk):
    desk.goto("/desk/mentorship/")
    desk.get_by_role("link", name=PROGRAM).click()


def open_the_editor(desk):
    open_the_program(desk)
    desk.get_by_role("link", name=re.compile("^Questions and rules")).first.click()
    looks_right(desk)


def open_the_cohort(desk):
    open_the_program(desk)
    desk.locator("#cohorts ~ ul h3 a").first.click()


def add_question(desk, text: str, kind: str, *, choices="", required=False, only_if=""):
    desk.get_by_role("link", name="Add a question").click()
    desk.get_by_label("The question").fill(text)
    desk.get_by_label("What is answered").select_option(label=kind)
    desk.get_by_label("The choices, one a line").fill(choices)
    desk.get_by_label("It has to be answered").set_checked(required)
    if only_if:
        desk.get_by_label("Ask it only if").select_option(label=only_if)
    looks_right(desk)
    desk.get_by_role("button", name="Keep the question").click()
    expect(desk.locator(".messages")).to_contain_text("It is asked once you publish")


def move(desk, way: str, question: str):
    name = re.compile(rf"^{way}\W+{re.escape(question)}")
    desk.get_by_role("button", name=name).click()


def answer_what_is_always_asked(page):
    page.get_by_label("Why you").fill("I translate at night and want company.")
    page.get_by_role("group", name="How long have you done").get_by_role("radio").nth(1).check()
    page.get_by_role("checkbox", name=re.compile("^The people who run this program")).check()


def say(page, question: str, answer: str):
    page.get_by_role("group", name=question).get_by_role("radio", name=answer).check()
