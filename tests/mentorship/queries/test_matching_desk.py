import pytest

from mentorship.actions.run import start_run
from mentorship.queries.matching_desk import result_of
from tests.mentorship.pool import IN_MATCHING, pool

pytestmark = pytest.mark.django_db


def test_a_run_of_another_version_of_the_engine_can_still_be_read():
    run = start_run(cohort=pool(mentees=1, mentors=1), by=None, now=IN_MATCHING)
    known = result_of(run)
    run.result["summary"]["from_later"] = 1
    assert result_of(run) == known
    del run.result["summary"]["gini"]
    assert (result_of(run).pairs, result_of(run).summary.gini) == (known.pairs, None)
