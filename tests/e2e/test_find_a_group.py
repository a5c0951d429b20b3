"""A newcomer finds a group: by facets, by a misspelt name, by keys alone and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.hands import tab_to


def count(page) -> int:
    return int(re.search(r"\d+", page.get_by_role("status").first.inner_text())[0])


def open_filters(page) -> None:
    if not page.get_by_role("button", name="Show results").is_visible():
        page.locator("form.facets > details > summary").click()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_and_the_map_look_right(page_for, viewport, scheme):
    page = page_for(viewport=viewport, color_scheme=scheme)
    page.goto("/initiatives/?meets=yes&tz=Nowhere")
    open_filters(page)
    looks_right(page)
    page.goto("/initiatives/map/?kind=sig")
    page.get_by_role("radio", name="Large").check()
    looks_right(page)


def test_facets_narrow_step_by_step_and_the_address_can_be_shared(page_for):
    page = page_for()
    page.goto("/initiatives/")
    everything = count(page)
    page.get_by_role("checkbox", name=re.compile("^Newcomer-friendly")).check()
    page.get_by_role("button", name="Show results").click()
    welcoming = count(page)
    assert 0 < welcoming < everything
    page.get_by_role("checkbox", name=re.compile("^Meets in my waking hours")).check()
    page.get_by_label("Your time zone").fill("Europe/Berlin")
    page.get_by_role("button", name="Show results").click()
    awake = count(page)
    assert 0 < awake <= welcoming
    other = page_for(timezone_id="Asia/Tokyo")
    other.goto(page.url)
    assert count(other) == awake
    page.get_by_role("link", name=re.compile("Newcomer-friendly")).click()
    assert count(page) >= awake


def test_waking_hours_need_a_zone_and_say_so(page_for):
    page = page_for(javascript=False)
    page.goto("/initiatives/")
    everything = count(page)
    page.get_by_role("checkbox", name="Meets in my waking hours").check()
    page.get_by_role("button", name="Show results").click()
    assert count(page) == everything
    expect(page.locator("form.facets")).to_contain_text("Say where you are")


def test_a_long_list_of_choices_unfolds_and_is_searched(page_for):
    page = page_for()
    page.goto("/initiatives/")
    parents = page.locator("fieldset.facet", has=page.locator("input[name=parent]"))
    hidden = parents.locator("details .facet-option").first
    expect(hidden).to_be_hidden()
    parents.locator("summary").click()
    expect(hidden).to_be_visible()
    parents.get_by_label("Find in this list").fill("zzzz")
    expect(hidden).to_be_hidden()


def test_a_group_is_found_by_keys_alone(page_for):
    page = page_for()
    page.goto("/initiatives/")
    tab_to(page, "input[name=newcomers]", at_most=60)
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("newcomers=yes"))
    tab_to(page, ".group-name a", at_most=120)
    name = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_a_misspelt_name_finds_its_group(page_for, javascript):
    page = page_for(javascript=javascript)
    page.goto("/initiatives/")
    page.get_by_label("Name or words").fill("sgistore")
    page.get_by_role("button", name="Show results").click()
    expect(page.locator(".group-name").first).to_have_text("Sigstore")
    page.goto("/search/?q=sgistore")
    expect(page.locator("main .group-name").first).to_have_text("Sigstore")


def test_the_map_is_read_zoomed_and_opened_by_keys(page_for):
    page = page_for(javascript=False)
    page.goto("/initiatives/map/")
    picture = page.locator(".hierarchy-map .table-region > svg")
    readable = picture.bounding_box()["width"]
    tab_to(page, "[name=map-zoom]", at_most=90)
    page.keyboard.press("ArrowRight")
    assert picture.bounding_box()["width"] > readable
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.station a')"):
            break
    # A link inside a picture has no box: its whole row is framed instead.
    ring = "getComputedStyle(document.activeElement.querySelector('.station-hit')).strokeWidth"
    assert page.evaluate(ring) == "3px"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/initiatives/[a-z-]+/$"))


def test_the_map_shows_another_day(page_for):
    page = page_for(javascript=False)
    page.goto("/initiatives/map/")
    page.get_by_text("See another day").click()
    page.get_by_label("Day", exact=True).fill("2025-01-01")
    page.get_by_role("button", name="Draw the map of that day").click()
    expect(page.locator("main")).to_contain_text("as they were on 1 January 2025")
