"""`tags.yaml`: advisory groups, subprojects, and seats with terms."""

from datetime import date

import pytest

from initiatives.core.catalog_entry import (
    ChannelEntry,
    MeetingEntry,
    ParentEntry,
    QuestionEntry,
    RoleEntry,
)
from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_report import FileRefused

FILE = """\
tags:
  - dir: tag-bread
    name: TAG Bread
    mission_statement: >
      Loaves, rolls.
    charter_link: charter.md
    label: tag-bread
    leadership:
      chairs:
        - github: cbaker
          lfx_id: cb
          name: C. Baker
          company: Mill
          email: c@example.org
          term:
            start: "2025-07-01"
            end: "2026-06-30"
      tech_leads:
        - github:
          lfx_id:
          name:
          company:
          email:
    meetings:
      - description: TAG Bread Meetings
        tag_calendar: https://calendar.example/bread?view=list
        recordings_url: https://video.example/bread
    contact:
      slack: C1
      mailing_list: https://lists.example/g/tag-bread/
      toc_liaison:
        - {github: eclerk, name: E. Clerk}
    tag_subprojects:
      - dir: crumbs
        name: Crumbs
        mission_statement: Sweeps.
        leadership:
          subproject_leads:
            - {github: dbaker, name: D. Baker, email: d@example.org}
        meetings:
          - schedule: Every other Tuesday at 8am PDT/PST
            zoom_url: https://calls.example/1
            meeting_notes_url: https://notes.example/1
        contact:
          slack: C2
          slack_channel: "#crumbs"
        landscape_url: https://landscape.example/
        landscape_preview_image: ./preview.png
    tag_initiatives: https://tracker.example/bread
toc_subprojects:
  - dir: tasting-subproject
    name: Tasting SubProject
    mission_statement: Foo-Baz-Bar
    charter_link: charter.md
    leadership:
      chairs:
        - github:
          name: The Tasting Subproject is lead by staff to support bakers
        - github: foobar
          name: Foo Bar
    contact:
      slack: https://chat.example/C3
      toc_liaison: {github: eclerk, name: E. Clerk}
"""
TOLD = {
    "source": "cncf/toc tags.yaml",
    "source_url": "https://github.com/cncf/toc/blob/main/tags.yaml",
}


@pytest.fixture(scope="module")
def groups():
    catalog = read_catalog([("tags.yaml", FILE.encode())])
    assert catalog.left_out == ()
    return {entry.slug: entry for entry in catalog.initiatives}


def test_an_advisory_group_is_a_working_group_with_subprojects_below_it(groups):
    assert {slug: (entry.kind, entry.parents) for slug, entry in groups.items()} == {
        "tag-bread": ("working-group", None),
        "tag-bread-crumbs": ("subproject", (ParentEntry(parent="tag-bread", **TOLD),)),
        "tasting-subproject": ("subproject", None),
    }


def test_a_term_ends_after_its_last_day(groups):
    assert groups["tag-bread"].roles == (
        RoleEntry(
            role="chair",
            name="C. Baker",
            handle="cbaker",
            affiliation="Mill",
            since=date(2025, 7, 1),
            until=date(2026, 7, 1),
            **TOLD,
        ),
        RoleEntry(role="tech-lead", **TOLD),
        RoleEntry(role="toc-liaison", name="E. Clerk", handle="eclerk", **TOLD),
    )


def test_a_sentence_is_nobodys_name_but_a_question(groups):
    tasting = groups["tasting-subproject"]
    liaison = RoleEntry(role="toc-liaison", name="E. Clerk", handle="eclerk", **TOLD)
    assert tasting.roles == (liaison,)
    assert tasting.questions == (
        QuestionEntry(
            about="role:chair:the-tasting-subproject-is-lead-by-staff",
            text="The Tasting Subproject is lead by staff to support bakers",
            ask="The list names no person for this seat. Who holds it?",
        ),
    )


def test_a_text_nobody_has_written_yet_says_nothing(groups):
    assert groups["tag-bread"].summary == "Loaves, rolls."
    assert groups["tasting-subproject"].summary is None


def test_a_charter_lies_beside_the_page_of_its_group(groups):
    root = "https://github.com/cncf/toc/blob/main"
    assert groups["tag-bread"].charter_url == f"{root}/tags/tag-bread/charter.md"
    assert (
        groups["tasting-subproject"].charter_url
        == f"{root}/toc_subprojects/tasting-subproject/charter.md"
    )


def test_channels(groups):
    slack = "https://cloud-native.slack.com/archives"
    assert groups["tag-bread"].channels == (
        ChannelEntry(kind="slack", url=f"{slack}/C1"),
        ChannelEntry(
            kind="mailing-list", name="tag-bread", url="https://lists.example/g/tag-bread/"
        ),
        ChannelEntry(kind="github", name="Initiatives", url="https://tracker.example/bread"),
        ChannelEntry(kind="calendar", url="https://calendar.example/bread?view=list"),
    )
    assert groups["tag-bread-crumbs"].channels == (
        ChannelEntry(kind="slack", name="#crumbs", url=f"{slack}/C2"),
        ChannelEntry(kind="website", name="Landscape", url="https://landscape.example/"),
    )
    assert groups["tasting-subproject"].channels == (
        ChannelEntry(kind="slack", url="https://chat.example/C3"),
    )


def test_a_meeting_without_a_time_is_told_by_its_calendar(groups):
    assert groups["tag-bread"].meetings == (
        MeetingEntry(
            slug="tag-bread-meetings",
            title="TAG Bread Meetings",
            recordings_url="https://video.example/bread",
            published_text="https://calendar.example/bread?view=list",
            **TOLD,
        ),
    )
    assert groups["tag-bread-crumbs"].meetings == (
        MeetingEntry(
            slug="tag-bread-crumbs-meeting",
            title="Crumbs meeting",
            join_url="https://calls.example/1",
            notes_url="https://notes.example/1",
            published_text="Every other Tuesday at 8am PDT/PST",
            **TOLD,
        ),
    )


@pytest.mark.parametrize(
    ("right", "wrong", "line", "field"),
    [
        ("dir: crumbs", "dir: The crumbs", 34, "dir"),
        ('start: "2025-07-01"', "start: July", 16, "start"),
        ('end: "2026-06-30"', 'end: "2024-06-30"', 17, "end"),
        ("toc_subprojects:", "toc_sub_projects:", 50, "toc_sub_projects"),
        ("zoom_url: https://calls.example/1", "zoom_url: 'calls example'", 42, "zoom_url"),
    ],
)
def test_a_mistake_is_told_with_its_line(right, wrong, line, field):
    assert right in FILE
    with pytest.raises(FileRefused) as refused:
        read_catalog([("tags.yaml", FILE.replace(right, wrong).encode())])
    assert [(error.line, error.field) for error in refused.value.errors] == [(line, field)]
