import pytest

from mentorship.actions.run import start_run
from mentorship.queries.matching_desk import help_words, person_view, result_of
from tests.mentorship.pool import IN_MATCHING, member_of, pool

pytestmark = pytest.mark.django_db


def test_a_run_of_another_version_of_the_engine_can_still_be_read():
    run = start_run(cohort=pool(mentees=1, mentors=1), by=None, now=IN_MATCHING)
    known = result_of(run)
    run.result["summary"]["from_later"] = 1
    assert result_of(run) == known
    del run.result["summary"]["gini"]
    assert (result_of(run).pairs, result_of(run).summary.gini) == (known.pairs, None)


def test_hours_that_would_help_are_said_by_the_clock_of_who_has_nobody():
    change = {"change": "hours", "day": 0, "start": "18:00", "minutes": 120, "opens": 3}
    assert (
        help_words(change, {}) == "120 minutes on Monday from 18:00 their time would open 3 mentors"
    )


def test_the_person_page_works_out_which_hours_would_open_mentors(superuser):
    cohort = pool(mentees=0, mentors=3)
    night = [{"days": [5], "start": "02:00", "minutes": 120}]
    alone = member_of(cohort, "mentee", "ana", availability=night)
    run = start_run(cohort=cohort, by=None, now=IN_MATCHING)
    assert [one["change"] for one in run.result["unmatched"][0]["would_help"]] == ["time"]
    told = person_view(application=alone, run=run, reader=superuser)
    assert told.unmatched.would_help == (
        "More common hours would open 3 mentors",
        "60 minutes on Monday from 18:00 their time would open 3 mentors",
        "60 minutes on Wednesday from 18:00 their time would open 3 mentors",
    )
