"""A real browser, one for the whole run, and pages in it that complain about themselves."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.e2e import portal as portal_process
from tests.e2e.crawl import crawl
from tests.e2e.watched_page import watch

# Playwright's loop lives in this thread for the rest of the run; Django's guard would take every
# later test of the database for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

expect.set_options(timeout=15_000)  # a busy machine is slow, not wrong

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
DESKTOP = (1280, 800)
PHONE, NARROW_PHONE = (390, 844), (360, 740)
# Dates and filter combinations are many pages of one template; the rest is visited whole.
BOUNDS = {"events:occurrence": 40, "events:month": 20, "events:join": 3, "initiatives:index": 60}
BOUNDS |= {"initiatives:compare": 12, "initiatives:detail": 120, "initiatives:history": 40}
BOUNDS |= {"ui:styleguide": 6, "events:index": 40, "search:index": 20, "events:feed_series": 20}


def pytest_collection_modifyitems(items):
    """Everything here needs the browser, and runs after all that does not."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    running = portal_process.start_demo(tmp_path_factory.mktemp("portal"))
    yield running
    portal_process.stop(running)


@pytest.fixture
def own_demo(portal, tmp_path):
    """For a test that changes what no second run of it could change again. Named before `page_for`,
    so that pages are closed while it still answers them."""
    running = portal_process.start_another(portal, tmp_path)
    yield running
    portal_process.stop(running)


@pytest.fixture(scope="session")
def portal_without_debug(portal, tmp_path_factory):
    running = portal_process.start_without_debug(portal, tmp_path_factory.mktemp("without-debug"))
    yield running
    portal_process.stop(running)


@pytest.fixture(scope="session")
def chromium():
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    assert found, "no Chromium: run `make browser`, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def page_for(chromium, portal):
    """Open a page as somebody: `page_for(timezone_id="Asia/Kolkata", javascript=False)`.

    At the end of the test every page must have behaved: no console error, no script error, no
    request to another host, no violation of the content security policy.
    """
    contexts, complaints = [], []

    def open_page(
        *,
        timezone_id="Europe/London",
        locale="en-GB",
        javascript=True,
        viewport=DESKTOP,
        color_scheme="light",
        storage_state=None,
        base_url=portal.url,
        has_touch=False,
        allow=(),
    ):
        context = chromium.new_context(
            base_url=base_url,
            timezone_id=timezone_id,
            locale=locale,
            java_script_enabled=javascript,
            viewport={"width": viewport[0], "height": viewport[1]},
            color_scheme=color_scheme,
            reduced_motion="reduce",
            storage_state=storage_state,
            has_touch=has_touch,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        watch(page, base_url, complaints, allow=allow)
        return page

    yield open_page
    for context in contexts:
        with suppress(Exception):
            context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def as_role(chromium, portal):
    """The cookies of a demo role, signed in once by its printed link."""
    known = {}

    def state(role: str, *, demo=portal) -> dict:
        if (demo.url, role) not in known:
            context = chromium.new_context(base_url=demo.url)
            page = context.new_page()
            page.goto(demo.sign_in_link(role))
            page.locator("main form button").click()
            page.wait_for_url(lambda url: "/demo/" not in url)
            known[demo.url, role] = context.storage_state()
            context.close()
        return known[demo.url, role]

    return state


@pytest.fixture(scope="session")
def crawled(portal):
    """Every page a stranger reaches by links."""
    return crawl(portal.url, at_most=lambda name: BOUNDS.get(name, 400))
