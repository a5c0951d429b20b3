"""Who may apply: every rule with somebody who meets it and somebody who does not."""

import pytest

from mentorship.core.eligibility import (
    Known,
    Rule,
    RuleKind,
    broken,
    minutes_a_week,
    rules_as_trees,
    rules_of,
    unmet,
)
from mentorship.core.questions import Kind, Question

ADULT = Rule(kind=RuleKind.ANSWER, key="adult", answer="yes")
YEARS = Rule(kind=RuleKind.AT_LEAST, key="years", least=2)
HOURS = Rule(kind=RuleKind.HOURS, least=3)
EMAIL = Rule(kind=RuleKind.EMAIL)
NEW = Rule(kind=RuleKind.NEW_MENTEE)
RULES = (ADULT, YEARS, HOURS, EMAIL, NEW)
FINE = {
    "said": {"adult": "yes", "years": 2},
    "free_minutes": 180,
    "has_proved_email": True,
    "was_mentee": False,
}


@pytest.mark.parametrize(
    ("changes", "stopped_by"),
    [
        ({}, ()),
        ({"said": {"adult": "no", "years": 2}}, (ADULT,)),
        ({"said": {"adult": "yes", "years": 1}}, (YEARS,)),
        ({"said": {"adult": "yes"}}, (YEARS,)),
        ({"free_minutes": 179}, (HOURS,)),
        ({"has_proved_email": False}, (EMAIL,)),
        ({"was_mentee": True}, (NEW,)),
        (
            {"said": {}, "free_minutes": 0, "has_proved_email": False, "was_mentee": True},
            RULES,
        ),
    ],
)
def test_all_that_is_not_met_is_named_at_once(changes, stopped_by):
    assert unmet(RULES, Known(**FINE | changes)) == stopped_by


def test_rules_are_read_as_they_were_written():
    assert rules_of(rules_as_trees(RULES)) == RULES


def test_a_rule_about_a_question_that_is_gone_can_never_be_met():
    adult = Question(key="adult", kind=Kind.YES_NO, text="18?")
    years = Question(key="years", kind=Kind.NUMBER, text="How many years?")
    assert broken(RULES, (adult, years)) == ()
    as_text = Question(key="years", kind=Kind.SHORT, text="How many years?")
    assert broken(RULES, (as_text,)) == (ADULT, YEARS)


def test_hours_of_a_week_are_counted_over_its_days():
    windows = [{"days": [0, 2], "minutes": 90}, {"days": [6], "minutes": 30}]
    assert minutes_a_week(windows) == 210
