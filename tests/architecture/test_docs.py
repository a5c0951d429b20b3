"""The docs and the commands they name are held together."""

import re

import pytest
from django.apps import apps
from django.core.management import get_commands

OURS = ("portal.", "initiatives", "events", "mentorship")


def text_of(paths, root) -> str:
    return "\n".join((root / path).read_text() for path in paths)


@pytest.fixture(scope="session")
def docs(project_files, root) -> str:
    return text_of([path for path in project_files if path.suffix == ".md"], root)


def test_every_command_of_ours_is_documented(docs):
    ours = {
        name
        for name, app in get_commands().items()
        if isinstance(app, str) and app.startswith(OURS)
    }
    assert {name for name in ours if f"manage.py {name}" not in docs} == set()


def test_every_make_target_in_the_docs_exists(docs, root):
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z]+)", docs)) | set(
        re.findall(r"^\s*make ([a-z]+)", docs, re.MULTILINE)
    )
    assert named - targets == set()


def test_every_manage_command_in_the_docs_exists(docs):
    assert set(re.findall(r"manage\.py ([a-z_]+)", docs)) - set(get_commands()) == set()


def test_every_address_of_the_environment_in_the_docs_is_read(docs, root):
    """A variable that the runbook explains and nothing reads would mislead an operator."""
    runbook = (root / "docs/runbook.md").read_text()
    explained = set(re.findall(r"^\|\s*`([A-Z_]+)`", runbook, re.MULTILINE))
    read = text_of(sorted((root / "portal/settings").glob("*.py")), root)
    assert {name for name in explained if name not in read and name != "ACCEPTANCE_DATA"} == set()


def test_every_path_in_the_map_exists(root, project_files):
    guide = root / "docs/map.md"
    paths = {
        path.rstrip("/")
        for path in re.findall(
            r"`((?:portal|initiatives|events|mentorship|templates|tests|docs|bench|bin)/[^`*<{ ]*)`",
            guide.read_text(),
        )
    }
    assert {path for path in paths if not (root / path).exists()} == set()


def test_every_relative_link_in_the_docs_leads_somewhere(project_files, root):
    dead = []
    for path in project_files:
        if path.suffix != ".md":
            continue
        dead += [
            f"{path}: {target}"
            for target in re.findall(r"\]\(([^)#\s]+)", (root / path).read_text())
            if "://" not in target
            and not target.startswith(("mailto:", "/"))
            and not (root / path.parent / target).exists()
        ]
    assert dead == []


def test_every_app_of_ours_has_a_label_of_its_own():
    ours = [app for app in apps.get_app_configs() if app.name.startswith(OURS)]
    assert sorted(app.label for app in ours) == sorted({app.label for app in ours})
