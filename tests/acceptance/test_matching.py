"""Published assignment problems, malformed files, and a programme of two thousand."""

import json
import time

import numpy as np
import pytest
from django.core.management import call_command
from scipy.optimize import linear_sum_assignment

from bench.matching_instances import make_instance
from mentorship.core.assignment import NOBODY, assignment
from mentorship.core.certificate import prove
from mentorship.core.formula import BEST
from mentorship.core.instance_reading import InstanceRefused, instance_of, read_instance
from mentorship.core.matching import solve
from mentorship.core.measures import blocking_pairs
from mentorship.core.scoring import Scoreboard
from mentorship.core.solver import best
from tests.quick import slowness


def solved(places, edges, *, mentees):
    """Proven pairs for {(mentee, mentor): score}."""
    rows = np.array(sorted((*pair, score) for pair, score in edges.items()), dtype=np.int64)
    problem = assignment(
        mentee_ids=[str(each) for each in range(mentees)],
        mentor_ids=[str(each) for each in range(len(places))],
        places=np.array(places, dtype=np.int64),
        mentee=rows[:, 0],
        mentor=rows[:, 1],
        score=rows[:, 2],
    )
    chosen = best(problem)
    prove(problem, chosen)
    blocking = blocking_pairs(
        mentee=rows[:, 0],
        mentor=rows[:, 1],
        score=rows[:, 2],
        chosen=chosen,
        places=problem.places,
    )
    return [tuple(rows[edge][:2].tolist()) for edge in chosen if edge != NOBODY], blocking


def test_the_published_optimum_of_assign100(acceptance_data):
    size = 100
    costs = [
        int(each) for each in (acceptance_data / "matching/orlib/assign100.txt").read_text().split()
    ]
    assert len(costs) == size * size
    cost = {
        (row, column): costs[row * size + column] for row in range(size) for column in range(size)
    }
    pairs, _ = solved([1] * size, {pair: BEST - each for pair, each in cost.items()}, mentees=size)
    assert len(pairs) == 100
    assert sum(cost[pair] for pair in pairs) == 305


def lists_of(text):
    return [[int(each) for each in line.split()] for line in text.splitlines()]


def best_by_trying_all(mentees, places, edges):
    def found(mentee, left):
        if mentee == mentees:
            return 0, 0
        results = [found(mentee + 1, left)]
        for mentor, free in enumerate(left):
            if free and (mentee, mentor) in edges:
                matched, total = found(mentee + 1, (*left[:mentor], free - 1, *left[mentor + 1 :]))
                results.append((matched + 1, total + edges[mentee, mentor]))
        return max(results)

    return found(0, tuple(places))


@pytest.mark.parametrize("name", ["sm1", "hr1"])
def test_published_lists_of_wishes_are_matched_as_well_as_can_be(acceptance_data, name):
    """Both sides' ranks added up: residents or men choose hospitals or women with places."""
    [choosing, offering], *rows = lists_of(
        (acceptance_data / f"matching/algmatch/{name}.txt").read_text()
    )
    wishes, offers = rows[:choosing], rows[choosing:]
    has_places = name == "hr1"
    places = [row[1] if has_places else 1 for row in offers]
    liked = {row[0]: row[2 if has_places else 1 :] for row in offers}
    edges = {
        (row[0] - 1, other - 1): 10_000 - 100 * rank - liked[other].index(row[0])
        for row in wishes
        for rank, other in enumerate(row[1:])
        if row[0] in liked[other]
    }
    pairs, _ = solved(places, edges, mentees=choosing)
    expected = best_by_trying_all(choosing, places, edges)
    assert (len(pairs), sum(edges[pair] for pair in pairs)) == expected
    assert len(edges) == sum(len(row) - 1 for row in wishes)
    assert offering == len(places)


def test_students_get_the_projects_a_lecturer_has_places_for(acceptance_data):
    """By the students' wishes alone; projects have places of their own."""
    [students, projects, lecturers], *rows = lists_of(
        (acceptance_data / "matching/algmatch/spa1.txt").read_text()
    )
    wishes, offered = rows[:students], rows[students : students + projects]
    assert len(rows) == students + projects + lecturers
    edges = {
        (row[0] - 1, project - 1): 100 - rank
        for row in wishes
        for rank, project in enumerate(row[1:])
    }
    places = [row[1] for row in offered]
    pairs, blocking = solved(places, edges, mentees=students)
    expected = best_by_trying_all(students, places, edges)
    assert (len(pairs), sum(edges[pair] for pair in pairs)) == expected
    assert blocking == 0


def test_every_malformed_file_is_refused_in_sentences(acceptance_data, capsys):
    files = sorted((acceptance_data / "badinput/json").iterdir())
    assert len(files) == 9
    for file in files:
        with pytest.raises(SystemExit) as exit_:
            call_command("match", str(file))
        told = capsys.readouterr()
        assert (file.name, exit_.value.code, told.out) == (file.name, 1, "")
        assert told.err.endswith("Nothing was written.\n")
        assert "Traceback" not in told.err


def test_files_of_other_kinds_are_refused_too(acceptance_data):
    others = [path for path in sorted((acceptance_data / "badinput").rglob("*")) if path.is_file()]
    assert len(others) > 40
    for path in others:
        if path.stat().st_size < 2_000_000:
            with pytest.raises(InstanceRefused):
                read_instance(path.read_bytes())


def test_two_thousand_people_are_matched_as_an_independent_solver_does():
    instance = instance_of(make_instance(2000, 500))
    began = time.process_time()
    summary = solve(instance).summary
    assert time.process_time() - began < 10 * slowness(time.process_time)
    board = Scoreboard(instance)
    edges = board.edges()
    columns = np.repeat(np.arange(500), np.maximum(board.places, 0))
    scores = np.zeros((2000, 500))
    scores[edges.mentee, edges.mentor] = edges.score + 10.0**9
    taken = scores[:, columns][linear_sum_assignment(scores[:, columns], maximize=True)]
    matched, total = divmod(int(taken.sum()), 10**9)
    assert (summary.matched, summary.total) == (matched, total)
    assert summary.feasible_pairs == len(edges.score) > 50_000


def test_a_result_is_json_that_any_reader_takes(tmp_path):
    file, result = tmp_path / "instance.json", tmp_path / "result.json"
    file.write_text(json.dumps(make_instance(40, 12)))
    call_command("match", str(file), out=result)
    tree = json.loads(result.read_text())
    assert set(tree) == {"pairs", "unmatched", "summary"}
    assert len(tree["pairs"]) + len(tree["unmatched"]) == 40
