"""The command: one report, an exit code, never a traceback."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mentorship.models import Application
from tests.factories.mentorship import CohortFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("email,role\nada@example.org,mentor\ngrace@example.org,\n")
    return path


def run(capsys, path, *options) -> tuple[int, dict]:
    try:
        call_command("import_people", str(path), "--report", "json", *options)
        code = 0
    except SystemExit as stopped:
        code = stopped.code
    return code, json.loads(capsys.readouterr().out)


def report(**counts) -> dict:
    empty = {"created": 0, "updated": 0, "unchanged": 0, "skipped": 0}
    return {**empty, "questions": [], "conflicts": [], "errors": []} | counts


def test_applied_once_and_again(capsys, people):
    CohortFactory(key="spring")
    options = ("--cohort", "spring", "--role", "mentee")
    assert run(capsys, people, *options, "--dry-run") == (0, report(created=2))
    assert Application.objects.count() == 0
    assert run(capsys, people, *options) == (0, report(created=2))
    assert run(capsys, people, *options) == (0, report(unchanged=2))
    assert sorted(Application.objects.values_list("role", flat=True)) == ["mentee", "mentor"]


@pytest.mark.parametrize(
    ("name", "cohort", "message"),
    [
        ("people.csv", "autumn", "No cohort is called “autumn”."),
        ("nothing.csv", "spring", "It can't be read: No such file or directory."),
    ],
)
def test_refused_in_words(capsys, people, name, cohort, message):
    CohortFactory(key="spring")
    code, said = run(capsys, people.with_name(name), "--cohort", cohort, "--role", "mentee")
    error = {"where": name, "line": 0, "field": "", "message": message}
    assert (code, said) == (1, report(errors=[error]))


def test_said_in_plain_words(capsys, people):
    CohortFactory(key="spring")
    call_command("import_people", str(people), "--cohort", "spring", "--role", "mentee")
    assert capsys.readouterr().out == (
        "2 created, 0 updated, 0 unchanged, 0 left out, 0 conflicts.\n"
    )


@pytest.mark.parametrize("options", [(), ("--cohort", "spring"), ("--role", "mentee")])
def test_cohort_and_role_are_asked_for(people, options):
    with pytest.raises(CommandError):
        call_command("import_people", str(people), *options)


def test_of_two_lines_the_last_one_when_told_so(capsys, tmp_path):
    CohortFactory(key="spring")
    path = tmp_path / "twice.csv"
    path.write_text("email,capacity\na@example.org,1\nA@example.org,3\n")
    options = ("--cohort", "spring", "--role", "mentor", "--last-wins")
    assert run(capsys, path, *options) == (0, report(created=1, skipped=1))
    assert Application.objects.get().capacity == 3
