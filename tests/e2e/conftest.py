"""A real browser, one for the whole run, and pages in it that complain about themselves."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e import portal as portal_process
from tests.e2e.watched_page import watch

# Playwright's loop lives in this thread for the rest of the run; Django's guard would take every
# later test of the database for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

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
PHONE = (390, 844)


def pytest_collection_modifyitems(items):
    """Everything here needs the browser, and runs after all that does not."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="session")
def portal(tmp_path_factory):
    running = portal_process.start(tmp_path_factory.mktemp("portal"))
    yield running
    portal_process.stop(running)


@pytest.fixture(scope="session")
def browser():
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    assert found, "no Chromium: run `make browser`, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def page_for(browser, portal):
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
        allow=(),
    ):
        context = browser.new_context(
            base_url=portal.url,
            timezone_id=timezone_id,
            locale=locale,
            java_script_enabled=javascript,
            viewport={"width": viewport[0], "height": viewport[1]},
            color_scheme=color_scheme,
            reduced_motion="reduce",
            storage_state=storage_state,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        watch(page, portal.url, complaints, allow=allow)
        return page

    yield open_page
    for context in contexts:
        with suppress(Exception):
            context.close()
    assert complaints == []
