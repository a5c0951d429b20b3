"""The flow of quotas refuses what it cannot weigh, and says where it cannot be had."""

import importlib
import sys
from dataclasses import replace

import numpy as np
import pytest

from bench.matching_instances import make_instance
from mentorship.core import flow, quota_flow, teams
from mentorship.core.assignment import EXACT_IN_INTEGERS, OutOfRange
from mentorship.core.instance_reading import instance_of
from tests.mentorship.core.test_assignment import made

ALL_IN_ONE = {"group": np.array([0]), "least": np.array([1])}


def test_scores_the_flow_cannot_weigh_are_refused():
    problem = made([1], {(0, 0): 5}, mentees=1)
    heavy = replace(problem, worth=np.array([EXACT_IN_INTEGERS // 4]))
    assert flow.best(heavy).tolist() == [0]
    with pytest.raises(OutOfRange, match="more than the flow can weigh"):
        quota_flow.best(heavy, **ALL_IN_ONE)


def test_a_flow_that_does_not_end_well_is_refused():
    problem = made([1], {(0, 0): 5}, mentees=1)
    broken = replace(problem, worth=np.array([-(2**59)]))
    assert flow.best(broken).tolist() == [0]
    with pytest.raises(OutOfRange, match="BAD_COST_RANGE"):
        quota_flow.best(broken, **ALL_IN_ONE)


def test_without_or_tools_quotas_and_teams_say_so(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "ortools", None)
        for name in [name for name in sys.modules if name.startswith("ortools.")]:
            patch.setitem(sys.modules, name, None)
        importlib.reload(quota_flow)
        importlib.reload(teams)
        with pytest.raises(OutOfRange, match=r"Quotas of groups need OR-Tools\."):
            quota_flow.best(made([1], {(0, 0): 5}, mentees=1), **ALL_IN_ONE)
        with pytest.raises(OutOfRange, match=r"Teams need OR-Tools\."):
            teams.form_teams(instance_of(make_instance(4, 2)), {}, teams=1, size=2)
    importlib.reload(quota_flow)
    importlib.reload(teams)
    chosen = quota_flow.best(made([1], {(0, 0): 5}, mentees=1), **ALL_IN_ONE)
    assert chosen.tolist() == [0]
