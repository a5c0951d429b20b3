"""A whole term, from the call for projects to the last word on it, by people who press buttons.

Everybody signs in, fills in forms and reads pages over HTTP; the clock goes on from scene to scene
and `tick` runs in the mornings. In each scene stands what everybody reads then, and which letters
have come: no more and no less.
"""

import io
import logging

import pytest

from tests.mentorship.term.answers import everybody_is_answered, mentees_do_what_comes_first
from tests.mentorship.term.applications import (
    people_apply,
    the_call_opens,
    the_form_is_built,
    the_last_week,
)
from tests.mentorship.term.certificates import (
    graduates_are_told,
    nothing_was_told_to_who_it_was_not_for,
    strangers_check_certificates,
)
from tests.mentorship.term.matching import (
    everybody_hears_on_results_day,
    pairs_are_found_and_corrected,
)
from tests.mentorship.term.offers import (
    a_place_comes_free,
    people_answer,
    the_next_ones_are_told,
)
from tests.mentorship.term.opening import the_program_is_made
from tests.mentorship.term.pairs import half_time, it_begins, the_end, the_first_half
from tests.mentorship.term.projects import (
    everybody_sees_the_approved_ones,
    mentors_propose_projects,
)
from tests.mentorship.term.stage import Term

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


@pytest.fixture(params=[30, pytest.param(300, marks=pytest.mark.proof)], ids="{} people".format)
def term(request, at, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    at("2026-01-05T09:00Z")
    return Term(request.param, at)


@pytest.fixture
def log():
    """What a server would have written by now."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logging.getLogger().addHandler(handler)
    yield written.getvalue
    logging.getLogger().removeHandler(handler)


def test_nobody_is_left_without_an_answer(term, log):
    the_program_is_made(term)
    mentors_propose_projects(term)
    everybody_sees_the_approved_ones(term)
    the_form_is_built(term)
    the_call_opens(term)
    people_apply(term)
    the_last_week(term)
    mentees_do_what_comes_first(term)
    everybody_is_answered(term)
    pairs_are_found_and_corrected(term)
    everybody_hears_on_results_day(term)
    people_answer(term)
    the_next_ones_are_told(term)
    a_place_comes_free(term)
    it_begins(term)
    the_first_half(term)
    half_time(term)
    the_end(term)
    graduates_are_told(term)
    strangers_check_certificates(term)
    nothing_was_told_to_who_it_was_not_for(term, log())
