import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.skill_names import (
    LONGEST_TEXT,
    Entry,
    Reading,
    Vocabulary,
    claimed_twice,
    folded,
)

ENTRIES = [
    Entry("python", "Python", ("py",)),
    Entry("go", "Go", ("golang",)),
    Entry("c", "C"),
    Entry("cpp", "C++", ("cplusplus",)),
    Entry("csharp", "C#"),
    Entry("dotnet", ".NET"),
    Entry("react", "React", ("react js",)),
    Entry("k8s", "Kubernetes", ("k8s",)),
    Entry("operators", "Kubernetes operators", ("operator",)),
    Entry("ci", "Continuous integration", ("CI/CD", "ci")),
    Entry("docker", "Docker"),
    Entry("qa", "Software testing", ("qa", "testing")),
    Entry("web", "Web development"),
    Entry("writing", "Technical writing"),
]
WORDS = Vocabulary(ENTRIES)


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("React.js", "reactjs"),
        ("ASP.NET", "aspnet"),
        (".NET", "dotnet"),
        (".NET Core", "dotnet core"),
        ("C++", "c++"),
        ("c#", "c#"),
        ("CI/CD", "ci cd"),
        ("GitHub-Actions", "github actions"),
        ("  Übersetzen ", "ubersetzen"),
        ("people’s  choice", "people s choice"),
        ("Ｐｙｔｈｏｎ", "python"),  # as some keyboards write it
        ("snake_case", "snake case"),
        ("🎉 +++ --", ""),
    ],
)
def test_one_spelling_for_many(text, spelling):
    assert folded(text) == spelling


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        *[("golang", "go"), ("GO", "go"), ("Go programming language", "go"), ("k8s", "k8s")],
        *[("react js", "react"), ("React.js", "react"), ("reactjs", "react"), ("c", "c")],
        *[("C++", "cpp"), ("c #", "csharp"), ("C#", "csharp"), (".net", "dotnet"), ("net", None)],
        *[("ci-cd", "ci"), ("Kuber netes", "k8s"), ("basic knowledge of Docker", "docker")],
        *[("familiarity with the Kubernetes ecosystem", "k8s"), ("web development", "web")],
        *[("Q A", None), ("go fish", None), ("", None), ("programming", None), ("C--", "c")],
    ],
)
def test_a_phrase_names_one_skill_or_none(text, key):
    assert WORDS.find_phrase(text) == key


@pytest.mark.parametrize(
    ("text", "known", "unknown"),
    [
        ("python, go and docker", ("python", "go", "docker"), ()),
        ("Python with Docker", ("python", "docker"), ()),
        ("C/C++", ("c", "cpp"), ()),
        ("C++ + C#", ("cpp", "csharp"), ()),
        ("Go (golang)", ("go",), ()),
        ("CI/CD", ("ci",), ()),
        ("Kubernetes operators (Go", ("operators", "go"), ()),
        ("python and dancing", ("python",), ("dancing",)),
        ("Dancing & dancing", (), ("Dancing", "dancing")),
        ("AND", (), ()),
        ("++, -", (), ()),
    ],
)
def test_a_list_is_taken_apart(text, known, unknown):
    assert WORDS.read(text) == Reading(known, unknown)


@given(st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=5, unique=True))
def test_names_joined_by_commas_are_all_known(some):
    reading = WORDS.read(", ".join(entry.name for entry in some))
    assert reading == Reading(tuple(entry.key for entry in some), ())


@given(st.text(max_size=LONGEST_TEXT + 50))
def test_any_text_is_read_and_something_is_said_about_it(text):
    reading = WORDS.read(text)
    assert len(set(reading.known)) == len(reading.known)
    assert set(reading.known) <= {entry.key for entry in ENTRIES}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *[("Pyhton", "python"), ("kuberntes", "k8s"), ("dokcer", "docker")],
        *[("tecnical writing", "writing"), ("golagn", "go")],
    ],
)
def test_a_typo_finds_what_was_meant_first(typed, meant):
    assert WORDS.similar(typed)[0] == meant


def test_nothing_like_it_suggests_nothing():
    assert WORDS.similar("xylophone") == []


def test_two_skills_a_space_apart_are_told_apart_by_it():
    words = Vocabulary([Entry(1, "Data base"), Entry(2, "Database"), Entry(3, "Java Script")])
    assert (words.find("data base"), words.find("database"), words.find("data-base")) == (1, 2, 1)
    assert (words.find("d atabase"), words.find("JavaScript")) == (None, 3)


def test_no_two_skills_may_claim_a_spelling():
    assert claimed_twice(ENTRIES) == {}
    claims = claimed_twice([*ENTRIES, Entry("game", "Go (game)"), Entry("old", "Old", ("GO",))])
    assert claims == {"go": {"go", "old"}}
