import pytest

from mentorship.selection.actions.mentor_list import say_against
from mentorship.selection.queries.runbook import runbook_lines
from tests.mentorship.pool import member_of, people
from tests.mentorship.selection.asked import IN_REVIEW, asked

pytestmark = pytest.mark.django_db


def test_what_a_mentor_said_of_who_reads_the_runbook_is_not_counted_for_them(at):
    at(IN_REVIEW)
    cohort = asked(mentors=1)
    admin = cohort.program.admins.get().person
    own = member_of(cohort, "mentee", person=admin)
    [mentor] = people(cohort, "mentor")
    said = {"mentor": mentor, "by": mentor.person, "said": "rather_not", "now": IN_REVIEW}
    say_against(mentee=own, reason="We argued before", **said)
    asked_for = {"cohort": cohort, "now": IN_REVIEW}
    assert "rather not" not in str(runbook_lines(**asked_for, reader=admin))
    assert "rather not" in str(runbook_lines(**asked_for, reader=mentor.person))
