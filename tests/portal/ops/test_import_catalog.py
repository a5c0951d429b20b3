"""The two commands, as a person types them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from initiatives.models import Initiative

pytestmark = pytest.mark.django_db

FILE = """\
format: waymark-catalogue/1
initiatives:
- slug: bread
  name: Bread
  kind: sig
  questions: [{about: when, text: sometimes, ask: When?}]
"""
REPORT_KEYS = ["created", "updated", "unchanged", "skipped", "questions", "conflicts", "errors"]


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "catalogue.yaml"
    path.write_text(FILE)
    return path


def report(capsys, *args, **options) -> dict:
    call_command("import_catalog", *map(str, args), report="json", **options)
    return json.loads(capsys.readouterr().out)


def test_a_report_has_exactly_the_agreed_keys(capsys, file):
    told = report(capsys, file)
    assert list(told) == REPORT_KEYS
    assert told == {
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "skipped": 0,
        "questions": [{"where": "bread", "text": "sometimes", "ask": "When?"}],
        "conflicts": [],
        "errors": [],
    }


def test_a_dry_run_writes_nothing(capsys, file):
    assert report(capsys, file, dry_run=True)["created"] == 1
    assert not Initiative.objects.exists()


def test_a_refusal_names_every_place_and_leaves_with_one(capsys, file):
    file.write_text(FILE + "  founded: 2020\n")
    with pytest.raises(SystemExit) as left:
        report(capsys, file)
    assert left.value.code == 1
    assert json.loads(capsys.readouterr().out)["errors"] == [
        {
            "where": "catalogue.yaml",
            "line": 7,
            "field": "founded",
            "message": "This key is not known here.",
        }
    ]
    assert not Initiative.objects.exists()


def test_people_read_sentences(capsys, file):
    call_command("import_catalog", str(file))
    assert capsys.readouterr().out == (
        "? bread: When?\n    sometimes\n"
        "1 created, 0 updated, 0 unchanged, 0 names left out, 1 questions, 0 conflicts.\n"
    )


def test_people_read_errors_with_line_and_field(capsys, file):
    file.write_text(FILE + "  founded: 2020\n")
    with pytest.raises(SystemExit):
        call_command("import_catalog", str(file))
    assert capsys.readouterr().err == (
        "catalogue.yaml, line 7, founded: This key is not known here.\nNothing was written.\n"
    )


@pytest.mark.parametrize("options", [{"file_format": "xml"}, {"report": "yaml"}])
def test_wrong_usage_is_not_a_refusal(file, options):
    flag, value = next(iter(options.items()))
    with pytest.raises(CommandError):
        call_command("import_catalog", str(file), f"--{flag.replace('file_', '')}={value}")


@pytest.mark.one_database
def test_wrong_usage_leaves_with_two():
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "manage.py", "import_catalog", "x", "--format", "xml"],
        cwd=root,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_export_writes_a_file_that_can_be_imported(capsys, file, tmp_path):
    call_command("import_catalog", str(file))
    call_command("export_catalog", str(tmp_path / "out.yaml"))
    Initiative.objects.all().delete()
    assert report_created(capsys, tmp_path / "out.yaml") == 1


def report_created(capsys, path: Path) -> int:
    capsys.readouterr()
    return report(capsys, path)["created"]


def test_export_to_nowhere_is_one_plain_line(capsys, tmp_path):
    with pytest.raises(SystemExit) as left:
        call_command("export_catalog", str(tmp_path / "no" / "out.yaml"))
    assert left.value.code == 1
    assert "can't be written" in capsys.readouterr().err


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("database", "message"),
    [
        ("sqlite:///{}/new.sqlite3", "Migrations are waiting. Run `python manage.py migrate`."),
        ("sqlite:///{}/no/such/folder.sqlite3", "The database does not answer."),
    ],
)
def test_a_database_that_is_not_ready_is_an_error_like_any_other(file, tmp_path, database, message):
    done = subprocess.run(
        [sys.executable, "manage.py", "import_catalog", str(file), "--report", "json"],
        env=os.environ | {"DATABASE_URL": database.format(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    errors = json.loads(done.stdout)["errors"]
    assert (done.returncode, [error["message"] for error in errors]) == (1, [message])
    assert "Traceback" not in done.stderr
