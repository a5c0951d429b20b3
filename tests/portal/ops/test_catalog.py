import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings

from events.models import Series
from initiatives.core.catalog_entry import Catalog, CatalogEntry
from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_report import FileRefused
from initiatives.core.catalog_writer import write_portal
from initiatives.models import Channel, Initiative, Parent
from portal.ops.catalog import PIECES, export_catalog, import_catalog
from tests.factories.initiatives import InitiativeFactory
from tests.portal.ops.catalogues import catalogues

pytestmark = pytest.mark.django_db

FILE = """\
format: waymark-catalogue/1
initiatives:
- slug: bread
  name: Bread
  kind: sig
  meetings:
  - slug: bread-call
    title: Bread call
    serves: [butter]
    slots: [{start: 2026-01-06 11:00, tz: America/New_York, rrule: FREQ=WEEKLY;BYDAY=TU}]
- {slug: butter, name: Butter, kind: sig}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "catalogue.yaml"
    path.write_text(FILE)
    return path


WORK = b"""\
format: waymark-catalogue/1
skills:
- {slug: go, name: Go}
initiatives:
- slug: bread
  name: Bread
  kind: sig
  openings:
  - title: Baker
    role: code
    fresh_until: 2030-01-01
    skills: [{skill: go, need: must}]
  task_sources:
  - {repository: bread/oven, labels: {docs: "role:docs"}}
  - {repository: bread/mill}
  aliases: [{name: Toast, kind: former-name, until: 2025-04-08}]
  predecessors: [{predecessor: toast, since: 2020-01-01}]
  confirmations: [{part: meetings, confirmed_on: 2026-05-07}]
  meetings:
  - slug: bread-call
    title: Bread call
    slots: [{start: 2026-01-06 11:00, tz: Europe/Paris, rrule: FREQ=WEEKLY;BYDAY=TU}]
"""


def row_counts() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


@settings(max_examples=50, deadline=None)
@example(read_catalog((("a.yaml", WORK),)))
@given(catalogues())
def test_what_is_written_is_read_back(catalog):
    written = write_portal(catalog)
    assert write_portal(read_catalog((("a.yaml", written),))) == written


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(catalogues())
def test_export_gives_the_bytes_that_were_imported(tmp_path, catalog):
    path = tmp_path / "a.yaml"
    path.write_bytes(write_portal(catalog))
    with transaction.atomic():
        import_catalog(path=path)
        assert export_catalog() == path.read_bytes()
        again = import_catalog(path=path)
        assert (again.created, again.updated, again.conflicts) == (0, 0, ())
        assert export_catalog() == path.read_bytes()
        transaction.set_rollback(True)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(catalogues())
@example(
    Catalog(initiatives=(CatalogEntry(slug="a", name="A \ufeff\ufffe\uffff🍞\xad.", kind="sig"),))
)
def test_either_export_rebuilds_an_empty_site_that_exports_the_same(tmp_path, catalog):
    first = tmp_path / "first.yaml"
    first.write_bytes(write_portal(catalog))
    exported = {}
    with transaction.atomic():
        import_catalog(path=first)
        exported = {name: export_catalog(file_format=name) for name in PIECES}
        transaction.set_rollback(True)
    for name, written in exported.items():
        again = tmp_path / f"again.{name}"
        again.write_bytes(written)
        with transaction.atomic():
            assert not Initiative.objects.exists()
            import_catalog(path=again)
            assert {name: export_catalog(file_format=name) for name in PIECES} == exported
            transaction.set_rollback(True)


def test_groups_and_meetings_come_together_and_only_once(file):
    report = import_catalog(path=file)
    assert (report.created, report.updated, report.unchanged) == (3, 0, 0)
    series = Series.objects.get()
    assert (series.initiative.slug, [g.slug for g in series.also_for.all()]) == (
        "bread",
        ["butter"],
    )
    report = import_catalog(path=file)
    assert (report.created, report.updated, report.unchanged) == (0, 0, 3)


def test_a_dry_run_reports_the_same_and_writes_nothing(file):
    before = row_counts()
    report = import_catalog(path=file, dry_run=True)
    assert row_counts() == before
    assert report == import_catalog(path=file)


@pytest.mark.parametrize(
    ("good", "bad", "line", "field"),
    [
        ("[butter]", "[nobody]", 7, "serves"),
        ("FREQ=WEEKLY;BYDAY=TU", "FREQ=SECONDLY", 10, "rrule"),
    ],
)
def test_a_bad_meeting_refuses_the_groups_too(file, good, bad, line, field):
    file.write_text(FILE.replace(good, bad))
    before = row_counts()
    with pytest.raises(FileRefused) as refused:
        import_catalog(path=file)
    (error,) = refused.value.errors
    assert (error.where, error.field, error.line) == ("catalogue.yaml", field, line)
    assert row_counts() == before


def test_a_folder_is_read_file_by_file(tmp_path):
    head, _, tail = FILE.partition("- {slug: butter")
    (tmp_path / "b.yaml").write_text(head)
    (tmp_path / "a.yml").write_text(
        f"format: waymark-catalogue/1\ninitiatives:\n- {{slug: butter{tail}"
    )
    (tmp_path / "notes.txt").write_text("not this")
    assert import_catalog(path=tmp_path).created == 3


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nothing.yaml", "It can't be read: No such file or directory."),
        ("", "There is no .yaml file in this folder."),
    ],
)
def test_a_path_that_leads_nowhere_is_said(tmp_path, name, message):
    with pytest.raises(FileRefused, match=message):
        import_catalog(path=tmp_path / name)


def test_only_what_is_public_is_exported():
    hidden = InitiativeFactory(slug="hidden", name="Secret", is_listed=False)
    shown = InitiativeFactory(slug="shown", name="Shown")
    Parent.objects.create(initiative=shown, parent=hidden)
    Channel.objects.create(initiative=shown, kind="slack", name="#inner", is_public=False)
    exported = export_catalog().decode()
    assert "slug: shown" in exported
    assert not any(word in exported for word in ("hidden", "Secret", "#inner"))


def test_an_empty_site_exports_an_empty_list():
    assert export_catalog().decode().endswith("initiatives: []\n")
