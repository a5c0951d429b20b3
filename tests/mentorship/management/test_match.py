"""`manage.py match`: a file in, a file out, no database, no traceback."""

import json
import random
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mentorship.core import matching
from mentorship.core.assignment import OutOfRange
from mentorship.core.certificate import NotOptimal
from mentorship.core.dials import QuotaOutOfReach
from mentorship.management.commands import match
from tests.quick import slowness

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


def helps(out):
    """By mentee, the kinds of changes told."""
    unmatched = json.loads(out)["unmatched"]
    return {each["mentee"]: {one["change"] for one in each["would_help"]} for each in unmatched}


def test_who_is_asked_about_is_told_hours_too(capsys):
    plain = helps(run(SPRING, capsys=capsys)[1])
    asked = helps(run(SPRING, *(f"--ask={mentee}" for mentee in plain), capsys=capsys)[1])
    assert "hours" not in set.union(*plain.values())
    assert {mentee for mentee, kinds in asked.items() if "hours" in kinds} == {"dina"}
    assert {mentee: kinds - {"hours"} for mentee, kinds in asked.items()} == plain


def test_of_very_many_only_those_asked_about_are_told_places_and_points(monkeypatch, capsys):
    alone = helps(run(SPRING, capsys=capsys)[1])
    for module in (match, matching):
        monkeypatch.setattr(module, "TOLD_TO_ALL", 0)
    monkeypatch.setattr(match, "LONG", 0)
    _, out, err = run(SPRING, capsys=capsys)
    assert err.splitlines()[-2].endswith("--ask MENTEE.")
    rules = {mentee: kinds - {"place", "score"} for mentee, kinds in alone.items()}
    assert helps(out) == rules != alone
    mentee = next(mentee for mentee, kinds in alone.items() if "score" in kinds)
    _, out, err = run(SPRING, "--ask", mentee, capsys=capsys)
    assert "--ask" not in err
    assert helps(out) == rules | {mentee: alone[mentee]}


def test_nobody_of_that_name_can_be_asked_about(capsys):
    assert run(SPRING, "--ask", "nobody", capsys=capsys) == (
        1,
        "",
        'There is no mentee "nobody".\nNothing was written.\n',
    )


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
    instance, expected, *_teams = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    (tmp_path / "instance.json").write_text(instance)
    _, out, _ = run(tmp_path / "instance.json", capsys=capsys)
    varies = dict.fromkeys(("seconds", "engine", "tzdata"))
    results = [json.loads(each) for each in (out, expected)]
    for result in results:
        result["summary"] |= varies
    assert results[0] == results[1]


def team_tree(*, mentees=12, crew=4):
    """As wagtail-indymeet forms them: people who learn, and a navigator and a captain a team."""
    draw = random.Random(3)

    def somebody(key, skill, **facts):
        hours = [
            {"days": [draw.randrange(5)], "start": f"{draw.randrange(15, 19)}:00", "minutes": 180}
            for _ in range(8)
        ]
        zone = draw.choice(("Europe/Berlin", "America/New_York", "Europe/London"))
        return {"id": key, "timezone": zone, "availability": hours, "skills": [skill]} | facts

    def leader(key):
        skill = {"skill": "django", "level": draw.randint(2, 5)}
        return somebody(key, skill, languages=["en"], seniority=6, capacity=1)

    roles = {role: [f"{role}-{at}" for at in range(crew)] for role in ("captain", "navigator")}
    return {
        "name": "Session",
        "start": "2026-02-23",
        "weeks": 6,
        "mentees": [
            somebody(
                f"learner-{at}",
                {"skill": "django", "level": draw.randrange(2), "importance": 1},
                languages=["en"],
                seniority=1,
            )
            for at in range(mentees)
        ],
        "mentors": [leader(each) for role in roles.values() for each in role],
        "teams": {"count": crew, "size": 3, "roles": roles},
    }


def written(tmp_path, tree):
    file = tmp_path / "teams.json"
    file.write_text(json.dumps(tree))
    return file


def test_a_file_that_asks_for_teams_gets_the_best_ones_in_a_second(tmp_path, capsys):
    run(written(tmp_path, team_tree(mentees=1, crew=1)), capsys=capsys)  # what is imported once
    began = time.process_time()
    code, out, err = run(written(tmp_path, team_tree()), capsys=capsys)
    assert time.process_time() - began < slowness(time.process_time)
    result = json.loads(out)
    summary = result["summary"]
    assert (code, err, list(result)) == (0, "", ["teams", "left_out", "summary"])
    assert (summary["placed"], summary["optimal"], result["left_out"]) == (12, True, [])
    assert (summary["most_placed"], summary["most_total"]) == (12, summary["total"])
    assert [len(team["mentees"]) for team in result["teams"]] == [3, 3, 3, 3]
    for team in result["teams"]:
        assert list(team["roles"]) == ["captain", "navigator"]
        assert len(team["meetings"]) == 3
    assert summary["total"] == sum(team["score"] for team in result["teams"])


def test_teams_do_not_depend_on_the_order_of_a_file(tmp_path, capsys):
    tree = team_tree()
    first = run(written(tmp_path, tree), capsys=capsys)
    roles = {role: ids[::-1] for role, ids in reversed(tree["teams"]["roles"].items())}
    turned = tree | {
        "mentees": tree["mentees"][::-1],
        "mentors": tree["mentors"][::-1],
        "teams": tree["teams"] | {"roles": roles},
    }
    assert run(written(tmp_path, turned), capsys=capsys) == first


def test_teams_that_may_not_be_the_best_say_what_could_be(tmp_path, capsys):
    file = written(tmp_path, team_tree(mentees=30, crew=8))
    code, out, err = run(file, "--seconds", "0.01", capsys=capsys)
    summary = json.loads(out)["summary"]
    assert (code, summary["optimal"]) == (0, False)
    assert summary["placed"] <= summary["most_placed"] <= 24
    assert err == (
        "After 0.01 seconds there may be better teams: of at most"
        f" {summary['most_placed']} mentees.\n"
    )


@pytest.mark.parametrize("option", [("--ask", "learner-1"), ("--told", "told.json")])
def test_what_is_about_pairs_is_refused_where_teams_are_asked_for(option, tmp_path, capsys):
    code, out, err = run(written(tmp_path, team_tree()), *option, capsys=capsys)
    assert (code, out) == (1, "")
    assert err == (
        "--ask and --told are about pairs, and this file asks for teams.\nNothing was written.\n"
    )


def test_what_each_may_be_told_goes_to_a_file_of_its_own(tmp_path, capsys):
    told = tmp_path / "told.json"
    _, out, _ = run(SPRING, "--told", told, capsys=capsys)
    everybody = json.loads(told.read_text())
    pairs = {pair["mentee"]: pair["mentor"] for pair in json.loads(out)["pairs"]}
    assert {mentee: pairs.get(mentee) for mentee in everybody["mentees"]} == {
        mentee: said["mentor"] for mentee, said in everybody["mentees"].items()
    }
    assert "broken_rules" not in told.read_text()


def test_where_one_of_two_files_cannot_be_written_neither_is(tmp_path, capsys):
    told, out, folder = (tmp_path / name for name in ("told.json", "out.json", "folder"))
    folder.mkdir()
    for file in (told, out):
        file.write_text("old")
    for said, result in [(told, folder), (folder, out), (told, folder / "none/x"), (told, told)]:
        code, stdout, err = run(SPRING, "--told", said, "--out", result, capsys=capsys)
        assert (code, stdout) == (1, "")
        assert err.endswith("\nNothing was written.\n")
        assert (told.read_text(), out.read_text()) == ("old", "old")
        assert {one.name for one in tmp_path.iterdir()} == {"told.json", "out.json", "folder"}
    assert "same file" in err
    assert run(SPRING, "--told", told, "--out", out, capsys=capsys)[0] == 0
    assert "mentors" in json.loads(told.read_text())
    assert "pairs" in json.loads(out.read_text())
