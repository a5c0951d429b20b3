"""The same decision is pressed twice in one moment. The guards have a twin without them."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from mentorship.alumni.actions.graduation import (
    LettersWent,
    NotToDecide,
    OthersWait,
    confirm_proposed,
    decide_graduation,
    send_letters_now,
    undo_graduation,
)
from mentorship.alumni.models import Graduation
from portal.credentials.models import Credential
from portal.notices.models import Notice
from tests.mentorship.alumni.graduated import (
    OVER,
    admin_of,
    finished,
    matches,
    seen,
    seen_waiting,
    send,
)
from tests.mentorship.at_once import at_once, pressing
from tests.named_locks import queries_of_locks

pytestmark = pytest.mark.django_db(transaction=True)


def test_decided_twice_at_once_is_decided_once():
    cohort = finished()
    facts = {
        "cohort": cohort,
        "mentee": matches(cohort)[0].mentee,
        "verdict": "graduated",
        "words": "",
        "by": admin_of(cohort),
        "now": OVER,
    }
    press = pressing("decided", decide_graduation, NotToDecide, **facts)
    assert at_once(press, press) == ["NotToDecide", "decided"]
    assert Graduation.objects.count() == 1


def test_letters_sent_twice_at_once_are_one_letter_and_one_certificate_each():
    cohort = finished(pairs=2)
    admin = admin_of(cohort)
    confirm_proposed(cohort=cohort, by=admin, seen=seen(cohort), now=OVER)
    facts = {"cohort": cohort, "by": admin, "seen": seen_waiting(cohort), "now": OVER}
    press = pressing("sent", send_letters_now, OthersWait, **facts)
    assert "sent" in at_once(press, press)
    assert Credential.objects.count() == 4
    assert Notice.objects.filter(template="alumni/graduate").count() == 2


def test_undone_and_told_at_once_is_one_of_the_two():
    cohort = finished()
    admin = admin_of(cohort)
    confirm_proposed(cohort=cohort, by=admin, seen=seen(cohort), now=OVER)
    mentee = matches(cohort)[0].mentee
    told = {"by": admin, "seen": seen_waiting(cohort), "now": OVER}
    letter = pressing("sent", send_letters_now, cohort=cohort, **told)
    undo = pressing("undone", undo_graduation, LettersWent, cohort=cohort, mentee=mentee, by=admin)
    is_told = "undone" not in at_once(letter, undo)
    assert Graduation.objects.exists() is is_told
    assert Notice.objects.filter(template="alumni/graduate").exists() is is_told


def test_letters_wait_for_the_lock_before_they_write_anything():
    """Else who undoes deletes what was told, and two mentees of one mentor wait for each other."""
    cohort = finished()
    admin = admin_of(cohort)
    confirm_proposed(cohort=cohort, by=admin, seen=seen(cohort), now=OVER)
    with CaptureQueriesContext(connection) as asked:
        send(cohort)
    sent = [one["sql"] for one in asked]
    first = next(number for number, sql in enumerate(sent) if sql.startswith("UPDATE"))
    locks = sum("pg_advisory_xact_lock" in sql for sql in sent[:first])
    assert locks == queries_of_locks(1)


def test_without_the_lock_only_the_database_says_no():
    """The twin: look first, write then. What is left is one graduation a mentee."""
    cohort = finished()
    mentee = matches(cohort)[0].mentee

    def press(start) -> str:
        is_decided = Graduation.objects.filter(application=mentee).exists()
        start.wait()
        if is_decided:
            return "NotToDecide"
        try:
            Graduation.objects.create(application=mentee, verdict="graduated", tells_at=OVER)
        except IntegrityError:
            return "IntegrityError"
        return "decided"

    assert at_once(press, press) == ["IntegrityError", "decided"]
