"""Everything by keyboard alone, with the focus in sight."""

import re

from playwright.sync_api import expect

from tests.e2e.conftest import PHONE
from tests.e2e.hands import FOCUSED, is_in_sight, tab_to


def test_the_first_tab_offers_to_skip_to_the_content(page_for):
    page = page_for()
    page.goto("/initiatives/")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.textContent") == "Skip to main content"
    assert is_in_sight(page)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_every_stop_of_the_tab_key_can_be_seen(page_for):
    page = page_for()
    page.goto("/initiatives/")
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if not is_in_sight(page):
            unseen.append(page.evaluate(f"{FOCUSED}.outerHTML.slice(0, 120)"))
    assert unseen == []


def test_the_focus_is_seen_in_forced_colours_too(page_for):
    page = page_for()
    page.emulate_media(forced_colors="active")
    page.goto("/initiatives/")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert is_in_sight(page), page.evaluate(f"{FOCUSED}.outerHTML.slice(0, 120)")


def test_a_facet_is_chosen_and_applied_by_keyboard(page_for):
    page = page_for()
    page.goto("/initiatives/")
    tab_to(page, "input[name=stage][value=graduated]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("stage=graduated"))
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"\d+"))


def test_on_a_phone_the_filters_open_by_keyboard(page_for):
    page = page_for(viewport=PHONE)
    page.goto("/initiatives/")
    expect(page.locator("input[name=stage]").first).to_be_hidden()
    tab_to(page, "form.facets summary")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=stage]").first).to_be_visible()


def test_the_menu_leads_to_the_calendar(page_for):
    page = page_for()
    page.goto("/")
    tab_to(page, "nav a[href='/events/']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Calendar")


def test_the_theme_toggle_holds_from_page_to_page(page_for):
    page = page_for(color_scheme="light")
    page.goto("/")
    light = background(page)
    tab_to(page, "[data-theme-toggle]", at_most=120)
    page.keyboard.press("Space")
    dark = background(page)
    assert dark != light
    page.goto("/events/")
    assert background(page) == dark


def background(page) -> str:
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_the_month_table_is_read_and_followed_by_keyboard(page_for):
    page = page_for()
    page.goto("/events/month/")
    title = page.locator("#month-title").inner_text()
    tab_to(page, ".table-region")
    tab_to(page, ".month-items a")
    link = page.evaluate(f"({FOCUSED}).textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/*/*-*-*/")
    assert page.get_by_role("heading", level=1).inner_text() in link
    page.go_back()
    page.locator("a[rel=next]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#month-title")).not_to_have_text(title)


def test_a_wide_month_scrolls_inside_its_own_box(page_for):
    page = page_for(viewport=PHONE)
    page.goto("/events/month/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_menu_on_a_phone_unfolds_by_keys_and_without_scripts(page_for):
    page = page_for(viewport=PHONE, javascript=False)
    page.goto("/initiatives/")
    paths = page.get_by_role("navigation", name="Main").get_by_role("link", name="Paths")
    expect(paths).to_be_hidden()
    page.locator(".menu > summary").focus()
    page.keyboard.press("Enter")
    expect(paths).to_be_visible()
