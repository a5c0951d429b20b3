import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.typo_search import LONGEST_QUERY, Doc, Hit, TypoIndex, plain, tokens

NAMES = {
    "scorecard": ("OpenSSF Scorecard",),
    "bear": ("Belonging, Empowerment, Allyship, and Representation", "BEAR", "DEI"),
    "safe": ("SAFE-Framework", "SAFE-MCP"),
    "vuln": ("Vulnerability Disclosures",),
    "sbom": ("SBOM Everywhere",),
    "cpp": ("C/C++ Compiler Options",),
    "tac": ("Technical Advisory Council", "TAC"),
    "muller": ("Müller’s Żółw",),
    "kana": ("オープン",),
}
INDEX = TypoIndex(
    Doc(key, names=names, words=("Lists materials of software.",) if key == "sbom" else ())
    for key, names in NAMES.items()
)


def first(text: str) -> object:
    hits = INDEX.find(text)
    return hits[0].key if hits else None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("scorecard", "scorecard"),
        ("SCORCARD", "scorecard"),
        ("score card", "scorecard"),
        ("socrecard", "scorecard"),
        ("safemcp", "safe"),
        ("vulnrability disclosure", "vuln"),
        ("dei", "bear"),
        ("belonging representation", "bear"),
        ("muller zolw", "muller"),
        ("MÜLLERS", "muller"),
        ("c++", "cpp"),
        ("オープン", "kana"),
        ("materials", "sbom"),
        ("everywh", "sbom"),
        ("tca", "tac"),
    ],
)
def test_a_name_is_found_the_way_people_write_it(text, key):
    assert first(text) == key


@pytest.mark.parametrize("text", ["", "   ", "'", '"', "%", "((((", "-", "*", "🙂", "\x00"])
def test_marks_find_nothing(text):
    assert INDEX.find(text) == []


def test_a_name_outranks_text_and_equals_keep_their_order():
    index = TypoIndex(
        [Doc("text", ("A",), ("bread",)), Doc("name", ("Bread",)), Doc("later", ("Bread",))]
    )
    assert index.find("bread") == [Hit("name", 1.0), Hit("later", 1.0), Hit("text", 0.45)]


def test_who_meets_every_word_hides_who_meets_some():
    index = TypoIndex([Doc("both", ("Red Bread",)), Doc("one", ("Bread",))])
    assert [hit.key for hit in index.find("red bread")] == ["both"]
    assert [hit.key for hit in index.find("blue bread")] == ["both", "one"]


def test_a_limit_keeps_the_best():
    assert len(INDEX.find("e", limit=2)) <= 2


def every_typo(word: str):
    """Every way to lose, change, add or swap one letter."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[:at] + "q" + word[at + 1 :]
        yield word[:at] + "q" + word[at:]
        yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


def test_one_typo_in_a_name_of_four_letters_or_more_is_forgiven():
    asked = [
        (typo, key)
        for key, names in NAMES.items()
        for name in names
        if len(name) > 3
        for typo in every_typo(name)
    ]
    missed = [(typo, key) for typo, key in asked if key not in {h.key for h in INDEX.find(typo)}]
    assert missed == []


@given(st.text(alphabet=string.printable + "äß\u0301🙂\x00", max_size=3 * LONGEST_QUERY))
def test_any_text_is_answered(text):
    assert all(0 < hit.score <= 1 for hit in INDEX.find(text))


def test_words_lose_case_and_accents_only():
    assert plain("Straße É") == "strasse e"
    assert tokens("C++ & C#, .NET k8s") == ["c++", "c#", "net", "k8s"]
