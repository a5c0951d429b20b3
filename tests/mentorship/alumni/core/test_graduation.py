"""What is proposed, from what was said last; every case of it."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.alumni.core.graduation import Standing, Why, proposal_of
from mentorship.core.last_words import LastWords

DAY = date(2026, 6, 29)
CASES = [
    (LastWords(verdict="pass"), Standing.PROPOSED, Why.DECIDED),
    (LastWords(verdict="pass", mentor="end"), Standing.PROPOSED, Why.DECIDED),
    (LastWords(mentor="pass", mentee="go_on"), Standing.PROPOSED, Why.BOTH),
    (LastWords(mentor="pass"), Standing.PROPOSED, Why.ONLY_MENTOR),
    (LastWords(mentor="pass", mentee="help"), Standing.LOOK, Why.MENTEE_WANTS_HELP),
    (LastWords(mentee="stop"), Standing.LOOK, Why.MENTEE_WANTS_HELP),
    (LastWords(mentor="extend", mentee="go_on"), Standing.LOOK, Why.MENTOR_SAYS_NO),
    (LastWords(mentor="end"), Standing.LOOK, Why.MENTOR_SAYS_NO),
    (LastWords(mentee="go_on"), Standing.LOOK, Why.ONLY_MENTEE),
    (LastWords(), Standing.LOOK, Why.NOBODY),
    (LastWords(verdict="extend", ends_on=DAY), Standing.WAITS, Why.GOES_ON),
    (LastWords(mentor="pass", ends_on=date(2026, 6, 28)), Standing.PROPOSED, Why.ONLY_MENTOR),
]


@pytest.mark.parametrize(("words", "standing", "why"), CASES)
def test_what_is_proposed(words, standing, why):
    proposal = proposal_of(words, has_ended=False, today=DAY)
    assert (proposal.standing, proposal.why) == (standing, why)


SAID = st.builds(
    LastWords,
    verdict=st.sampled_from(["", "pass", "extend", "end"]),
    mentor=st.sampled_from(["", "pass", "extend", "end"]),
    mentee=st.sampled_from(["", "go_on", "help", "stop"]),
    ends_on=st.none() | st.dates(date(2026, 6, 1), date(2026, 9, 1)),
)


@given(SAID, st.booleans())
@example(LastWords(verdict="pass"), True)
@example(LastWords(mentor="pass", mentee="help"), False)
def test_nobody_is_proposed_against_a_word_or_after_an_end(words, has_ended):
    proposal = proposal_of(words, has_ended=has_ended, today=DAY)
    if proposal.standing is Standing.PROPOSED:
        assert not has_ended
        assert words.verdict == "pass" or (words.mentor, words.mentee) in {
            ("pass", ""),
            ("pass", "go_on"),
        }
