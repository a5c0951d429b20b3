"""Every list of people in the folder of nasty files comes to what its manifest says."""

import csv
import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

from mentorship.models import Application
from portal.people.models import User
from tests.factories.mentorship import CohortFactory

TAKEN = {
    "people_ok.csv": 2,
    "people_formula.csv": 2,
    "people_utf16.csv": 1,
    "people_bom.csv": 1,
    "people_header_swapped.csv": 1,
    "people_cr_only.csv": 2,
    "header_only.csv": 0,
}
# File → line, field and a word of the message, for every reason given.
REFUSED = {
    "people_latin1.csv": [(2, "", "not UTF-8 at byte 82")],
    "people_dups.csv": [(3, "email", "Lines 2 and 3"), (5, "email", "Lines 4 and 5")],
    "people_half.csv": [(3, "", "2 cells")],
    "people_openquote.csv": [(2, "", "never closed")],
    "people_nul.csv": [(2, "", "control character (code 0)")],
    "people_header_unknown.csv": [(1, "is_superuser", "unknown"), (1, "is_staff", "unknown")],
    "people_header_dup.csv": [(1, "email", "twice")],
    "people_semicolon.csv": [(1, "", "Found 1 column")],
    "people_numbers.csv": [(line, "capacity", "whole number") for line in range(2, 8)],
    "people_longcell.csv": [(2, "name", "longer than")],
    "people_timezones.csv": [
        *((2, "timezone", "EST"), (4, "timezone", "GMT+5"), (5, "timezone", "UTC+05:30")),
        *((9, "timezone", "Mars/Olympus"), (10, "timezone", "etc/passwd")),
    ],
    "empty.csv": [(0, "", "file is empty")],
    "html_named.csv": [(0, "", "looks like HTML")],
    "xlsx_named.csv": [(0, "", "zip file")],
}
pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(acceptance_data) -> Path:
    CohortFactory(key="spring")
    return acceptance_data / "badinput" / "csv"


def run(capsys, path: Path) -> tuple[int, dict]:
    try:
        call_command(
            *("import_people", str(path), "--cohort", "spring", "--role", "mentor"),
            *("--report", "json"),
        )
        code = 0
    except SystemExit as stopped:
        code = stopped.code
    return code, json.loads(capsys.readouterr().out)


def row_counts() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.managed
    }


def test_every_list_of_people_is_tried(acceptance_data):
    with (acceptance_data / "badinput" / "manifest.csv").open() as file:
        listed = {Path(row["file"]).name for row in csv.DictReader(file) if "csv/" in row["file"]}
    assert listed - {"events_conflicts.csv"} == set(TAKEN) | set(REFUSED)


@pytest.mark.parametrize("name", TAKEN)
def test_a_good_list_is_taken_once(name, folder, capsys):
    code, first = run(capsys, folder / name)
    assert (code, first["created"], first["errors"]) == (0, TAKEN[name], [])
    before = row_counts()
    code, second = run(capsys, folder / name)
    assert (code, second["created"], second["unchanged"]) == (0, 0, TAKEN[name])
    assert row_counts() == before


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_list_is_refused_whole(name, folder, capsys):
    before = row_counts()
    code, said = run(capsys, folder / name)
    found = [(error["line"], error["field"]) for error in said["errors"]]
    assert (code, found) == (1, [(line, field) for line, field, _ in REFUSED[name]])
    for error, (_, _, word) in zip(said["errors"], REFUSED[name], strict=True):
        assert word in error["message"]
    assert row_counts() == before


def test_formulas_are_text(folder, capsys):
    run(capsys, folder / "people_formula.csv")
    first, second = Application.objects.order_by("person__email")
    assert first.person.profile.display_name == '=HYPERLINK("http://evil.example")'
    assert [skill["skill"] for skill in first.facts["skills"]] == ["+1+1"]
    assert (first.motivation, second.motivation) == ("@SUM(1)", "\t=1+1")
    assert not User.objects.filter(is_staff=True).exists()


def test_zones_get_todays_names(folder, capsys, tmp_path):
    """The lines of the list that are no refusal, taken alone."""
    lines = (folder / "people_timezones.csv").read_text().splitlines(keepends=True)
    good = tmp_path / "zones.csv"
    good.write_text("".join(line for at, line in enumerate(lines, 1) if at not in {2, 4, 5, 9, 10}))
    run(capsys, good)
    zones = Application.objects.order_by("id").values_list("person__email", "facts__timezone")
    assert dict(zones) == {
        "z1@example.org": "America/Los_Angeles",
        "z4@example.org": "Asia/Kolkata",
        "z5@example.org": "Europe/Kyiv",
        "z6@example.org": "America/Los_Angeles",
        "z9@example.org": "",
        "z10@example.org": "Etc/GMT-14",
        "z11@example.org": "Europe/Kyiv",
    }
