from datetime import date

import pytest

from initiatives.core.catalog_entry import (
    AliasEntry,
    ChannelEntry,
    MeetingEntry,
    ParentEntry,
    ReportEntry,
    RoleEntry,
    SourceEntry,
    StageEntry,
)
from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_report import FileRefused

FILE = """\
_about: what it is
initiatives:
- slug: bakers
  name: Bakers and Millers
  kind: working-group
  parent: council
  lifecycle_stage: incubating
  summary: Bakes.
  aliases: [BAM]
  former_names: [Millers]
  stage_source: process/papers/bakers.md (2025-04-08, PR 7)
  slack: {channel: bread, url: https://chat.example/1}
  mailing_list: https://lists.example/g/bakers
  meeting_notes_url: https://docs.example/1
  staff_contact: A. Clerk & B. Clerk
  leads:
  - {name: C. Baker, github: cbaker, affiliation: TBD, role: interim co-chair}
  - {name: D. Baker, role: member (board-appointed)}
  - {name: E. Baker, role: 'maintainer, mentor 2025'}
  meetings:
  - title: Full WG (APAC-friendly)
    weekday: Tuesday
    time: '11:00'
    tz_as_published: EST
    iana_tz_inferred: America/New_York
    frequency: biweekly
    anchor_date: '2026-01-06'
    as_published: Every 2 weeks, Tuesday 11am EST
    problems: [label]
  reports_filed: [2025-Q1]
  planned_change: moves to the millers
  data_quality: [two pages disagree]
  sources:
  - {repo: ossf/tac, path: READ ME.md, commit: abc, commit_date: '2026-05-07'}
- slug: council
  name: Council
  kind: council
  parent: null
  lifecycle_stage: null
  summary: Decides.
  sources: []
- slug: oven
  name: Oven
  kind: project
  parent: bakers
  lifecycle_stage: null
  stage_source: 'README status column: TBD'
  summary: Heats.
  sources: []
"""

TOLD = {
    "source": "ossf/tac READ ME.md",
    "source_url": "https://github.com/ossf/tac/blob/abc/READ%20ME.md",
    "seen_on": date(2026, 5, 7),
}


@pytest.fixture(scope="module")
def groups():
    catalog = read_catalog((("openssf.yaml", FILE.encode()),))
    return {entry.slug: entry for entry in catalog.initiatives}


def test_facts_carry_the_source_they_were_read_from(groups):
    bakers = groups["bakers"]
    assert bakers.parents == (ParentEntry(parent="council", **TOLD),)
    assert bakers.sources == (
        SourceEntry(title="ossf/tac READ ME.md", url=TOLD["source_url"], seen_on=date(2026, 5, 7)),
    )


def test_a_stage_starts_on_the_date_its_paper_tells(groups):
    paper = "process/papers/bakers.md"
    assert groups["bakers"].stages == (
        StageEntry(
            stage="incubating",
            since=date(2025, 4, 8),
            source=f"ossf/tac {paper}",
            source_url=f"https://github.com/ossf/tac/blob/main/{paper}",
            seen_on=date(2026, 5, 7),
        ),
    )


def test_no_stated_stage_is_unknown_and_governing_bodies_have_none(groups):
    assert groups["oven"].stages == (StageEntry(stage="unknown"),)
    assert groups["council"].stages is None


def test_reporting_to_nobody_is_said(groups):
    assert groups["council"].parents == (ParentEntry(parent=None),)


def test_names_are_read_with_role_note_and_interim_apart(groups):
    assert groups["bakers"].roles == (
        RoleEntry(role="co-chair", name="C. Baker", handle="cbaker", interim=True, **TOLD),
        RoleEntry(role="member", name="D. Baker", note="board-appointed", **TOLD),
        RoleEntry(role="maintainer", name="E. Baker", note="mentor 2025", **TOLD),
        RoleEntry(role="staff-contact", name="A. Clerk", **TOLD),
        RoleEntry(role="staff-contact", name="B. Clerk", **TOLD),
    )


def test_channels_and_names(groups):
    bakers = groups["bakers"]
    assert bakers.channels == (
        ChannelEntry(kind="slack", name="#bread", url="https://chat.example/1"),
        ChannelEntry(kind="mailing-list", name="bakers", url="https://lists.example/g/bakers"),
        ChannelEntry(kind="notes", url="https://docs.example/1"),
    )
    assert bakers.aliases == (
        AliasEntry(name="BAM"),
        AliasEntry(name="Millers", kind="former-name"),
    )


def test_a_meeting_keeps_its_published_words_and_nobodys_reading_of_them(groups):
    assert groups["bakers"].meetings == (
        MeetingEntry(
            slug="bakers-full-wg-apac-friendly",
            title="BAM: Full WG (APAC-friendly)",
            region="APAC",
            published_text="Every 2 weeks, Tuesday 11am EST",
            anchor=date(2026, 1, 6),
            **TOLD,
        ),
    )


def test_quarters_with_a_report_are_read(groups):
    assert groups["bakers"].reports == (ReportEntry(quarter="2025-Q1"),)
    assert groups["oven"].reports is None
    with pytest.raises(FileRefused, match="reports_filed: 'spring' is not a quarter"):
        read_catalog((("x.yaml", FILE.replace("[2025-Q1]", "[spring]").encode()),))


def test_doubts_of_the_compilers_become_questions(groups):
    assert [(q.about[:7], q.text) for q in groups["bakers"].questions] == [
        ("record-", "two pages disagree"),
        ("planned", "moves to the millers"),
    ]


def test_an_unknown_key_is_refused_with_its_line():
    with pytest.raises(FileRefused) as refused:
        read_catalog((("x.yaml", FILE.replace("summary: Heats.", "heat: 9").encode()),))
    assert [(error.line, error.field) for error in refused.value.errors] == [(48, "heat")]
