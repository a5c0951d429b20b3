"""The first vocabulary, held against what real programs asked for in their own words."""

import csv

import pytest

from portal.core.skill_names import Vocabulary, claimed_twice, folded
from portal.people.actions.vocabulary import first_entries

ENTRIES = first_entries()
WORDS = Vocabulary(ENTRIES)


@pytest.fixture
def mentions(acceptance_data) -> list[tuple[str, int]]:
    with (acceptance_data / "mentorship" / "cncf-skill-strings.csv").open() as file:
        _, *rows = csv.reader(file)
    return [(text, int(programs)) for text, programs in rows]


def test_six_of_seven_mentions_are_recognised(mentions):
    """A seventh is the rest of a sentence cut in two: "etc.)", "its services", "and others"."""
    known = sum(programs for text, programs in mentions if WORDS.read(text).known)
    assert known / sum(programs for _, programs in mentions) >= 0.85


def test_the_most_asked_for_are_all_recognised(mentions):
    unknown = [text for text, programs in mentions if programs > 8 and not WORDS.read(text).known]
    assert unknown == []


def test_no_typo_is_taken_for_another_skill(mentions):
    """What is read is spelt like that in the vocabulary; a guess is only ever a suggestion."""
    spellings = {folded(text) for entry in ENTRIES for text in (entry.name, *entry.synonyms)}
    close = {spelling.replace(" ", "") for spelling in spellings}
    guessed = [
        text
        for text, _ in mentions
        if WORDS.find(text) and folded(text).replace(" ", "") not in close
    ]
    assert guessed == []


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("golang", ["go"]),
        ("go (golang)", ["go"]),
        ("k8s", ["kubernetes"]),
        ("c#", ["csharp"]),
        ("c++ programming language", ["cpp"]),
        ("some c knowledge preferred", ["c"]),
        (".net", ["dotnet"]),
        ("net", []),
        ("reactjs", ["react"]),
        ("typescript + react", ["typescript", "react"]),
        ("react.js with typescript", ["react", "typescript"]),
        ("frontend development: node.js", ["frontend-development", "nodejs"]),
        ("git + github", ["git", "github"]),
        ("understanding of dns", ["dns"]),
        ("q&a", []),
        ("like prometheus", ["prometheus"]),
        ("unit", []),
        ("main", []),
        ("tree", []),
        ("its services", []),
        ("responsibilities:", []),
        ("the opportunity to", []),
        ("the mentee must speak japanese fluently", []),
        ("as meshery’s backend is written in go", []),
        ("kubernetes (secrets", ["kubernetes"]),
        ("its sub-projects (pipelines", []),
        ("technical writing", ["technical-writing"]),
        ("(optional) ux design sensibilities", []),
        ("familiarity with git", ["git"]),
        ("rust programming (beginner is ok)", ["rust"]),
        ("cel (common expression language)", ["policy-as-code"]),
        ("l10n", ["localization"]),
        ("community engagement", ["community-management"]),
        ("user research", ["user-research"]),
        ("spdx)", ["sbom"]),
    ],
)
def test_known_examples(text, slugs):
    assert list(WORDS.read(text).known) == slugs


def test_the_vocabulary_is_wide_and_says_nothing_twice():
    assert len(ENTRIES) >= 250
    assert claimed_twice(ENTRIES) == {}
