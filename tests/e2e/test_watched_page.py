"""The watch itself: each thing a page may not do is noticed when a page does it."""

import pytest

from tests.e2e.accessibility import sideways_scroll, violations
from tests.e2e.watched_page import watch

PATIENCE_MS = 15_000


@pytest.fixture
def watched(chromium, portal):
    context = chromium.new_context(base_url=portal.url)
    page, complaints = context.new_page(), []
    watch(page, portal.url, complaints)
    page.goto("/about/")
    assert complaints == []
    yield page, complaints
    context.close()


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("() => console.error('broken')", "console: broken"),
        ("() => setTimeout(() => missing())", "script error: missing is not defined"),
        ("() => { new Image().src = 'http://127.0.0.1:9/x.png' }", "Content Security Policy"),
        ("() => document.body.setAttribute('style', 'color: red')", "CSP: style-src-attr"),
        (
            "() => document.head.append(new Range().createContextualFragment('<script>1</script>'))",
            "CSP: script-src-elem",
        ),
    ],
)
def test_what_a_page_may_not_do_is_noticed(watched, deed, words):
    page, complaints = watched
    page.evaluate(deed)
    for _ in range(PATIENCE_MS // 50):
        if any(words in complaint for complaint in complaints):
            return
        page.wait_for_timeout(50)  # while it waits, the page's events come in
    raise AssertionError(complaints)


def test_a_request_to_another_host_is_noticed(watched, portal):
    page, complaints = watched
    other = portal.url.replace("127.0.0.1", "localhost")
    page.goto(f"{other}/about/")
    assert any(f"asked another host: {other}" in complaint for complaint in complaints)


def test_axe_is_awake(watched):
    page, _complaints = watched
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [words.partition(":")[0] for words in violations(page)] == ["image-alt"]


def test_a_page_too_wide_is_noticed(watched):
    page, _complaints = watched
    page.evaluate(
        "const box = document.createElement('div'); box.style.inlineSize = '3000px';"
        "box.style.blockSize = '10px';"
        "document.querySelector('main').append(box)"
    )
    assert sideways_scroll(page) > 1000
