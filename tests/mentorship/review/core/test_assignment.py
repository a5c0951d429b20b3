from itertools import combinations, product

from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.review.core.assignment import Short, assign


def plan(wanted, rooms, present=(), barred=()):
    return assign(wanted=wanted, rooms=rooms, present=set(present), barred=set(barred))


def loads(found, rooms, present=()):
    pairs = [*found.pairs, *present]
    return {reader: sum(one == reader for _, one in pairs) for reader in rooms}


def test_everybody_gets_two_readers_and_nobody_reads_more_than_another():
    rooms = dict.fromkeys(range(101, 106), 50)
    found = plan(dict.fromkeys(range(10), 2), rooms)
    assert found.short == {}
    assert set(loads(found, rooms).values()) == {4}
    assert len(set(found.pairs)) == 20


def test_readers_do_not_always_meet_the_same_fellow():
    found = plan(dict.fromkeys(range(60), 2), dict.fromkeys(range(101, 107), 50))
    fellows = {tuple(reader for one, reader in found.pairs if one == at) for at in range(60)}
    assert len(fellows) > 10


def test_the_same_again_is_the_same_plan():
    facts = (dict.fromkeys(range(9), 2), {1: 5, 2: 5, 3: 9})
    assert plan(*facts) == plan(*facts)


def test_who_is_in_conflict_does_not_read_and_the_others_make_room():
    """The first two are for 101 alone to pass on: 102 may read only the last."""
    found = plan({1: 1, 2: 1}, {101: 1, 102: 1}, barred=[(2, 102)])
    assert found.pairs == ((1, 102), (2, 101))


def test_what_is_read_already_stays_and_counts():
    present = [(1, 101), (2, 101), (9, 102)]
    found = plan({1: 2, 2: 2}, {101: 9, 102: 9, 103: 9}, present)
    assert not set(found.pairs) & set(present)
    after = loads(found, [101, 102, 103], present)
    assert (after[101], sorted([after[102], after[103]])) == (2, [1, 2])


def test_a_reading_of_who_left_counts_for_the_application_and_for_no_load():
    assert plan({1: 2}, {102: 9}, [(1, 101)]).pairs == ((1, 102),)


def test_one_for_each_comes_before_two_for_anybody():
    found = plan({1: 2, 2: 2}, {101: 1, 102: 1})
    assert sorted(one for one, _ in found.pairs) == [1, 2]
    assert found.short == {1: Short(missing=1, able=2), 2: Short(missing=1, able=2)}


def test_who_gets_too_few_is_told_how_many_could_read_it():
    found = plan({1: 3}, {101: 5, 102: 5, 103: 5}, [(1, 101)], [(1, 102)])
    assert found.pairs == ((1, 103),)
    assert found.short == {1: Short(missing=1, able=2)}


def test_nothing_to_do():
    assert plan({}, {101: 5}).pairs == ()
    assert plan({1: 2}, {}).short == {1: Short(missing=2, able=0)}
    assert plan({1: 2}, {101: 5}, [(1, 101), (1, 102), (1, 103)]).pairs == ()


def test_two_thousand_for_sixty_readers():
    rooms = dict.fromkeys(range(60), 80)
    barred = {(one, one % 60) for one in range(2000)}
    found = assign(wanted=dict.fromkeys(range(2000), 2), rooms=rooms, present=(), barred=barred)
    assert found.short == {}
    assert set(loads(found, rooms).values()) <= {66, 67}


def possible(wanted, readers, taken):
    """Every way to give each application some of the readers it may have."""
    of_each = []
    for one, count in wanted.items():
        able = [reader for reader in readers if (one, reader) not in taken]
        of_each.append(
            [
                [(one, reader) for reader in chosen]
                for size in range(min(count, len(able)) + 1)
                for chosen in combinations(able, size)
            ]
        )
    return [[pair for part in parts for pair in part] for parts in product(*of_each)]


APPLICATIONS, READERS = range(1, 5), range(11, 15)
pairs_of_them = st.sets(st.tuples(st.sampled_from(APPLICATIONS), st.sampled_from(READERS)))


@given(
    wanted=st.dictionaries(st.sampled_from(APPLICATIONS), st.integers(0, 3), max_size=3),
    rooms=st.dictionaries(st.sampled_from(READERS), st.integers(0, 3), max_size=4),
    present=pairs_of_them,
    barred=pairs_of_them,
)
@example(wanted={1: 2, 2: 2}, rooms={11: 2, 12: 2, 13: 0}, present={(1, 11)}, barred={(2, 12)})
@example(wanted={1: 1, 2: 1, 3: 1}, rooms={11: 3, 12: 3}, present=set(), barred={(1, 12)})
@example(wanted={1: 1, 2: 1, 3: 2}, rooms={11: 1, 12: 1, 13: 2}, present=set(), barred={(2, 12)})
def test_no_plan_has_more_readings_or_is_more_even(wanted, rooms, present, barred):
    found = plan(wanted, rooms, present, barred)
    here = {pair for pair in present if pair[0] in wanted}
    before = {r: sum(one == r for _, one in present) for r in rooms}
    still = {
        one: max(0, count - sum(pair[0] == one for pair in here)) for one, count in wanted.items()
    }
    after = loads(found, rooms, list(present))
    assert not set(found.pairs) & (barred | here)
    assert all(after[r] <= max(rooms[r], before[r]) for r in rooms)
    assert {one: short.missing for one, short in found.short.items()} == {
        one: rest
        for one, count in still.items()
        if (rest := count - sum(pair[0] == one for pair in found.pairs))
    }

    def fits(pairs):
        load = {r: before[r] + sum(one == r for _, one in pairs) for r in rooms}
        return all(load[r] <= max(rooms[r], before[r]) for r in rooms) and load

    best = max(
        (len(pairs), -sum(count**2 for count in load.values()))
        for pairs in possible(still, rooms, barred | here)
        if (load := fits(pairs)) is not False
    )
    assert (len(found.pairs), -sum(count**2 for count in after.values())) == best
