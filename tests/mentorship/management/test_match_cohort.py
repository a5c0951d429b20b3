import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from mentorship.models import Match, Run
from tests.mentorship.pool import pool

pytestmark = pytest.mark.django_db


def printed(*args) -> str:
    out = StringIO()
    call_command("match_cohort", *args, stdout=out)
    return out.getvalue()


def test_a_run_is_kept_and_nothing_is_published():
    cohort = pool()
    summary = json.loads(printed(cohort.key, "--report", "json"))
    run = Run.objects.get()
    assert summary == run.result["summary"]
    assert (summary["matched"], summary["optimal"]) == (2, True)
    assert (run.cohort, run.made_by, Match.objects.count()) == (cohort, None, 0)


def test_a_dry_run_keeps_nothing():
    summary = json.loads(printed(pool().key, "--dry-run", "--report", "json"))
    assert summary["matched"] == 2
    assert not Run.objects.exists()


def test_without_a_report_a_sentence_is_printed():
    words = printed(pool().key)
    assert words.startswith("2 pairs, a proven optimum of 4 possible ones, in ")
    assert words.endswith("s: the run is kept, nothing is published.\n")


@pytest.mark.parametrize("flag", [[], ["--dry-run"]])
def test_nobody_to_match_is_said(flag):
    with pytest.raises(CommandError, match="no accepted mentee or no accepted mentor"):
        printed(pool(mentors=0).key, *flag)


def test_a_cohort_there_is_not_is_said():
    with pytest.raises(CommandError, match="There is no cohort “nowhere”"):
        printed("nowhere")
