"""`landscape.yml`: what of it is a project of the foundation."""

from datetime import date

import pytest

from initiatives.core.catalog_entry import (
    ChannelEntry,
    LeftOut,
    ParentEntry,
    QuestionEntry,
    SourceEntry,
    StageEntry,
)
from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_report import FileRefused

FILE = """\
landscape:
  - category:
    name: Members
    subcategories:
      - subcategory:
        name: Premier
        items:
          - {item: null, name: Mill Inc., homepage_url: 'https://mill.example', logo: m.svg}
          - {item: null, name: Oven Ltd., homepage_url: 'https://oven.example', logo: o.svg}
  - category:
    name: Bakery
    subcategories:
      - subcategory:
        name: Projects
        items:
          - item:
            name: Loaf
            homepage_url: https://loaf.example/
            repo_url: https://github.com/bakers/loaf
            logo: loaf.svg
            description: Bakes.
            project: graduated
            additional_repos:
              - repo_url: https://github.com/bakers/loaf-docs
            extra:
              accepted: "2020-01-01"
              incubating: "2021-01-01"
              graduated: "2023-05-01"
              slack_url: https://chat.example/loaf
              chat_channel: "#loaf"
              summary_use_case: Nobody goes hungry.
          - item:
            name: Crumb
            homepage_url: https://crumb.example/
            logo: crumb.svg
            project: sandbox
            extra: {accepted: "2024-01-01", parent_project: Loaf, baked_by: hand}
          - item:
            name: Toast
            homepage_url: https://toast.example/
            logo: toast.svg
            project: impact
            extra: {parent_project: Butter}
          - item:
            name: Rye
            homepage_url: https://rye.example/
            logo: rye.svg
            project: incubating
            extra: {incubating: "2024-01-01", graduated: "2023-01-01"}
          - {name: Roll, homepage_url: 'https://roll.example/', logo: r.svg, project: Archived}
"""
TOLD = {"source": "landscape.yml"}


@pytest.fixture(scope="module")
def catalog():
    return read_catalog([("landscape.yml", FILE.encode())])


@pytest.fixture(scope="module")
def groups(catalog):
    return {entry.slug: entry for entry in catalog.initiatives}


def test_only_projects_become_groups_and_the_rest_is_counted(catalog, groups):
    assert sorted(groups) == ["crumb", "loaf", "roll", "rye", "toast"]
    assert catalog.left_out == (
        LeftOut(what="items of 'Members' that are no project", count=2),
        LeftOut(what="values of 'baked_by', which the portal does not know", count=1),
    )


def test_days_of_stages_are_a_history(groups):
    assert groups["loaf"].stages == (
        StageEntry(stage="incubating", since=date(2021, 1, 1), until=date(2023, 5, 1), **TOLD),
        StageEntry(stage="graduated", since=date(2023, 5, 1), **TOLD),
    )
    assert groups["crumb"].stages == (StageEntry(stage="sandbox", since=date(2024, 1, 1), **TOLD),)


def test_a_stage_without_a_day_began_on_an_unknown_one(groups):
    assert groups["roll"].stages == (StageEntry(stage="archived", **TOLD),)
    assert (groups["roll"].channels, groups["roll"].questions) == (None, ())


def test_days_that_contradict_the_stage_are_asked_about(groups):
    assert groups["rye"].stages == (StageEntry(stage="incubating", **TOLD),)
    assert groups["rye"].questions == (
        QuestionEntry(
            about="stage",
            text="incubating 2024-01-01, graduated 2023-01-01; now incubating",
            ask="These days do not follow each other as stages do. Since when is the project "
            "where it is?",
        ),
    )


def test_a_stage_of_other_words_is_unknown_and_asked_about(groups):
    assert groups["toast"].stages == (StageEntry(stage="unknown", **TOLD),)
    assert [(q.about, q.text) for q in groups["toast"].questions] == [
        ("stage", "impact"),
        ("parent", "Butter"),
    ]


def test_a_parent_project_is_one_of_the_landscape(groups):
    assert groups["crumb"].parents == (ParentEntry(parent="loaf", **TOLD),)
    assert groups["toast"].parents is None


def test_words_and_places(groups):
    loaf = groups["loaf"]
    assert (loaf.name, loaf.kind, loaf.summary, loaf.why) == (
        "Loaf",
        "project",
        "Bakes.",
        "Nobody goes hungry.",
    )
    assert (loaf.website_url, loaf.repo_url) == (
        "https://loaf.example/",
        "https://github.com/bakers/loaf",
    )
    assert loaf.channels == (
        ChannelEntry(
            kind="github", name="bakers/loaf-docs", url="https://github.com/bakers/loaf-docs"
        ),
        ChannelEntry(kind="other", name="#loaf"),
        ChannelEntry(kind="slack", url="https://chat.example/loaf"),
    )
    assert loaf.sources == (SourceEntry(title="landscape.yml"),)


def test_a_project_that_stands_in_two_categories_is_one(groups):
    second = FILE[FILE.index("  - category:\n    name: Bakery") :].replace("Bakery", "Kitchen")
    both = read_catalog([("landscape.yml", (FILE + second).encode())])
    assert {entry.slug: entry for entry in both.initiatives} == groups


@pytest.mark.parametrize(
    ("right", "wrong", "line", "field"),
    [
        ("name: Loaf", "name: ''", 17, "name"),
        ("landscape:", "landscapes:", 1, "landscapes"),
        ('accepted: "2020-01-01"', "accepted: in spring", 26, "accepted"),
        ("homepage_url: https://rye.example/", "homepage_url: 'rye example'", 46, "homepage_url"),
    ],
)
def test_a_mistake_is_told_with_its_line(right, wrong, line, field):
    assert right in FILE
    with pytest.raises(FileRefused) as refused:
        read_catalog(
            [("landscape.yml", FILE.replace(right, wrong).encode())], file_format="landscape2"
        )
    assert [(error.line, error.field) for error in refused.value.errors] == [(line, field)]
