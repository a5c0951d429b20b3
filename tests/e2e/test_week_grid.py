"""A week is painted by mouse, finger and keyboard, and ticked without a script."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from portal.core.availability import CELLS, in_words, windows_of
from tests.e2e.conftest import PHONE

URL = "/me/availability/"
HOLD_MS, WORDS_MS = 350, 120  # as in week_grid.js
FROM_THE_TOP = 150


@pytest.fixture
def sheet(page_for, as_role):
    """An empty sheet, opened as the demo lead with these traits of a browser."""

    def open_sheet(**browser):
        page = page_for(storage_state=as_role("lead"), timezone_id="Europe/Berlin", **browser)
        page.goto(URL)
        page.get_by_role("button", name="Clear the sheet").click()
        expect(words(page)).to_have_text("No time yet")
        # Without scripts nothing is dragged, and a page in which none runs never answers one.
        if browser.get("javascript", True):
            # Not by wheel: its scrolling goes on while the next line reads where the boxes stand.
            by = box(page, at(0, 15)).bounding_box()["y"] - FROM_THE_TOP
            page.evaluate("top => scrollBy({top, behavior: 'instant'})", by)
        return page

    return open_sheet


def words(page):
    return page.locator("[role=status] b").first


def box(page, cell: int):
    return page.locator(f"input[name=t{cell}]")


def centre(page, cell: int) -> tuple[float, float]:
    at = box(page, cell).bounding_box()
    return at["x"] + at["width"] / 2, at["y"] + at["height"] / 2


def at(day: int, half_hour: int) -> int:
    return day * 48 + half_hour


def test_a_mouse_drags_a_rectangle_and_drags_it_away_again(sheet):
    page = sheet()
    for said in ("Monday to Wednesday 09:00–11:00", "No time yet"):
        page.mouse.move(*centre(page, at(0, 18)))
        page.mouse.down()
        page.mouse.move(*centre(page, at(3, 30)), steps=4)
        page.mouse.move(*centre(page, at(2, 21)), steps=4)
        page.mouse.up()
        expect(words(page)).to_have_text(said)


def test_a_click_turns_one_box_round(sheet):
    page = sheet()
    box(page, at(4, 20)).click()
    expect(words(page)).to_have_text("Fridays 10:00–10:30")
    box(page, at(4, 20)).click()
    expect(words(page)).to_have_text("No time yet")


def test_keys_move_choose_and_carry_along(sheet):
    page = sheet()
    box(page, at(0, 14)).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    page.keyboard.down("Shift")
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.up("Shift")
    expect(words(page)).to_have_text("Tuesdays and Wednesdays 07:00–08:30")
    expect(box(page, at(2, 16))).to_be_focused()
    page.keyboard.press("End")
    expect(box(page, at(6, 16))).to_be_focused()


def test_the_sheet_is_one_stop_for_the_tab_key(sheet):
    page = sheet()
    box(page, at(0, 14)).focus()
    page.keyboard.press("Tab")
    expect(page.locator("summary:focus")).to_be_attached()


def test_arrows_pass_over_folded_nights_and_mirror_from_right_to_left(sheet):
    page = sheet()
    box(page, at(0, 14)).focus()
    page.keyboard.press("ArrowUp")
    expect(box(page, at(0, 14))).to_be_focused()
    page.evaluate("document.documentElement.dir = 'rtl'")
    page.keyboard.press("ArrowLeft")
    expect(box(page, at(1, 14))).to_be_focused()


def touch(session, kind: str, *points) -> None:
    told = [{"x": x, "y": y} for x, y in points]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})


def test_a_finger_taps_scrolls_and_paints_once_it_was_held(sheet):
    """On a clock of the test's own: how long a finger rests is said, not waited for."""
    page = sheet(viewport=PHONE, has_touch=True)
    session = page.context.new_cdp_session(page)
    page.clock.install()
    page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))
    page.touchscreen.tap(*centre(page, at(0, 18)))
    page.clock.run_for(WORDS_MS)
    expect(words(page)).to_have_text("Mondays 09:00–09:30")

    before = page.evaluate("scrollY")
    page.evaluate("addEventListener('scrollend', () => document.body.dataset.rests = '')")
    x, y = centre(page, at(0, 24))
    touch(session, "touchStart", (x, y))
    for step in range(12):
        touch(session, "touchMove", (x, y - 12 * step))
    touch(session, "touchEnd")
    expect(page.locator("body[data-rests]")).to_be_attached()
    page.clock.run_for(HOLD_MS + WORDS_MS)
    assert page.evaluate("scrollY") - before > 50
    expect(words(page)).to_have_text("Mondays 09:00–09:30")

    before = page.evaluate("scrollY")
    (x, y), (to_x, to_y) = centre(page, at(0, 22)), centre(page, at(2, 25))
    touch(session, "touchStart", (x, y))
    page.clock.run_for(HOLD_MS)
    for step in range(11):
        touch(session, "touchMove", (x + (to_x - x) * step / 10, y + (to_y - y) * step / 10))
    touch(session, "touchEnd")
    page.clock.run_for(WORDS_MS)
    expect(words(page)).to_have_text("Mondays 09:00–09:30; Monday to Wednesday 11:00–13:00")
    assert page.evaluate("scrollY") == before


def test_the_script_says_what_the_server_says(sheet):
    page, rng = sheet(), random.Random(5)
    page.evaluate("document.querySelectorAll('.week-grid details').forEach(d => d.open = true)")
    samples = [set(range(CELLS)), set(range(CELLS - 2)), {0, CELLS - 1}, {47, 48, 335, 0}]
    for _ in range(30):
        spans = [
            (rng.randrange(CELLS), rng.choice([1, 3, 8, 60])) for _ in range(rng.randint(1, 9))
        ]
        samples.append({(start + n) % CELLS for start, long in spans for n in range(long)})
        one = rng.sample(range(7), rng.randint(2, 5))
        samples.append(
            {at(day, cell) % CELLS for day in one for cell in range(36, 36 + rng.choice([4, 14]))}
        )
    for chosen in samples:
        page.evaluate(
            """chosen => {
              document.querySelectorAll(".week-grid input").forEach(box =>
                box.checked = chosen.includes(Number(box.name.slice(1))));
              document.querySelector(".week-grid input").dispatchEvent(
                new Event("change", {bubbles: true}));
            }""",
            sorted(chosen),
        )
        expect(words(page)).to_have_text(in_words(windows_of(chosen)))


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_hours_are_kept_with_and_without_a_script(javascript, sheet):
    page = sheet(javascript=javascript)
    page.get_by_label("Your time zone").fill("Europe/Berlin")
    for cell in (36, 37, 38):
        box(page, cell).check()
    page.get_by_role("button", name="Copy Monday").click()
    expect(words(page)).to_have_text("Monday to Friday 18:00–19:30")
    page.get_by_role("button", name="Save these hours").click()
    expect(page.locator(".messages")).to_contain_text(
        "Saved: Monday to Friday 18:00–19:30, Berlin time."
    )
    expect(page.locator(".week-grid input:checked")).to_have_count(15)


def test_nights_can_be_unfolded_without_a_script(sheet):
    page = sheet(javascript=False)
    page.locator("summary", has_text="Night, until 07:00").click()
    box(page, 0).check()
    page.get_by_label("Your time zone").fill("Europe/Berlin")
    page.get_by_role("button", name="Save these hours").click()
    expect(words(page)).to_have_text("Mondays 00:00–00:30")
    expect(box(page, 0)).to_be_visible()
