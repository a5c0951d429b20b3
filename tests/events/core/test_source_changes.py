"""What a new reading means: each meeting gets one verdict, and none is ever deleted."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.core.calendar_event import Problem
from events.core.foreign_calendar import ForeignCalendar
from events.core.foreign_meeting import ForeignMeeting, ForeignSlot
from events.core.source_changes import Known, Verdict, verdicts

TODAY = date(2026, 6, 1)


def meeting(uid: str = "a", **facts) -> ForeignMeeting:
    """A weekly one without an end, unless it says otherwise."""
    slot = ForeignSlot(datetime(2026, 1, 6, 11), "Europe/Berlin", "FREQ=WEEKLY;BYDAY=TU")
    plain = {"title": "Call", "slots": (slot,), "dates": (), "minutes": 60, "sequence": 1}
    return ForeignMeeting(uid, **plain | {"first": date(2026, 1, 6), "last": None} | facts)


def told(*known: Known, reading: tuple = (), problems: tuple = ()) -> dict[str, str]:
    found = verdicts(known=known, reading=ForeignCalendar("", reading, problems), today=TODAY)
    return {uid: verdict.value for uid, verdict in found.items()}


def test_new_changed_and_unchanged():
    assert told(
        Known(meeting("same")),
        Known(meeting("other")),
        reading=(meeting("same"), meeting("other", title="Another"), meeting("new")),
    ) == {"same": "unchanged", "other": "changed", "new": "added"}


def test_an_older_version_does_not_win():
    later = meeting(sequence=2)
    assert told(Known(later), reading=(meeting(title="Former", sequence=1),)) == {"a": "older"}


def test_vanished_only_when_two_good_readings_did_not_have_it():
    rest = meeting("rest")
    assert [told(Known(rest), Known(meeting(), n), reading=(rest,))["a"] for n in (0, 1, 2)] == [
        "missing",
        "vanished",
        "vanished",
    ]


def test_what_comes_back_is_back():
    assert told(Known(meeting(), missing=2), reading=(meeting(),)) == {"a": "returned"}


def test_what_is_in_the_file_and_not_understood_is_not_gone():
    problem = Problem("a", "refused", "It has no start.", 4)
    rest = meeting("rest")
    assert told(Known(meeting()), Known(rest), reading=(rest,), problems=(problem,)) == {
        "a": "not understood",
        "rest": "unchanged",
    }


def test_an_empty_calendar_says_nothing_about_anything():
    assert told(Known(meeting()), Known(meeting("b"), missing=1)) == {"a": "over", "b": "over"}


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"first": date(2026, 5, 5), "last": date(2026, 5, 26)}, "over"),
        ({"first": date(2026, 9, 1), "last": None}, "over"),
        ({"first": date(2026, 6, 30), "last": None}, "missing"),
        ({"first": date(2026, 6, 10), "last": date(2026, 6, 10)}, "missing"),
    ],
)
def test_only_what_the_calendar_speaks_about_can_be_missing(facts, verdict):
    """It tells the next three months: what is past, or begins later, need not be in it."""
    window = meeting("rest", first=date(2026, 5, 1), last=date(2026, 8, 31))
    assert told(Known(window), Known(meeting(**facts)), reading=(window,))["a"] == verdict


days = st.integers(-60, 60).map(lambda n: TODAY + timedelta(days=n))


@st.composite
def meetings(draw, uid):
    first = draw(days)
    return meeting(
        uid,
        title=draw(st.sampled_from(["Call", "Another"])),
        sequence=draw(st.integers(0, 2)),
        first=first,
        last=draw(st.none() | st.integers(0, 90).map(lambda n: first + timedelta(days=n))),
    )


uids = st.sets(st.sampled_from("abcdef"))
some = uids.flatmap(lambda found: st.tuples(*(meetings(uid) for uid in sorted(found))))
knowns = some.flatmap(
    lambda found: st.tuples(*(st.builds(Known, st.just(one), st.integers(0, 3)) for one in found))
)


@given(knowns, some, st.randoms())
def test_each_has_one_verdict_in_any_order(known, read, random):
    found = verdicts(known=known, reading=ForeignCalendar("", read), today=TODAY)
    assert found.keys() == {one.told.uid for one in known} | {one.uid for one in read}
    shuffled, backwards = random.sample(known, len(known)), read[::-1]
    assert found == verdicts(known=shuffled, reading=ForeignCalendar("", backwards), today=TODAY)


@given(knowns, some)
def test_reading_the_same_again_adds_and_changes_nothing(known, read):
    first = verdicts(known=known, reading=ForeignCalendar("", read), today=TODAY)
    again = verdicts(known=kept(known, read, first), reading=ForeignCalendar("", read), today=TODAY)
    assert set(again.values()).isdisjoint({Verdict.ADDED, Verdict.CHANGED, Verdict.RETURNED})
    assert {uid for uid, one in first.items() if one is Verdict.VANISHED} <= {
        uid for uid, one in again.items() if one is Verdict.VANISHED
    }


def kept(known, read, found) -> list[Known]:
    """What is known after the verdicts were followed."""
    after = {one.told.uid: one for one in known}
    for one in read:
        is_older = found[one.uid] is Verdict.OLDER
        after[one.uid] = Known(after[one.uid].told if is_older else one)
    for uid, one in found.items():
        if one in {Verdict.MISSING, Verdict.VANISHED}:
            after[uid] = replace(after[uid], missing=after[uid].missing + 1)
    return list(after.values())
