"""What a strict CSP, a right-to-left reader and a page without JavaScript ask of the templates."""

import re

import pytest

DJANGO = re.compile(r"{%.*?%}|{#.*?#}|{{.*?}}|{%\s*comment.*?endcomment\s*%}", re.DOTALL)
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script with a body": re.compile(r"<script\b[^>]*>[^<\s]", re.IGNORECASE),
    "a script without a source": re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
ASSET = re.compile(
    r"<(?:script|img|source|iframe|video|audio|use|object|embed)\b[^>]*\b(?:src|href|srcset|data)="
    r"[\"'](?:https?:)?//"
    r"|<link\b(?=[^>]*\brel=[\"'](?:stylesheet|icon|preload|modulepreload|manifest|preconnect))"
    r"[^>]*\bhref=[\"'](?:https?:)?//",
    re.IGNORECASE,
)
LEFT_OR_RIGHT = re.compile(
    r"(?:^|[;{\s])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)\b"
    r"|(?:left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    r"|border-(?:top|bottom)-(?:left|right)-radius)"
)


@pytest.mark.parametrize("what", INLINE)
def test_a_template_has_no(what, templates, root):
    found = [str(path) for path in templates if INLINE[what].search(markup(root / path))]
    assert found == []


def markup(file) -> str:
    """The template's own HTML, Django's tags taken out so that a `>` in them ends no element."""
    return DJANGO.sub("{}", file.read_text())


def test_no_asset_comes_from_another_host(templates, root):
    assert [str(path) for path in templates if ASSET.search(markup(root / path))] == []


def test_no_template_asks_who_may_do_what(templates, root):
    """Rights are decided in `access` and `rules`; a template is told the answer."""
    asked = ("is_staff", "is_superuser")
    found = [
        str(path) for path in templates if any(name in (root / path).read_text() for name in asked)
    ]
    assert found == []


def test_the_css_knows_no_left_or_right(project_files, root):
    found = [
        f"{path}: {line.strip()}"
        for path in project_files
        if path.suffix == ".css" and "static" in path.parts
        for line in comments_out((root / path).read_text()).splitlines()
        if LEFT_OR_RIGHT.search(line)
    ]
    assert found == []


def comments_out(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def test_the_css_calls_nobody(project_files, root):
    calls = re.compile(r"url\(\s*[\"']?(?:https?:)?//|@import\s+[\"'](?:https?:)?//")
    found = [
        str(path)
        for path in project_files
        if path.suffix == ".css" and calls.search(comments_out((root / path).read_text()))
    ]
    assert found == []


def test_the_scripts_evaluate_no_text(project_files, root):
    dangerous = ("eval(", "new Function", "innerHTML", "outerHTML", "insertAdjacentHTML")
    found = [
        f"{path}: {word}"
        for path in project_files
        if path.suffix == ".js" and "vendor" not in path.parts
        for word in dangerous
        if word in (root / path).read_text()
    ]
    assert found == []
