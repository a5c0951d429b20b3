from tests.initiatives.ladder.core.ladders import LADDER, MAINTAINER, MEMBER, REVIEWER


def test_one_rung_after_the_other():
    assert LADDER.keys == ["member", "reviewer", "maintainer"]
    assert LADDER.top == 2
    assert [LADDER.place_of(key) for key in ("member", "maintainer", "", "gone")] == [
        *(0, 2),
        *(None, None),
    ]
    assert (LADDER.rung("reviewer"), LADDER.rung("gone")) == (REVIEWER, None)


def test_the_next_rung_is_the_one_above():
    assert LADDER.next_above("") == MEMBER
    assert LADDER.next_above("member") == REVIEWER
    assert LADDER.next_above("maintainer") is None
    assert LADDER.next_above("gone") == MEMBER


def test_who_has_a_say_stands_where_sponsors_stand_or_on_the_rung_itself():
    assert LADDER.lowest_to_sponsor(REVIEWER) == 1
    assert LADDER.lowest_to_sponsor(MAINTAINER) == 2


def test_rungs_people_stand_on_and_the_ladder_lost():
    assert LADDER.lacking(["member", "gone", "gone", "away"]) == ["away", "gone"]
