"""A mentee says apart to which group they belong, and everybody reads how fair a term was."""

import pytest
from playwright.sync_api import expect

from tests.e2e import portal as portal_process
from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, NARROW_PHONE

WAYS = [(DESKTOP, True), (NARROW_PHONE, False)]
IDS = ["desk", "phone-without-a-script"]
GROUP = "Back after a break"


@pytest.fixture
def term_in(portal, tmp_path):
    started = []

    def start(phase: str):
        started.append(portal_process.start_another(portal, tmp_path, phase=phase))
        return started[-1]

    yield start
    for running in started:
        portal_process.stop(running)


@pytest.mark.parametrize(("viewport", "javascript"), WAYS, ids=IDS)
def test_a_mentee_answers_apart_and_takes_it_back(term_in, page_for, as_role, viewport, javascript):
    demo = term_in("applications")
    page = page_for(
        storage_state=as_role("mentee", demo=demo),
        base_url=demo.url,
        viewport=viewport,
        javascript=javascript,
    )
    say(page, GROUP)
    expect(page.locator("main")).not_to_contain_text(GROUP)
    expect(page.locator("body")).to_contain_text("Kept apart from your application.")
    page.goto("/me/mentorship/demo-term/group/")
    expect(page.get_by_label(GROUP)).to_be_checked()
    looks_right(page)
    say(page, "I would rather not say")
    expect(page.locator("body")).to_contain_text("Nothing about a group of yours is kept.")


def say(page, group: str):
    page.goto("/me/mentorship/")
    page.get_by_role("link", name="See the question").click()
    page.get_by_label(group).check()
    page.get_by_role("button", name="Save").click()


@pytest.mark.parametrize(("viewport", "javascript"), WAYS, ids=IDS)
def test_everybody_reads_how_fair_a_term_was(term_in, page_for, viewport, javascript):
    demo = term_in("finished")
    page = page_for(
        base_url=demo.url, viewport=viewport, javascript=javascript, color_scheme="dark"
    )
    page.goto("/mentorship/security-mentorship/")
    page.locator('main a[href$="/fairness/"]').click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How fair was it?")
    expect(page.locator("main")).to_contain_text(GROUP)
    expect(page.locator("main")).to_contain_text("hidden")
    looks_right(page)
