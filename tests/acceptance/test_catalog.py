"""The catalogue on the real, public data of a foundation with 66 groups."""

import json
import random
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse

from events.models import Series
from initiatives.models import (
    Initiative,
    Parent,
    Question,
    RoleHolding,
    StageRecord,
    TakenDown,
)
from initiatives.queries.search_index import found_initiatives
from portal.ops.catalog import export_catalog, import_catalog
from tests.one_typo import one_typo
from tests.quick import within

pytestmark = pytest.mark.django_db


@pytest.fixture
def openssf(acceptance_data) -> Path:
    return acceptance_data / "catalog" / "openssf-initiatives.yaml"


@pytest.fixture
def imported(openssf):
    return import_catalog(path=openssf)


def told(capsys, path: Path, **options) -> dict:
    call_command("import_catalog", str(path), report="json", **options)
    return json.loads(capsys.readouterr().out)


def test_66_groups_come_in_and_a_second_run_changes_nothing(capsys, openssf):
    first = told(capsys, openssf)
    assert Initiative.objects.count() == 66
    assert first["created"] == 66 + Series.objects.count()
    assert (first["updated"], first["skipped"], first["conflicts"], first["errors"]) == (
        0,
        0,
        [],
        [],
    )
    before = export_catalog()
    second = told(capsys, openssf)
    assert (second["created"], second["updated"]) == (0, 0)
    assert second["unchanged"] == first["created"]
    assert export_catalog() == before


def test_the_facts_are_those_of_the_file(imported):
    reports_to = dict(
        Parent.objects.filter(until=None).values_list("initiative__slug", "parent__slug")
    )
    assert len(reports_to) == 66
    assert (reports_to["tac"], reports_to["bear"]) == ("governing-board", "tac")
    stages = list(StageRecord.objects.values_list("stage", flat=True))
    assert {stage: stages.count(stage) for stage in sorted(set(stages))} == {
        "archived": 1,
        "graduated": 6,
        "incubating": 8,
        "sandbox": 19,
        "unknown": 26,
    }
    bear = StageRecord.objects.get(initiative__slug="bear")
    assert (bear.stage, str(bear.since)) == ("incubating", "2025-04-08")
    assert RoleHolding.objects.filter(person=None).count() == 130 + 11
    assert not RoleHolding.objects.filter(source="").exists()


def test_a_meeting_that_cannot_be_read_for_sure_is_a_question_and_no_meeting(imported):
    published = 39
    asked = Question.objects.filter(about__startswith="meeting:").count()
    assert Series.objects.count() + asked == published
    assert asked > Series.objects.count()


def test_a_dry_run_says_the_same_and_writes_nothing(capsys, openssf):
    dry = told(capsys, openssf, dry_run=True)
    assert not Initiative.objects.exists()
    assert told(capsys, openssf) == dry


def test_an_export_rebuilds_the_site_byte_for_byte(imported, tmp_path):
    file = tmp_path / "catalogue.yaml"
    file.write_bytes(export_catalog())
    Series.objects.all().delete()
    Parent.objects.all().delete()
    Initiative.objects.all().delete()
    import_catalog(path=file)
    assert export_catalog() == file.read_bytes()


def test_a_name_taken_down_never_comes_back(imported, openssf):
    holding = RoleHolding.objects.exclude(holder_handle="").first()
    name, handle = holding.holder_name, holding.holder_handle
    call_command("take_down_name", name=name, handle=handle, reason="asked")
    assert TakenDown.objects.count() == 2
    assert import_catalog(path=openssf).skipped > 0
    assert not RoleHolding.objects.filter(holder_name=name).exists()
    exported = export_catalog().decode()
    assert name not in exported
    assert f"handle: {handle}\n" not in exported


def test_a_name_with_one_typo_is_found_99_times_in_100(imported):
    rnd = random.Random(20260507)
    asked = [
        (one_typo(name, rnd), initiative.name)
        for initiative in Initiative.objects.prefetch_related("aliases")
        for name in [initiative.name, *(alias.name for alias in initiative.aliases.all())]
        for _ in range(5)
    ]
    missed = [
        (typo, name)
        for typo, name in asked
        if name not in {one.name for one in found_initiatives(typo)}
    ]
    assert len(missed) <= len(asked) / 100, missed


def test_no_search_hurts(imported, client, acceptance_data):
    lines = (acceptance_data / "badinput" / "text" / "search.txt").read_text().splitlines()
    for page in ("/search/", "/initiatives/", "/initiatives/map/"):
        client.get(page, {"q": "warm"})
        for line in lines:
            asked, got = (page, {"q": line}), []
            assert within(0.3, lambda asked=asked, got=got: got.append(client.get(*asked))), asked
            assert {response.status_code for response in got} == {200}


def test_every_group_has_a_page_within_twelve_questions(
    imported, client, django_assert_max_num_queries
):
    for slug in Initiative.objects.values_list("slug", flat=True):
        with django_assert_max_num_queries(12):
            response = client.get(reverse("initiatives:detail", args=[slug]))
        assert response.status_code == 200
