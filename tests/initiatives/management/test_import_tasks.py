"""The command: one report, an exit code, never a traceback."""

import json

import pytest
from django.core.management import CommandError, call_command

from initiatives.models import Task
from tests.factories.initiatives import InitiativeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]
ISSUES = [
    {
        "number": number,
        "title": f"Issue {number}",
        "state": "open",
        "labels": [{"name": label}],
        "created_at": "2026-01-31T10:00:00Z",
        "updated_at": "2026-02-01T10:00:00Z",
        **facts,
    }
    for number, label, facts in [
        (1, "good first issue", {}),
        (2, "bug", {}),
        (3, "help wanted", {"pull_request": {}}),
        (4, "help wanted", {"state": "ajar"}),
    ]
]


@pytest.fixture
def imported(tmp_path, capsys):
    InitiativeFactory(slug="scorecard")

    def imported(content, *args, initiative="scorecard"):
        path = tmp_path / "issues.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        call_command("import_tasks", str(path), "--initiative", initiative, *args)
        return capsys.readouterr().out

    return imported


def test_it_says_what_became_of_each(imported):
    report = json.loads(imported(ISSUES, "--repository", "ossf/scorecard", "--report", "json"))
    assert report == {
        "dry_run": False,
        "initiative": "scorecard",
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "done": 0,
        "withdrawn": 0,
        "not_offered": 1,
        "of_others": 0,
        "pull_requests": 1,
        "problems": [{"place": "issue 4 (#4), state", "what": "The state is “open” or “closed”."}],
    }
    assert Task.objects.get().url == "https://github.com/ossf/scorecard/issues/1"


def test_a_dry_run_writes_nothing(imported):
    said = imported(ISSUES, "--repository", "ossf/scorecard", "--dry-run")
    assert said.splitlines()[:2] == [
        "Nothing is written: a dry run.",
        "1 new, 0 changed, 0 as before, 0 done, 0 withdrawn.",
    ]
    assert Task.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "args", "words"),
    [
        (b"{", (), "issues.json: Line 1, column 2"),
        (b"\xff\xfe", (), "Byte 1"),
        (ISSUES, ("--repository", "../etc"), "owner/name"),
        (ISSUES[:1], (), "repository_url: It is not said which repository"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_place(imported, content, args, words):
    with pytest.raises(CommandError, match=words):
        imported(content, *args)
    assert Task.objects.count() == 0


def test_a_group_nobody_knows_is_refused(imported):
    with pytest.raises(CommandError, match="no group “nobody”"):
        imported(ISSUES, initiative="nobody")


def test_a_file_that_is_not_there(imported):
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_tasks", "/nowhere/issues.json", "--initiative", "scorecard")
