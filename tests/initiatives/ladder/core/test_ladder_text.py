"""What a lead may write, and what they read of each mistake."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from initiatives.core.catalog_report import FileRefused
from initiatives.ladder.core.ladder_text import LONGEST_TEXT, read_ladder
from initiatives.ladder.core.rungs import Ask, AskKind, Ladder, Rung, Sponsors
from tests.initiatives.ladder.core.ladders import LADDER, TEXT


def test_a_ladder_is_read_as_it_was_written():
    assert (
        Ladder(
            rungs=(
                Rung(
                    "member",
                    "Member",
                    "Is named on our page and asked for reviews.",
                    (
                        Ask(AskKind.MONTHS_WITH_US, 1),
                        Ask(AskKind.SAID, words="You have read our guide for contributors"),
                    ),
                    objection_days=3,
                ),
                Rung(
                    "reviewer",
                    "Reviewer",
                    "Reviews changes; a review of theirs counts.",
                    (
                        Ask(AskKind.MONTHS_BELOW, 3),
                        Ask(AskKind.MEETINGS, 2),
                        Ask(AskKind.WORK, 2, "reviews of changes by others"),
                    ),
                    Sponsors(2, 2, "reviewer"),
                    objection_days=7,
                ),
                Rung("maintainer", "Maintainer"),
            ),
            return_months=12,
        )
        == LADDER
    )


def test_browsers_send_lines_with_two_characters_at_their_end():
    assert read_ladder(TEXT.replace("\n", "\r\n")) == LADDER


def test_without_a_word_of_it_one_may_return_for_a_year():
    assert read_ladder("rungs: [{key: a, title: A}]").return_months == 12
    assert read_ladder("return_months: 0\nrungs: [{key: a, title: A}]").return_months == 0


def wrong(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(FileRefused) as refused:
        read_ladder(text)
    return [(error.line, error.field, error.message) for error in refused.value.errors]


def first_rung(*lines: str) -> str:
    return "\n".join(["rungs:", "  - key: a", "    title: A", *(f"    {line}" for line in lines)])


@pytest.mark.parametrize(
    ("text", "line", "field", "said"),
    [
        ("", 0, "", "The file is empty."),
        ("rungs: [}", 1, "rungs", "This is not YAML"),
        ("x" * (LONGEST_TEXT + 1), 0, "", "Too long: 20001 characters, at most 20000."),
        ("return_months: 3", 1, "rungs", "A ladder has at least one rung."),
        ("just words", 1, "", "Expected a mapping"),
        ("rung: 1\nrungs: [{key: a, title: A}]", 1, "rung", "This key is not known here."),
        ("rungs: [{key: a}]", 1, "title", "This is needed."),
        ("rungs: [{key: An A, title: A}]", 1, "key", "'An A' is not a slug"),
        (first_rung("asks: [{months: 3}]"), 4, "asks", "Ask for exactly one of: months_below,"),
        (first_rung("asks: [{steps: 1, work: 1}]"), 4, "asks", "Ask for exactly one of:"),
        (first_rung("asks: [{steps: some}]"), 4, "steps", "Expected a whole number from 1 to 100."),
        (first_rung("asks: [{steps: }]"), 4, "steps", "Expected a whole number from 1 to 100."),
        (first_rung("asks: [{months_with_us: 121}]"), 4, "months_with_us", "from 1 to 120."),
        (first_rung("asks: [{work: 1}]"), 4, "what", "This is needed."),
        (first_rung("asks: [{said: }]"), 4, "said", "This is needed."),
        (first_rung("asks:", "- steps: 1", "- steps: 2"), 6, "steps", "was asked for above."),
        (first_rung("asks: [{months_below: 2}]"), 4, "asks", "Nobody stands below the first rung"),
        (first_rung("sponsors: {}"), 4, "count", "How many sponsors?"),
        (first_rung("sponsors: {count: 10}"), 4, "count", "Expected a whole number from 1 to 9."),
        (first_rung("sponsors: {count: 2, organisations: 3}"), 4, "organisations", "from 1 to 2."),
        (first_rung("sponsors: {count: 2, rung: z}"), 4, "sponsors", "'z' is no rung"),
        (first_rung("objection_days: 61"), 4, "objection_days", "from 0 to 60."),
        (first_rung(f"brings: {'x' * 301}"), 4, "brings", "Too long: 301 characters"),
    ],
)
def test_a_mistake_is_told_with_its_line(text, line, field, said):
    [(found_line, found_field, message)] = wrong(text)
    assert (found_line, found_field) == (line, field)
    assert said in message


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines():
    text = TEXT.replace("count: 2", "count: two").replace("title: Member", "name: Member")
    assert [(line, field) for line, field, _message in wrong(text)] == [
        *((3, "title"), (4, "name")),
        (19, "count"),
    ]


def test_a_key_is_given_once():
    assert wrong("rungs:\n- {key: a, title: A}\n- {key: a, title: B}") == [
        (3, "key", "'a' is the key of a rung above.")
    ]


def test_nobody_is_sponsored_from_below():
    text = "rungs:\n- {key: a, title: A}\n- {key: b, title: B, sponsors: {count: 1, rung: a}}"
    assert wrong(text) == [(3, "sponsors", "Sponsors stand at least on the rung they sponsor for.")]


def test_no_ladder_is_endless():
    rungs = "\n".join(f"- {{key: r{n}, title: R}}" for n in range(13))
    assert wrong(f"rungs:\n{rungs}") == [(14, "rungs", "At most 12 rungs.")]
    asks = "\n".join(f"    - said: Word {n}" for n in range(13))
    assert wrong(f"rungs:\n  - key: a\n    title: A\n    asks:\n{asks}") == [
        (17, "asks", "At most 12 things of one rung.")
    ]


def read_or_refused(text: str) -> tuple[int, ...]:
    """The lines of what is wrong with it; none for a ladder."""
    try:
        assert read_ladder(text).rungs
    except FileRefused as refused:
        return tuple(error.line for error in refused.errors)
    return ()


@given(st.text(max_size=200))
@example("rungs: \ud800")
@example("\x00")
def test_whatever_is_written_no_line_beyond_it_is_named(text):
    assert set(read_or_refused(text)) <= set(range(len(text) + 2))


@given(st.integers(0, TEXT.count("\n") - 1))
@example(1)
def test_a_line_left_out_is_no_ladder_or_a_mistake_with_its_line(number):
    lines = TEXT.splitlines()
    del lines[number]
    assert set(read_or_refused("\n".join(lines))) <= set(range(1, len(lines) + 1))
