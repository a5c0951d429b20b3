"""On a machine for which OR-Tools has no wheel, SciPy gives the same result."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.matching_instances import make_instance
from mentorship.core.instance_reading import instance_of
from mentorship.core.matching import solve
from mentorship.core.result import result_tree

ROOT = Path(__file__).resolve().parents[3]
WITHOUT = """
import json, sys
sys.modules["ortools"] = None
from mentorship.core import optimum
from mentorship.core.instance_reading import read_instance
from mentorship.core.matching import solve
from mentorship.core.result import result_tree
if sys.argv[1] == "few":
    optimum.ALL_AT_ONCE = 0
print(json.dumps(result_tree(solve(read_instance(sys.stdin.buffer.read())))))
"""


def without_ortools(tree, *, pairs):
    return subprocess.run(
        [sys.executable, "-c", WITHOUT, pairs],
        input=json.dumps(tree),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("pairs", ["all", "few"])
def test_the_same_file_has_the_same_result(pairs):
    """With all pairs at once, and with few of them and their prices."""
    tree = make_instance(200, 60)
    told = json.loads(without_ortools(tree, pairs=pairs).stdout)
    assert told["summary"]["engine"].startswith("scipy ")
    expected = json.loads(json.dumps(result_tree(solve(instance_of(tree)))))
    for name in ("engine", "seconds"):
        expected["summary"][name] = told["summary"][name]
    assert told == expected


def test_dials_that_are_one_weight_a_pair_turn_and_quotas_are_refused():
    tree = make_instance(60, 20)
    fair = {"config": {"dials": {"aim": "equal", "worst_first": True, "every_mentor": True}}}
    told = json.loads(without_ortools(tree | fair, pairs="all").stdout)
    expected = json.loads(json.dumps(result_tree(solve(instance_of(tree | fair)))))
    assert (told["pairs"], told["dials"]) == (expected["pairs"], expected["dials"])
    quota = {"config": {"dials": {"quotas": [{"group": "a", "least": 1}]}}}
    assert "Quotas of groups need OR-Tools." in without_ortools(tree | quota, pairs="all").stderr
