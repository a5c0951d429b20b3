"""One file has one result: no order of rows, no number of processes, no width of the first look and
no seed of Python's hashes changes a byte, whichever dials are turned."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from bench.matching_instances import make_instance
from mentorship.core import candidates, optimum
from mentorship.core.instance_reading import instance_of
from mentorship.core.matching import solve
from mentorship.core.result import result_tree

ROOT = Path(__file__).resolve().parents[3]
DIALS = {
    "none": {},
    "equal, first places": {"aim": "equal", "every_mentor": True},
    "quotas": {"quotas": [{"group": "a", "least": 4}, {"group": "b", "least": 4}]},
    "all": {
        "aim": "stable",
        "worst_first": True,
        "every_mentor": True,
        "keep": 900,
        "quotas": [{"group": "a", "least": 4}],
        "tiers": [["mentee-3", "mentee-5"]],
    },
}
ROW_ORDERS = 3
LISTS = ("mentees", "mentors", "vetoes", "mentee_preferences", "mentor_preferences", "published")


def tree_with(dials):
    """Weights of one component alone and few levels of it: scores tie all over."""
    tree = make_instance(60, 20)
    return tree | {
        "published": [["mentee-1", "mentor-1"], ["mentee-9", "mentor-3"]],
        "config": {
            "weights": dict.fromkeys(("time", "goals", "initiative", "language", "preference"), 0),
            "dials": dials,
        },
    }


def turned(tree, seed):
    draw = random.Random(seed)
    return tree | {name: draw.sample(tree[name], len(tree[name])) for name in LISTS}


def told(tree, **how):
    result = result_tree(solve(instance_of(tree), **how))
    del result["summary"]["seconds"]
    return json.dumps(result)


@pytest.mark.parametrize("name", DIALS)
def test_neither_rows_nor_processes_nor_widths_change_a_byte(name, monkeypatch):
    tree = tree_with(DIALS[name])
    expected = told(tree)
    for seed in range(ROW_ORDERS):
        assert told(turned(tree, seed)) == expected
    monkeypatch.setattr(optimum, "ALL_AT_ONCE", 0)
    for width, workers in ((1, 1), (3, 2), (50, 1)):
        monkeypatch.setattr(candidates, "OF_A_MENTEE", width)
        monkeypatch.setattr(candidates, "OF_A_PLACE", width)
        assert told(turned(tree, width), workers=workers) == expected


def test_no_seed_of_hashes_changes_a_byte():
    """Sets and dictionaries of another process come in another order."""
    asked = [tree_with(dials) for dials in DIALS.values()]
    script = (
        "import json, sys\n"
        "from tests.mentorship.core.test_same_bytes import told\n"
        "print(json.dumps([told(tree) for tree in json.load(sys.stdin)]))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=json.dumps(asked),
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
