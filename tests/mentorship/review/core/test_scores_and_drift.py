from fractions import Fraction
from math import floor

from hypothesis import example, given
from hypothesis import strategies as st

from mentorship.review.core.drift import Drift, Tendency, drifts
from mentorship.review.core.scores import criteria_apart, mean, result_of, spread


def test_a_result_weighs_its_points():
    assert result_of({"a": 5, "b": 2}, {"a": 1, "b": 1}) == 350
    assert result_of({"a": 5, "b": 2}, {"a": 3, "b": 1}) == 425
    assert result_of({"a": 4, "b": 4, "c": 5}, {"a": 1, "b": 1, "c": 1}) == 433


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.tuples(st.integers(1, 5), st.integers(1, 10)), min_size=1
    )
)
@example({"a": (1, 8), "b": (2, 1)})
def test_halves_are_rounded_up_and_no_result_leaves_the_scale(drawn):
    marks = {key: points for key, (points, _) in drawn.items()}
    weights = {key: weight for key, (_, weight) in drawn.items()}
    exact = Fraction(sum(weights[k] * marks[k] for k in marks), sum(weights.values()))
    found = result_of(marks, weights)
    assert found == floor(exact * 100 + Fraction(1, 2))
    assert 100 <= found <= 500


def test_means_and_spreads():
    assert mean([]) is None
    assert mean([300, 301]) == 301
    assert mean([300, 400, 500]) == 400
    assert spread([]) == 0
    assert spread([310, 450, 200]) == 250


def test_two_points_are_apart_and_one_is_not():
    assert criteria_apart([{"a": 1, "b": 3}, {"a": 3, "b": 4}]) == ("a",)
    assert criteria_apart([{"a": 5, "b": 1}, {"a": 5}]) == ()
    assert criteria_apart([{"a": 1}]) == criteria_apart([]) == ()


@given(
    st.lists(
        st.fixed_dictionaries({key: st.integers(1, 5) for key in "abc"}), min_size=2, max_size=3
    ),
    st.fixed_dictionaries({key: st.integers(1, 10) for key in "abc"}),
)
@example([{"a": 1, "b": 1, "c": 1}, {"a": 2, "b": 2, "c": 2}], {"a": 1, "b": 2, "c": 3})
@example([{"a": 1, "b": 1, "c": 1}, {"a": 3, "b": 3, "c": 3}], {"a": 1, "b": 1, "c": 1})
def test_results_are_not_two_points_apart_unless_a_criterion_is(of_each, weights):
    if not criteria_apart(of_each):
        assert spread([result_of(marks, weights) for marks in of_each]) < 200


def shared(differences, reader=1, fellow=2):
    return {n: {reader: 300 + by, fellow: 300} for n, by in enumerate(differences)}


def test_who_gives_half_a_point_less_over_five_applications_is_strict():
    strict, mild = drifts(shared([-50] * 5))
    assert strict == Drift(1, given=5, shared=5, difference=-50, tendency=Tendency.STRICT)
    assert mild == Drift(2, given=5, shared=5, difference=50, tendency=Tendency.MILD)


def test_less_than_half_a_point_is_like_the_others():
    assert [one.tendency for one in drifts(shared([-49] * 5))] == [Tendency.ALIKE] * 2


def test_four_applications_say_nothing_yet():
    assert [one.tendency for one in drifts(shared([-200] * 4))] == [Tendency.FEW] * 2


def test_several_fellows_count_as_their_mean_and_who_reads_alone_is_compared_with_nobody():
    first, *_ = drifts({1: {1: 400, 2: 300, 3: 200}, 2: {1: 500}})
    assert (first.given, first.shared, first.difference) == (2, 1, 150)
    [alone] = drifts({2: {7: 500}})
    assert alone == Drift(7, given=1, shared=0, difference=None, tendency=Tendency.FEW)
    assert drifts({}) == []
