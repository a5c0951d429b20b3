"""`workstreams.yml`: SIGs and working groups with seats, rooms and published times."""

import pytest

from initiatives.core.catalog_entry import (
    ChannelEntry,
    LeftOut,
    MeetingEntry,
    ParentEntry,
    RoleEntry,
)
from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_report import FileRefused

FILE = """\
- id: bread
  kind: sig
  sigCategory: implementation
  name: 'Bread ([Recipes](https://example.org/recipes), etc.)'
  parent: none
  people:
  - gcLiaison: eclerk
  - tcSponsor:
      username: cbaker
      level: guiding
  - tcSponsor:
      username: tbd
      level: tbd
  - maintainers: bakery/bread-maintainers
  resources:
  - meeting:
      schedule: Every other Tuesday at 09:00 PT
      calendarInviteGroup: calendar-bread
      gDocNotes: 1abc
  - slack:
      name: '#bread'
      id: C1
  - repository: bakery/loaf
  - githubDiscussion: https://github.com/bakery/loaf/discussions
  - roadmapProject: 85
- id: toast
  kind: working-group
  name: Toast
  parent: bread
  people:
  - lead: dbaker
  - specSponsor: tbd
  resources:
  - repository: bakery/toast
  - repository: bakery/toaster
- id: slicing
  kind: enhancement
  name: Sliced bread
  parent: bread
  people:
  - lead: fbaker
"""
TOLD = {
    "source": "open-telemetry/community workstreams.yml",
    "source_url": "https://github.com/open-telemetry/community/blob/main/workstreams.yml",
}


@pytest.fixture(scope="module")
def catalog():
    return read_catalog([("workstreams.yml", FILE.encode())])


@pytest.fixture(scope="module")
def groups(catalog):
    return {entry.slug: entry for entry in catalog.initiatives}


def test_an_enhancement_is_no_group(catalog, groups):
    assert {slug: (entry.name, entry.kind) for slug, entry in groups.items()} == {
        "bread": ("Bread (Recipes, etc.)", "sig"),
        "toast": ("Toast", "working-group"),
    }
    assert catalog.left_out == (LeftOut(what="enhancements, which are no groups", count=1),)


def test_none_is_the_parent_of_who_reports_to_nobody(groups):
    assert groups["bread"].parents == (ParentEntry(parent=None, **TOLD),)
    assert groups["toast"].parents == (ParentEntry(parent="bread", **TOLD),)


def test_no_word_about_a_parent_says_nothing(groups):
    text = FILE.replace("  parent: none\n", "")
    bread = read_catalog([("workstreams.yml", text.encode())]).initiatives[0]
    assert (bread.slug, bread.parents) == ("bread", None)


def test_a_file_that_is_no_list_is_refused():
    with pytest.raises(FileRefused, match="line 1: Expected a list of mappings"):
        read_catalog([("workstreams.yml", b"a: 1")], file_format="opentelemetry")


def test_a_seat_still_to_be_filled_is_a_seat_without_a_name(groups):
    assert groups["bread"].roles == (
        RoleEntry(role="gc-liaison", handle="eclerk", **TOLD),
        RoleEntry(role="tc-sponsor", handle="cbaker", note="guiding", **TOLD),
        RoleEntry(role="tc-sponsor", **TOLD),
    )
    assert groups["toast"].roles == (
        RoleEntry(role="lead", handle="dbaker", **TOLD),
        RoleEntry(role="spec-sponsor", **TOLD),
    )


def test_rooms_lists_and_repositories_have_the_addresses_the_project_gives_them(groups):
    github = "https://github.com"
    assert groups["bread"].channels == (
        ChannelEntry(kind="github", name="bakery/loaf", url=f"{github}/bakery/loaf"),
        ChannelEntry(
            kind="github",
            name="bakery/bread-maintainers",
            url=f"{github}/orgs/bakery/teams/bread-maintainers",
        ),
        ChannelEntry(
            kind="calendar",
            name="calendar-bread",
            url="https://groups.google.com/a/opentelemetry.io/g/calendar-bread",
        ),
        ChannelEntry(kind="slack", name="#bread", url="https://cloud-native.slack.com/archives/C1"),
        ChannelEntry(kind="github", name="Discussions", url=f"{github}/bakery/loaf/discussions"),
        ChannelEntry(
            kind="github", name="Roadmap", url=f"{github}/orgs/open-telemetry/projects/85"
        ),
    )


def test_one_repository_is_the_groups_own_and_several_are_channels(groups):
    assert groups["bread"].repo_url == "https://github.com/bakery/loaf"
    assert groups["toast"].repo_url is None
    assert [channel.name for channel in groups["toast"].channels] == [
        "bakery/toast",
        "bakery/toaster",
    ]


def test_a_meeting_keeps_its_published_words(groups):
    assert groups["bread"].meetings == (
        MeetingEntry(
            slug="bread-meeting",
            title="Bread (Recipes, etc.) meeting",
            notes_url="https://docs.google.com/document/d/1abc",
            published_text="Every other Tuesday at 09:00 PT",
            **TOLD,
        ),
    )
    assert groups["toast"].meetings == ()


@pytest.mark.parametrize(
    ("right", "wrong", "line", "field"),
    [
        ("id: toast", "id: The toast", 26, "id"),
        ("kind: working-group", "kind: club", 27, "kind"),
        ("name: Toast\n  parent: bread", "name: Toast\n  parent: butter", 29, "parent"),
        ("roadmapProject: 85", "roadmapProject: soon", 25, "roadmapProject"),
        ("id: toast", "id: bread", 26, "initiatives"),
    ],
)
def test_a_mistake_is_told_with_its_line(right, wrong, line, field):
    assert right in FILE
    with pytest.raises(FileRefused) as refused:
        read_catalog([("workstreams.yml", FILE.replace(right, wrong).encode())])
    assert [(error.line, error.field) for error in refused.value.errors] == [(line, field)]
