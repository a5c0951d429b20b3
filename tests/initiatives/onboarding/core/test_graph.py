from hypothesis import example, given

from initiatives.onboarding.core.check import check
from initiatives.onboarding.core.graph import graph_of
from tests.initiatives.onboarding.core.plans import any_plans, plan, walkable_plans


def places(*steps: str) -> dict[str, tuple[int, int]]:
    return {node.step.key: (node.column, node.row) for node in graph_of(plan(*steps)).nodes}


def test_a_step_stands_behind_all_it_waits_for():
    assert places("a", "b", "c: a", "d: a c", "e: b x") == {
        "a": (0, 0),
        "b": (0, 1),
        "c": (1, 0),
        "d": (2, 0),
        "e": (1, 1),
    }


def test_a_loop_stands_at_the_end():
    assert places("a", "b: c", "c: b") == {"a": (0, 0), "b": (1, 0), "c": (1, 1)}
    assert places("a: a") == {"a": (0, 0)}


def test_a_line_says_whether_another_step_would_do():
    lines = graph_of(plan("a", "b", "c", "d: a | b & c", "e: a")).lines
    assert [(line.one.step.key, line.other.step.key, line.is_choice) for line in lines] == [
        ("c", "d", False),
        ("a", "d", True),
        ("b", "d", True),
        ("a", "e", False),
    ]


def test_nothing_is_drawn_of_nothing():
    nothing = graph_of(())
    assert (nothing.columns, nothing.rows, nothing.lines) == (0, 0, ())


@given(walkable_plans())
@example(plan("a", "b: a", "c: a | b"))
def test_every_line_leads_on(steps):
    assert check(steps) == ()
    assert all(line.one.column < line.other.column for line in graph_of(steps).lines)


@given(any_plans())
@example(plan("a: b", "b: a", "c"))
def test_no_two_steps_stand_on_one_place(steps):
    graph = graph_of(steps)
    places = [(node.column, node.row) for node in graph.nodes]
    assert len(set(places)) == len(steps)
    assert all(0 <= column < graph.columns and 0 <= row < graph.rows for column, row in places)
