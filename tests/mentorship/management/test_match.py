"""`manage.py match`: a file in, a file out, no database, no traceback."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mentorship.core.assignment import OutOfRange
from mentorship.core.certificate import NotOptimal
from mentorship.core.dials import QuotaOutOfReach
from mentorship.management.commands import match

ROOT = Path(__file__).resolve().parents[3]
SPRING = ROOT / "tests/mentorship/core/golden/spring.json"


def run(*arguments, capsys):
    """Exit code, stdout and stderr; no database is allowed in these tests."""
    try:
        call_command("match", *map(str, arguments))
        code = 0
    except SystemExit as exit_:
        code = exit_.code
    return code, *capsys.readouterr()


def test_the_result_goes_to_stdout_and_what_locks_break_to_stderr(capsys):
    code, out, err = run(SPRING, capsys=capsys)
    assert (code, json.loads(out)["summary"]["matched"]) == (0, 5)
    assert err == 'Locked although it breaks a rule: "goro" with "m-mo" (language, time).\n'


def test_with_out_the_result_goes_to_a_file_in_one_piece(tmp_path, capsys):
    file = tmp_path / "result.json"
    file.write_text("old")
    code, out, _ = run(SPRING, "--out", file, capsys=capsys)
    assert (code, out) == (0, "")
    assert list(json.loads(file.read_text())) == ["pairs", "unmatched", "summary"]
    assert list(tmp_path.iterdir()) == [file]


def test_a_refused_file_leaves_the_old_result(tmp_path, capsys):
    bad, file = tmp_path / "bad.json", tmp_path / "result.json"
    bad.write_text(SPRING.read_text().replace('"vetoes"', '"vetos"'))
    file.write_text("old")
    code, out, err = run(bad, "--out", file, capsys=capsys)
    assert (code, out, file.read_text()) == (1, "", "old")
    assert err == "vetos: is not a key we know\nNothing was written.\n"


def test_places_that_are_no_files_are_refused(tmp_path, capsys):
    for arguments, message in [
        ([tmp_path], f"{tmp_path}: Is a directory"),
        ([tmp_path / "none"], f"{tmp_path / 'none'}: No such file or directory"),
        ([SPRING, "--out", tmp_path], f"{tmp_path}: Is a directory"),
        ([SPRING, "--out", tmp_path / "a/b"], f"{tmp_path / 'a/b'}: No such file or directory"),
    ]:
        code, out, err = run(*arguments, capsys=capsys)
        assert (code, out) == (1, "")
        assert message in err
        assert list(tmp_path.parent.glob("*.unfinished")) == []


@pytest.mark.parametrize(
    "refusal",
    [OutOfRange("too many"), NotOptimal("not best"), QuotaOutOfReach("too many"), MemoryError()],
)
def test_a_matching_that_cannot_be_made_is_a_sentence(refusal, monkeypatch, capsys):
    def refuse(*arguments, **options):
        raise refusal

    monkeypatch.setattr(match, "solve", refuse)
    code, out, err = run(SPRING, capsys=capsys)
    assert (code, out) == (1, "")
    assert err.endswith("Nothing was written.\n")


def test_long_work_tells_its_stages_on_stderr(monkeypatch, capsys):
    monkeypatch.setattr(match, "LONG", 0)
    _, out, err = run(SPRING, capsys=capsys)
    assert err.splitlines()[:2] == ["Reading the weeks …", "Scoring pairs …"]
    assert json.loads(out)


def test_huge_work_tells_how_far_it_is_and_takes_every_processor(monkeypatch, capsys):
    alone = run(SPRING, capsys=capsys)[1]
    monkeypatch.setattr(match, "LONG", 0)
    monkeypatch.setattr(match, "HUGE", 0)
    monkeypatch.setattr(match, "processors", lambda: 2)
    _, out, err = run(SPRING, capsys=capsys)
    assert err.splitlines()[1:3] == ["Scoring pairs …", "  12 of 12 mentees"]
    results = [json.loads(each) for each in (alone, out)]
    for result in results:
        result["summary"]["seconds"] = 0
    assert results[0] == results[1]


def test_no_file_is_wrong_usage():
    with pytest.raises(CommandError, match=r"INSTANCE\.json"):
        call_command("match")


def test_it_runs_with_an_empty_environment_and_the_database_down():
    """As a command, in its own process; usage is exit code 2."""

    def command(*arguments, **environment):
        return subprocess.run(
            [sys.executable, "manage.py", "match", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    down = command(str(SPRING), DATABASE_URL="postgres://nobody@127.0.0.1:1/none")
    assert (down.returncode, json.loads(down.stdout)["summary"]["optimal"]) == (0, True)
    usage = command()
    assert (usage.returncode, usage.stdout) == (2, "")
    assert "Traceback" not in usage.stderr + down.stderr


def test_the_example_in_the_docs_is_what_happens(tmp_path, capsys):
    text = (ROOT / "docs/matching-file.md").read_text()
    instance, expected = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    (tmp_path / "instance.json").write_text(instance)
    _, out, _ = run(tmp_path / "instance.json", capsys=capsys)
    varies = dict.fromkeys(("seconds", "engine", "tzdata"))
    results = [json.loads(each) for each in (out, expected)]
    for result in results:
        result["summary"] |= varies
    assert results[0] == results[1]
