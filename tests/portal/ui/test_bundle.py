"""One stylesheet and three small scripts, inside their budgets, free of what breaks the other way round."""

import gzip
import re

import pytest
from django.conf import settings

from portal.ui.bundle import BUNDLE, FOLDER, parts, stylesheet
from portal.ui.icons import ICONS

SCRIPTS = ["theme.js", "page.js", "times.js"]
# Loaded by the pages that need it.
PAGE_SCRIPTS = ["facet_find.js", "week_grid.js"]
PAGE_SHEETS = ["certificate.css", "styleguide.css"]
PHYSICAL = re.compile(
    r"[\s;{](?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|left|right|top|bottom|width|height|(?:min|max)-(?:width|height))\s*:"
    r"|(?:text-align|float|clear):\s*(?:left|right)"
)


def size_on_the_wire(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_the_bundle_is_made_of_its_parts():
    assert BUNDLE.read_text("utf-8") == stylesheet(), "run: python -m portal.ui.bundle"


def test_every_component_file_is_in_the_bundle():
    files = {p for p in FOLDER.rglob("*.css") if p.name not in {"portal.css", *PAGE_SHEETS}}

    assert files == set(parts())


def test_the_stylesheet_fits_its_budget():
    assert size_on_the_wire(stylesheet()) <= 12_000


def test_the_scripts_fit_their_budget():
    scripts = "".join((FOLDER / name).read_text("utf-8") for name in SCRIPTS)

    assert {p.name for p in FOLDER.rglob("*.js")} == {*SCRIPTS, *PAGE_SCRIPTS}
    assert size_on_the_wire(scripts) <= 3_072


@pytest.mark.parametrize("name", PAGE_SCRIPTS)
def test_a_script_of_one_page_fits_its_budget(name):
    assert size_on_the_wire((FOLDER / name).read_text("utf-8")) <= 3_072


@pytest.mark.parametrize("part", [*parts(), FOLDER / "styleguide.css"], ids=lambda p: p.name)
def test_properties_are_logical_so_that_pages_mirror(part):
    rules = re.sub(r"@(?:media|container) \([^)]*\)", "", part.read_text("utf-8"))

    assert PHYSICAL.findall(rules) == []


def test_the_sprite_holds_the_icons_that_are_named():
    sprite = (FOLDER / "icons.svg").read_text("utf-8")

    assert tuple(re.findall(r'<symbol id="([\w-]+)"', sprite)) == ICONS


@pytest.mark.parametrize("forbidden", [' style="', " onclick=", "<style", "javascript:"])
def test_templates_keep_to_the_content_security_policy(forbidden):
    folder = settings.BASE_DIR / "templates"

    assert [p.name for p in folder.rglob("*.html") if forbidden in p.read_text("utf-8")] == []
