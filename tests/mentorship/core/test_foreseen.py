from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.core.answer_by import REMIND_BEFORE, reminded_at
from mentorship.core.foreseen import Foreseen, still_to_come

NOW = datetime(2026, 3, 16, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_the_soonest_comes_first_and_what_is_past_is_gone():
    told = [
        Foreseen("later", NOW + 3 * DAY),
        Foreseen("past", NOW - DAY),
        Foreseen("window over", NOW - 3 * DAY, NOW - DAY),
        Foreseen("open since", NOW - DAY, NOW + 2 * DAY),
        Foreseen("tomorrow", NOW + DAY),
        Foreseen("now", NOW),
    ]
    assert [one.what for one in still_to_come(told, now=NOW)] == [
        "open since",
        "tomorrow",
        "later",
    ]


@given(hours=st.integers(1, 1500))
@example(hours=24)
@example(hours=48)
@example(hours=49)
@example(hours=24 * 7)
def test_a_reminder_comes_before_the_end_and_never_right_after_the_first_letter(hours):
    answer_by = NOW + timedelta(hours=hours)
    at = reminded_at(told_at=NOW, answer_by=answer_by)
    if at is None:
        assert answer_by <= NOW + REMIND_BEFORE
    else:
        assert NOW + REMIND_BEFORE <= at < answer_by
        assert at == max(answer_by - REMIND_BEFORE, NOW + REMIND_BEFORE)
