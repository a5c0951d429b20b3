"""Every form and every disclosure without a line of script."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE, PHONE

CALL = "devrel-community"
PATH = "Your first change to a guide"
PROGRAM = "Words and Policy Apprenticeship"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desk", "phone"])
def page(request, page_for):
    return page_for(javascript=False, viewport=request.param)


@pytest.fixture
def page_as(page_for, as_role):
    def open_page(role: str):
        return page_for(storage_state=as_role(role), javascript=False, viewport=NARROW_PHONE)

    return open_page


def said(page):
    return page.locator(".messages")


def test_groups_are_narrowed_and_widened_again(page):
    page.goto("/initiatives/")
    all_groups = count(page)
    open_filters(page)
    page.get_by_role("checkbox", name=re.compile("^Graduated")).check()
    page.get_by_role("button", name="Show results").click()
    assert 0 < count(page) < all_groups
    page.locator("main a[href='/initiatives/']").last.click()
    assert count(page) == all_groups


def open_filters(page) -> None:
    if not page.get_by_role("button", name="Show results").is_visible():
        page.locator("form.facets summary").first.click()


def count(page) -> int:
    return int(re.search(r"\d+", page.get_by_role("status").first.inner_text())[0])


def test_the_calendar_is_narrowed_to_newcomers(page):
    page.goto("/events/")
    if not page.get_by_role("button", name="Show meetings").is_visible():
        page.locator("form.facets summary").first.click()
    page.get_by_role("checkbox", name="Open to newcomers").check()
    page.get_by_role("button", name="Show meetings").click()
    expect(page).to_have_url(re.compile("newcomers=on"))
    page.wait_for_load_state()
    rows = page.locator("main .meeting")
    assert rows.count() == page.locator("main .meeting:has-text('newcomers')").count()


def test_the_whole_site_is_searched(page):
    page.goto("/search/?q=sigstore")
    expect(page.locator("main").get_by_role("link", name="Sigstore", exact=True)).to_be_visible()


def test_a_wrong_password_is_told_at_the_field(page):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("nobody@example.org")
    page.get_by_label("Password").fill("not the password")
    page.locator("main").get_by_role("button", name="Sign in").first.click()
    expect(page.locator("main")).to_contain_text("not correct")


def test_the_theme_follows_the_system_and_shows_no_dead_button(page):
    page.goto("/")
    expect(page.locator("[data-theme-toggle]")).to_be_hidden()


def test_one_date_is_moved_and_put_back_called_off_and_taken_up_again(page_as):
    page = page_as("organizer")
    page.goto(f"/desk/meetings/{CALL}/schedule/")
    page.locator("summary", has_text="Move, rename or cancel one date").click()
    page.locator(".event-dates a").nth(2).click()
    day, hour = (page.get_by_label(label).input_value() for label in ("New date", "New time"))

    move(page, f"{date.fromisoformat(day) + timedelta(days=1)}", "05:30")
    expect(page.locator("main")).to_contain_text("It was planned for")
    move(page, day, hour)
    expect(page.locator("main")).not_to_contain_text("It was planned for")

    part = page.get_by_role("region", name="Cancel it")
    part.get_by_label("Why").fill("Nobody has the keys.")
    part.get_by_role("button", name="Cancel this date").click()
    expect(said(page)).to_contain_text("The date is cancelled.")
    looks_right(page)
    page.get_by_role("button", name="Take the cancellation back").click()
    expect(said(page)).to_contain_text("The date takes place.")


def move(page, day: str, hour: str) -> None:
    page.get_by_label("New date").fill(day)
    page.get_by_label("New time").fill(hour)
    page.get_by_role("button", name="See what this means").click()
    expect(page.get_by_role("table", name="It would then be")).to_contain_text(hour)
    looks_right(page)
    page.get_by_role("button", name="Move it").click()
    expect(said(page)).to_contain_text("The date is moved.")


def test_a_step_is_marked_and_unmarked_and_a_path_is_left_and_taken_up_again(page_as):
    page = page_as("newcomer")
    page.goto("/paths/")
    page.get_by_role("link", name=PATH).click()
    page.locator("main").get_by_role("button", name="Start this path").click()
    here, main = page.locator("[aria-current=step]"), page.locator("main")
    first = here.get_by_role("heading").inner_text()
    looks_right(page)
    here.get_by_role("button").click()
    expect(here).not_to_contain_text(first)
    expect(main).to_contain_text(re.compile(r"1 of \d steps done"))
    looks_right(page)

    page.get_by_role("button", name="Undo").click()
    expect(here).to_contain_text(first)
    page.locator("summary", has_text="Leave this path").click()
    page.get_by_role("button", name="Leave it for now").click()
    expect(said(page)).to_contain_text("Your marks are kept.")
    page.locator("main").get_by_role("link", name=PATH).click()
    page.get_by_role("button", name="Return to it").click()
    expect(here).to_contain_text(first)


def test_an_application_is_kept_sent_changed_and_withdrawn(page_as):
    page = page_as("mentee")
    page.goto("/mentorship/")
    page.get_by_role("link", name=PROGRAM).click()
    page.get_by_role("link", name="Apply as a mentee").click()
    looks_right(page)
    page.get_by_label("Why you").fill("I translate at night and want company.")
    page.get_by_role("button", name="Save a draft").click()
    expect(said(page)).to_contain_text("Only you see it.")
    looks_right(page)

    page.get_by_role("link", name="Write on").click()
    page.get_by_role("button", name="Send my application").click()
    expect(page.get_by_role("alert")).to_contain_text("How long have you done this kind of work?")
    looks_right(page)
    page.get_by_role("group", name="How long have you done").get_by_role("radio").nth(1).check()
    page.get_by_role("checkbox", name=re.compile("^The people who run this program")).check()
    page.get_by_role("button", name="Send my application").click()
    expect(said(page)).to_contain_text("Your application is sent.")

    own = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=PROGRAM))
    own.get_by_role("link", name="Read or change it").click()
    expect(page.get_by_label("Why you")).to_have_value("I translate at night and want company.")
    page.get_by_role("button", name="Send the changes").click()
    own.get_by_role("link", name="Withdraw").click()
    looks_right(page)
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(said(page)).to_contain_text("Your application is withdrawn.")
    expect(own).to_contain_text("Withdrawn")


def test_a_kind_of_mail_is_stopped_and_wanted_again(page_as):
    page = page_as("mentee")
    page.goto("/me/notices/")
    page.locator("main a[href='/me/notices/settings/']").click()
    looks_right(page)
    mail = page.get_by_role("group", name="Your mentorship").get_by_label("By mail")
    for choose, is_wanted in ((mail.uncheck, False), (mail.check, True)):
        choose()
        page.get_by_role("button", name="Save").click()
        expect(said(page)).to_contain_text("Saved.")
        expect(mail).to_be_checked(checked=is_wanted)
