"""Projects of up-for-grabs.net: a file each, or lines of JSON."""

import json

import pytest

from initiatives.core.catalog_entry import (
    ChannelEntry,
    LeftOut,
    QuestionEntry,
    SourceEntry,
    TaskSourceEntry,
)
from initiatives.core.catalog_file import read_catalog
from initiatives.core.catalog_report import FileRefused
from portal.core.skill_names import Entry, Vocabulary

SKILLS = Vocabulary([Entry("python", "Python", ("py",)), Entry("c-sharp", "C#", ("csharp",))])
LOAF = """\
---
name: Loaf
desc: "Bakes: slowly"
site: https://github.com/bakers/loaf
tags:
- py
- csharp
- sourdough
upforgrabs:
  name: Up For Grabs
  link: https://github.com/bakers/loaf/labels/Up%20For%20Grabs
stats:
  issue-count: 3
  fork-count: 9
"""
TOAST = """\
name: Toast
desc: Warms.
site: https://toast.example/
tags: [toast]
upforgrabs: {name: easy, link: 'https://tracker.example/?tag=easy'}
contribute: https://toast.example/contribute
"""


def read(*files: tuple[str, str]):
    told = [(name, text.encode()) for name, text in files]
    return read_catalog(told, file_format="up-for-grabs", skills=SKILLS)


def line(**project) -> str:
    tasks = {"name": "easy", "link": "https://github.com/bakers/loaf/labels/easy"}
    filled = {"desc": "D", "site": "https://a.example", "tags": [], "upforgrabs": tasks}
    return json.dumps({**filled, **project}) + "\n"


def test_a_project_is_a_group_whose_tasks_are_at_its_repository():
    (loaf,) = read(("loaf.yml", LOAF)).initiatives
    assert (loaf.slug, loaf.name, loaf.kind, loaf.summary) == (
        "loaf",
        "Loaf",
        "project",
        "Bakes: slowly",
    )
    assert (loaf.website_url, loaf.repo_url) == (None, "https://github.com/bakers/loaf")
    assert loaf.sources == (
        SourceEntry(title="up-for-grabs.net loaf.yml", url="https://up-for-grabs.net/"),
    )
    assert loaf.channels is None


def test_tags_that_are_skills_are_hints_for_tasks_and_others_are_counted():
    catalog = read(("loaf.yml", LOAF))
    assert catalog.initiatives[0].task_sources == (
        TaskSourceEntry(
            repository="bakers/loaf",
            labels=(
                ("csharp", "skill:c-sharp"),
                ("py", "skill:python"),
                ("up for grabs", "newcomer"),
            ),
        ),
    )
    assert catalog.left_out == (LeftOut(what="tags that are no skill we know", count=1),)


def test_another_tracker_is_a_channel():
    (toast,) = read(("toast.yml", TOAST)).initiatives
    assert toast.website_url == "https://toast.example/"
    assert toast.task_sources is None
    assert toast.channels == (
        ChannelEntry(kind="other", name="easy", url="https://tracker.example/?tag=easy"),
        ChannelEntry(
            kind="other", name="How to contribute", url="https://toast.example/contribute"
        ),
    )


@pytest.mark.parametrize(
    ("link", "repository"),
    [
        ("https://github.com/bakers/loaf/issues?q=label%3Aeasy", "bakers/loaf"),
        ("http://www.github.com/bakers/loaf.js/contribute", "bakers/loaf.js"),
        ("https://github.com/search?q=org%3Abakers", None),
        ("https://github.com/issues?q=org%3Abakers", None),
        ("https://github.com/orgs/bakers/projects/1", None),
        ("https://gitlab.com/bakers/loaf/-/issues", None),
    ],
)
def test_only_a_repository_of_github_is_a_place_of_tasks(link, repository):
    (loaf,) = read(("p.jsonl", line(name="L", upforgrabs={"name": "a", "link": link}))).initiatives
    sources = loaf.task_sources
    assert (sources and sources[0].repository) == repository


def test_lines_of_json_are_the_same_projects():
    row = {
        "name": "Loaf",
        "desc": "Bakes: slowly",
        "site": "https://github.com/bakers/loaf",
        "tags": ["py", "csharp", "sourdough"],
        "upforgrabs": {
            "name": "Up For Grabs",
            "link": "https://github.com/bakers/loaf/labels/Up%20For%20Grabs",
        },
        "_file": "loaf.yml",
    }
    assert read(("projects.jsonl", json.dumps(row))) == read(("loaf.yml", LOAF))


def test_the_same_project_twice_is_one():
    row = line(name="Loaf", upforgrabs={"name": "x", "link": "https://t.example"}, _file="b.yml")
    again = row.replace("b.yml", "a.yml")
    catalog = read(("projects.jsonl", row), ("more.jsonl", again + row))
    assert [group.slug for group in catalog.initiatives] == ["a"]
    assert catalog.left_out == (LeftOut(what="projects that stand there twice", count=2),)


def test_two_projects_of_one_name_are_two():
    first = line(name="Loaf", _file="loaf.yml")
    tasks = {"name": "easy", "link": "https://github.com/others/loaf/labels/easy"}
    second = line(name="Loaf", upforgrabs=tasks, _file="other-loaf.yml")
    catalog = read(("projects.jsonl", first + second))
    assert [(group.slug, group.name) for group in catalog.initiatives] == [
        ("loaf", "Loaf"),
        ("other-loaf", "Loaf"),
    ]


def test_a_repository_that_two_projects_name_is_nobodys_until_one_says_so():
    catalog = read(("projects.jsonl", line(name="Loaf") + line(name="Toast")))
    assert [(group.slug, group.task_sources, group.questions) for group in catalog.initiatives] == [
        (
            slug,
            None,
            (
                QuestionEntry(
                    about="task-source",
                    text="bakers/loaf",
                    ask="Several projects name this repository as the place of their tasks. "
                    "Is it yours?",
                ),
            ),
        )
        for slug in ("loaf", "toast")
    ]


def test_two_projects_cannot_have_one_address():
    with pytest.raises(FileRefused) as refused:
        read(
            ("a.jsonl", line(name="C", _file="c.yml")),
            ("b.jsonl", line(name="C#", _file="C#.yml")),
        )
    (error,) = refused.value.errors
    assert (error.where, error.line, error.field, error.message) == (
        "b.jsonl",
        1,
        "name",
        "'c' is already in a.jsonl.",
    )


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (line(name=""), "name"),
        (line(name="★"), "name"),
        (line(name="L", site="ftp://a.example"), "site"),
        (line(name="L", tags="python"), "tags"),
        (line(name="L", upforgrabs=None), "upforgrabs"),
        (line(name="L", upforgrabs={"link": "https://t.example"}), "name"),
        ('["L"]', "0"),
    ],
)
def test_a_mistake_is_told_with_its_line(row, field):
    with pytest.raises(FileRefused) as refused:
        read(("projects.jsonl", line(name="Fine", _file="fine.yml") + row))
    assert {error.line for error in refused.value.errors} == {2}
    assert field in {error.field or "0" for error in refused.value.errors}
