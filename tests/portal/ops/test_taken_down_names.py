"""A name that was taken down comes back with no file, in none of its texts."""

import pytest

from initiatives.actions.role import take_down_name
from portal.ops.catalog import export_catalog, import_catalog

pytestmark = pytest.mark.django_db

FILE = """\
format: waymark-catalogue/1
initiatives:
- slug: bread
  name: Bread
  kind: sig
  summary: Ask Ann Baker
  why: Ann Baker began it
  joining: Write to @annbaker1
  aliases: [{name: Ann Baker's group}]
  channels: [{kind: slack, name: "@annbaker1"}]
  sources: [{title: Minutes by Ann Baker}]
  questions: [{about: chair, text: Ann Baker says, ask: Is Ann Baker still chair?}]
  roles:
  - {role: chair, name: "Baker, Ann", handle: annbaker1, source: Minutes by Ann Baker}
  - {role: member, handle: "@AnnBaker1"}
  - {role: helper, name: Bob, note: for Ann Baker, affiliation: Ann Baker Ltd}
  meetings:
  - slug: bread-call
    title: Call with Ann Baker
    access_note: Ask Ann Baker
    slots: [{start: 2026-01-06 11:00, tz: UTC, rrule: FREQ=WEEKLY;BYDAY=TU}]
    exceptions: [{slot: 1, date: 2026-01-13, status: moved, title: Farewell Ann Baker}]
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "catalogue.yaml"
    path.write_text(FILE)
    return path


def test_it_is_gone_from_the_export_and_no_import_brings_it_back(file, at):
    at("2026-01-05T12:00Z")
    import_catalog(path=file)
    assert b"Baker" in export_catalog()

    take_down_name(name="Ann Baker", by=None, reason="asked")
    without = export_catalog()
    again = import_catalog(path=file)

    assert b"baker" not in without.lower()
    assert (again.created, again.updated, again.skipped) == (0, 0, 2)
    assert export_catalog() == without


def test_a_site_that_never_had_it_takes_in_a_mark_only(file, at):
    at("2026-01-05T12:00Z")
    take_down_name(name="Ann Baker", handle="annbaker1", by=None, reason="asked")

    import_catalog(path=file)

    assert b"baker" not in export_catalog().lower()
