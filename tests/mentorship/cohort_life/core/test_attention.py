from mentorship.cohort_life.core.attention import PairFacts, Reason, Why, reasons_of, urgency
from mentorship.cohort_life.core.silence import Rung


def test_a_pair_that_goes_well_has_no_reason():
    assert reasons_of(PairFacts(unreached=1, age=90)) == ()


def test_every_reason_in_its_order():
    everything = PairFacts(
        mentee_rung=Rung.TELL,
        mentee_days=23,
        mentor_rung=Rung.NUDGE,
        mentor_days=8,
        unreached=3,
        differ=1,
        says_end=True,
        wants_help=True,
        missing=2,
        age=20,
        kickoff_begun=False,
    )
    assert reasons_of(everything) == (
        Reason(Why.END),
        Reason(Why.HELP),
        Reason(Why.TOLD, 23),
        Reason(Why.UNREACHED, 3),
        Reason(Why.DIFFER, 1),
        Reason(Why.LATE, 2),
        Reason(Why.NO_KICKOFF, 20),
    )


def test_each_rung_but_a_nudge_is_a_reason():
    told = [reasons_of(PairFacts(mentor_rung=rung, mentor_days=30)) for rung in Rung]
    assert told == [
        (),
        (),
        (Reason(Why.ASKED, 30),),
        (Reason(Why.TOLD, 30),),
        (Reason(Why.PROPOSED, 30),),
    ]


def test_a_pair_that_rests_is_asked_for_nothing_but_what_it_asked_itself():
    rests = PairFacts(mentee_rung=Rung.PROPOSE, mentee_days=40, wants_help=True, rests=True)
    assert reasons_of(rests) == (Reason(Why.HELP),)


def test_the_graver_comes_first_then_the_longer_then_who_has_more_reasons():
    pairs = {
        "nothing": (),
        "asked": (Reason(Why.ASKED, 15),),
        "asked long": (Reason(Why.ASKED, 20),),
        "asked and no kickoff": (Reason(Why.ASKED, 15), Reason(Why.NO_KICKOFF, 15)),
        "end": (Reason(Why.END),),
    }
    assert sorted(pairs, key=lambda name: urgency(pairs[name])) == [
        "end",
        "asked long",
        "asked and no kickoff",
        "asked",
        "nothing",
    ]
