"""Two lists disagree about a group; an editor decides with one click, with and without a script."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.accessibility import looks_right
from tests.e2e.conftest import DESKTOP, PHONE

ROOT = Path(__file__).resolve().parents[2]
OTHER_LIST = """\
format: waymark-catalogue/1
initiatives:
- slug: bear
  name: Belonging, Empowerment, Allyship, and Representation
  kind: working-group
  stages: [{stage: graduated, source: Another list, seen_on: 2026-05-07}]
  parents: [{parent: governing-board, source: Another list, seen_on: 2026-05-07}]
  sources: [{title: Another list, seen_on: 2026-05-07}]
"""


def bring_in(portal, text: str) -> str:
    """As whoever runs the portal does it."""
    file = portal.folder / "another.yaml"
    file.write_text(text)
    done = subprocess.run(
        [sys.executable, "manage.py", "import_catalog", str(file)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{portal.folder / 'portal.sqlite3'}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize(
    ("viewport", "javascript"), [(DESKTOP, True), (PHONE, False)], ids=["desk", "phone, no script"]
)
def test_the_staff_settles_what_two_lists_say(viewport, javascript, own_demo, page_for, as_role):
    assert "2 conflicts." in bring_in(own_demo, OTHER_LIST)
    editor = page_for(
        storage_state=as_role("administrator", demo=own_demo),
        base_url=own_demo.url,
        viewport=viewport,
        javascript=javascript,
    )
    editor.goto("/desk/")
    editor.get_by_role("link", name="2 conflicts between sources wait for you").click()
    looks_right(editor)

    stage = editor.get_by_role("listitem").filter(has_text="Graduated")
    expect(stage).to_contain_text("Another list")
    stage.get_by_role("button", name="Take this").click()
    expect(editor.locator(".messages")).to_contain_text("has changed")

    parent = editor.get_by_role("listitem").filter(has_text="Governing Board")
    parent.get_by_role("button", name="Keep this").click()
    expect(editor.locator("main")).to_contain_text("All sources agree")
    looks_right(editor)

    editor.goto("/initiatives/bear/")
    expect(editor.locator("main")).to_contain_text("Graduated")
    assert "0 updated" in (said := bring_in(own_demo, OTHER_LIST))
    assert "0 conflicts." in said
