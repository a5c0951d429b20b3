"""Reports of known groups are taken in once; a name nobody has is asked about, never guessed."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from initiatives.actions.report import import_reports
from initiatives.core.report_csv import ReportLine
from initiatives.models import Alias, Change, Report
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db
HEAD = "quarter,ti,filed_on,path\n"


@pytest.fixture
def bear():
    group = InitiativeFactory(slug="bear", name="Belonging, Empowerment and more")
    Alias.objects.create(initiative=group, name="BEAR")
    Alias.objects.create(initiative=group, name="DEI", slug="dei", kind="former-name")
    return group


def line(**told) -> ReportLine:
    return ReportLine(**{"line": 2, "quarter": "2024-Q3", "group": "BEAR-WG"} | told)


def take_in(*lines):
    return import_reports(lines=lines, by=None)


def numbers(done):
    return done.created, done.updated, done.unchanged, len(done.questions)


def test_a_report_is_taken_in_once_and_followers_hear_once(bear):
    told = line(filed_on=date(2024, 7, 16), title="2024-Q3-BEAR")
    assert numbers(take_in(told)) == (1, 0, 0, 0)
    assert numbers(take_in(told)) == (0, 0, 1, 0)
    report = Report.objects.get()
    assert (report.initiative, report.quarter, report.filed_on) == (
        bear,
        "2024-Q3",
        date(2024, 7, 16),
    )
    change = Change.objects.get()
    assert (change.initiative, change.kind, change.after) == (bear, "report", "2024-Q3")


def test_what_a_list_leaves_open_stays_and_what_it_says_replaces(bear):
    take_in(line(filed_on=date(2024, 7, 16), title="first"))
    assert numbers(take_in(line())) == (0, 0, 1, 0)
    assert numbers(take_in(line(title="second"))) == (0, 1, 0, 0)
    report = Report.objects.get()
    assert (report.filed_on, report.title) == (date(2024, 7, 16), "second")
    assert Change.objects.count() == 1


def test_a_former_name_is_a_name(bear):
    assert numbers(take_in(line(group="DEI-WG"))) == (1, 0, 0, 0)
    assert numbers(take_in(line(group="Unheard", filed_as="BEAR", quarter="2025-Q1"))) == (
        1,
        0,
        0,
        0,
    )


def test_a_name_of_nobody_or_of_two_is_a_question(bear):
    InitiativeFactory(name="VEX WG", slug="a-vex")
    InitiativeFactory(name="VEX SIG", slug="b-vex")
    done = take_in(line(group="Unheard-WG"), line(group="VEX", line=3))
    assert numbers(done) == (0, 0, 0, 2)
    assert done.questions[0].where == "line 2"
    assert done.questions[0].text == "2024-Q3: Unheard-WG"
    assert done.questions[1].ask == (
        "More than one group is called so: VEX SIG, VEX WG. Which of them filed this report?"
    )
    assert not Report.objects.exists()


def run(tmp_path, text, *args):
    path = tmp_path / "list.csv"
    path.write_text(text)
    call_command("import_reports", str(path), *args)


def test_a_dry_run_writes_nothing_and_says_all(bear, tmp_path, capsys):
    run(tmp_path, f"{HEAD}2024-Q3,BEAR,,\n2024-Q3,Nobody,,\n", "--dry-run", "--report", "json")
    report = json.loads(capsys.readouterr().out)
    assert (report["created"], len(report["questions"])) == (1, 1)
    assert not Report.objects.exists()
    assert not Change.objects.exists()


def test_a_wrong_line_refuses_the_whole_file(bear, tmp_path, capsys):
    with pytest.raises(SystemExit) as ended:
        run(tmp_path, f"{HEAD}2024-Q3,BEAR,,\n2024-Q7,BEAR,,\n")
    assert ended.value.code == 1
    assert "list.csv, line 3, quarter:" in capsys.readouterr().err
    assert not Report.objects.exists()


def test_a_path_becomes_an_address_below_the_one_given(bear, tmp_path):
    run(tmp_path, f"{HEAD}2024-Q3,BEAR,,r/Q3.md\n", "--below", "https://example.org/blob/")
    assert Report.objects.get().url == "https://example.org/blob/r/Q3.md"


@pytest.mark.parametrize("path", ["no/such/file.csv", ".", "\x00"])
def test_a_file_that_cannot_be_read_is_named(path, capsys):
    with pytest.raises(SystemExit):
        call_command("import_reports", path)
    assert "Nothing was written." in capsys.readouterr().err
