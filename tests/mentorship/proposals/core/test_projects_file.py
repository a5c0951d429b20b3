"""A list of projects is read whole, or refused with the line of everything that is wrong."""

import pytest

from initiatives.core.catalog_report import FileRefused
from mentorship.proposals.core.projects_file import MOST_PROJECTS, ProjectEntry, read_projects

WHOLE = b"""{"source": "a term", "programs": [
 {"program": "jaeger-1", "initiative": "Jaeger", "maturity": "graduated", "title": "New page",
  "description": "Write it.", "upstream": "https://example.org/1", "places": 2,
  "technologies": ["go", "react"], "skills": ["go", "patience"], "mentors": ["mentor-001"]},
 {"program": "tuf_2", "initiative": "TUF", "skills": null}
]}"""


def errors(raw: bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(FileRefused) as refusal:
        read_projects(raw, where="list.json")
    return [(error.line, error.field, error.message) for error in refusal.value.errors]


def test_what_a_list_says():
    assert read_projects(WHOLE, where="list.json") == (
        ProjectEntry(
            key="jaeger-1",
            title="New page",
            initiative="Jaeger",
            line=2,
            description="Write it.",
            upstream="https://example.org/1",
            places=2,
            skills=("go", "react", "patience"),
            mentors=("mentor-001",),
        ),
        ProjectEntry(key="tuf_2", title="tuf_2", initiative="TUF", line=5),
    )


def test_everything_that_is_wrong_with_its_line():
    raw = """programs:
  - program: one two
    initiative: [Jaeger]
    upstream: javascript:alert(1)
    places: 11
    colour: red
    skills: go
    technologies: ["", go]
    mentors: [a, b, c, d, e]
  - just words
  - program: same
    initiative: X
    title: {TOO_LONG}
  - program: same
    initiative: X
  - program: проект
    initiative: X
""".replace("{TOO_LONG}", "x" * 161)
    assert errors(raw.encode()) == [
        (6, "colour", "There is no such key."),
        (3, "initiative", "A text is expected here."),
        (2, "initiative", "This is needed."),
        (2, "program", "Letters, digits and hyphens only."),
        (2, "upstream", "A web address is expected."),
        (8, "technologies", "At most 60 texts of 1 to 160 characters."),
        (7, "skills", "A list of texts is expected here."),
        (9, "mentors", "At most 4 people."),
        (5, "places", "A number from 1 to 10."),
        (10, "", "A project is a set of keys with values."),
        (13, "title", "At most 160 characters."),
        (16, "program", "Letters, digits and hyphens only."),
        (14, "program", "“same” stands twice."),
    ]


@pytest.mark.parametrize("raw", [b"[]", b"programs: []", b"programs: many"])
def test_a_file_without_projects_is_no_list(raw):
    assert errors(raw) == [(1, "programs", "A list of programs is expected here.")]


def test_a_list_ends_somewhere():
    raw = b"programs:\n" + b"  - {program: a, initiative: b}\n" * (MOST_PROJECTS + 1)
    assert errors(raw) == [(2, "programs", "There are more than 1000.")]
