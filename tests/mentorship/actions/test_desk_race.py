"""Two people at the desk of one program press in the same moment. Each guard has a twin without
it."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from mentorship.actions.decision import accept_all_sent, answer_application, answer_many
from mentorship.actions.questionnaire import NothingNew, publish_questions, write_question
from mentorship.core.questions import Kind, Question
from mentorship.models import (
    Application,
    Questionnaire,
    QuestionnaireEdition,
    Status,
    StatusChange,
)
from mentorship.queries.answer_letter import seen_answer
from mentorship.queries.letter_preview import seen_as
from mentorship.queries.letter_words import told_to_accepted
from portal.notices.models import Notice
from tests.factories.mentorship import ApplicationFactory, CohortFactory
from tests.factories.people import UserFactory
from tests.mentorship.applying import DURING_THE_CALL, IN_REVIEW
from tests.mentorship.at_once import at_once, pressing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def sent():
    return ApplicationFactory(status="submitted", submitted_at=DURING_THE_CALL)


def answering(sent: Application, to: Status, reason: str = ""):
    return pressing(
        str(to),
        answer_many,
        cohort=sent.cohort,
        public_ids=[sent.public_id],
        to=to,
        reason=reason,
        letter=seen_answer(cohort=sent.cohort, to=to, reason=reason),
        by=UserFactory(),
        seen=IN_REVIEW,
        now=IN_REVIEW,
    )


def accepting_all(sent: Application):
    letter = seen_as(told_to_accepted(sent.cohort))
    by = {"cohort": sent.cohort, "by": UserFactory(), "seen": IN_REVIEW, "now": IN_REVIEW}
    return pressing("all", accept_all_sent, letter=letter, **by)


def letters(template: str) -> int:
    return Notice.objects.filter(template=f"mentorship/{template}_application").count()


def moves() -> list[tuple[str, str]]:
    return list(StatusChange.objects.order_by("pk").values_list("was", "became"))


@pytest.mark.parametrize("other", [accepting_all, lambda sent: answering(sent, Status.ACCEPTED)])
def test_two_admins_who_accept_the_same_people_at_once_accept_them_once(sent, other):
    at_once(accepting_all(sent), other(sent))
    assert (moves(), letters("accept")) == ([("submitted", "accepted")], 1)


def test_of_accepting_all_and_declining_some_at_once_the_refusal_stands():
    """Whoever was read one by one is not let in by a press about all. Nothing happens twice, and
    the history tells what happened."""
    sent = ApplicationFactory(status="submitted", submitted_at=DURING_THE_CALL)
    at_once(accepting_all(sent), answering(sent, Status.DECLINED, "No mentor for it this time."))
    sent.refresh_from_db()
    assert sent.status == Status.DECLINED
    assert moves() in (
        [("submitted", "declined")],
        [("submitted", "accepted"), ("accepted", "declined")],
    )
    assert letters("decline") == 1
    assert letters("accept") == len(moves()) - 1


def test_without_the_lock_both_believe_they_were_the_first(sent):
    """The twin: look, then write."""

    def press(start) -> str:
        was = Application.objects.get(pk=sent.pk).status
        start.wait()
        Application.objects.filter(pk=sent.pk).update(status="accepted", decided_at=IN_REVIEW)
        StatusChange.objects.create(
            application=sent, was=was, became="accepted", mover="program", at=IN_REVIEW
        )
        return was

    assert at_once(press, press) == ["submitted", "submitted"]
    assert moves() == [("submitted", "accepted")] * 2


LOCKS_NO_ROWS = pytest.mark.skipif(connection.vendor == "sqlite", reason="it locks no rows")
LONG_ENOUGH_TO_MEET = 0.5


def answering_one_by_one_meanwhile(takes_all) -> None:
    """Somebody answers two people one after the other, and between them another one takes both; the
    one who comes first by key was not the first to apply. Raises OperationalError where the two
    wait for each other."""
    first, second = ApplicationFactory.create_batch(
        2, cohort=CohortFactory(), status="submitted", submitted_at=DURING_THE_CALL
    )
    Application.objects.filter(pk=second.pk).update(created_at=first.created_at - timedelta(days=1))
    admin = UserFactory()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            waitlist(first, admin)
            taking = pool.submit(alone, takes_all, first.cohort)
            time.sleep(LONG_ENOUGH_TO_MEET)
            assert not taking.done()
            waitlist(second, admin)
        taking.result()


def waitlist(sent: Application, by) -> None:
    facts = {"by": by, "seen": sent.submitted_at, "now": IN_REVIEW}
    answer_application(application=sent, to=Status.WAITLISTED, reason="", **facts)


def alone(takes_all, cohort) -> None:
    """On a connection of its own."""
    try:
        takes_all(cohort)
    finally:
        connection.close()


def accepts_all(cohort) -> None:
    letter = seen_as(told_to_accepted(cohort))
    facts = {"by": UserFactory(), "seen": IN_REVIEW, "now": IN_REVIEW}
    accept_all_sent(cohort=cohort, letter=letter, **facts)


def answers_both(cohort) -> None:
    keys = list(cohort.applications.values_list("public_id", flat=True))
    facts = {"by": UserFactory(), "seen": IN_REVIEW, "now": IN_REVIEW}
    answer_many(cohort=cohort, public_ids=keys, to=Status.IN_REVIEW, reason="", **facts)


@LOCKS_NO_ROWS
@pytest.mark.parametrize("takes_all", [accepts_all, answers_both])
def test_who_takes_many_waits_for_who_answers_one_by_one_and_never_both_for_each_other(takes_all):
    answering_one_by_one_meanwhile(takes_all)
    assert moves() == [("submitted", "waitlisted")] * 2


@LOCKS_NO_ROWS
def test_in_the_order_in_which_people_applied_both_would_wait_for_each_other():
    """The twin: rows as they stand in a list."""

    def in_the_order_of_the_list(cohort) -> None:
        with transaction.atomic():
            list(Application.objects.waiting().filter(cohort=cohort).select_for_update())

    with pytest.raises(OperationalError, match="deadlock"):
        answering_one_by_one_meanwhile(in_the_order_of_the_list)


def question(text: str) -> Question:
    return Question(key="", kind=Kind.SHORT, text=text)


def writing(cohort, text: str):
    facts = {"cohort": cohort, "role": "mentee", "key": "", "by": None}
    return pressing(text, write_question, question=question(text), **facts)


def test_two_questions_written_at_once_are_both_asked():
    cohort = CohortFactory()
    Questionnaire.objects.create(cohort=cohort, role="mentee")
    at_once(writing(cohort, "Where?"), writing(cohort, "Since when?"))
    row = Questionnaire.objects.get()
    assert sorted(tree["text"] for tree in row.questions) == ["Since when?", "Where?"]


def test_without_the_lock_the_later_question_takes_the_place_of_the_earlier():
    """The twin: read the list, add to it, write it."""
    row = Questionnaire.objects.create(cohort=CohortFactory(), role="mentee")

    def blind(text: str):
        def press(start) -> str:
            mine = Questionnaire.objects.get(pk=row.pk)
            start.wait()
            mine.questions = [*mine.questions, {"text": text}]
            mine.save()
            return text

        return press

    at_once(blind("Where?"), blind("Since when?"))
    row.refresh_from_db()
    assert len(row.questions) == 1


def publishing(cohort):
    facts = {"cohort": cohort, "role": "mentee", "by": None, "now": DURING_THE_CALL}
    return pressing("published", publish_questions, NothingNew, **facts)


def test_one_edition_published_twice_at_once_is_one():
    cohort = CohortFactory()
    write_question(cohort=cohort, role="mentee", key="", question=question("Where?"), by=None)
    assert at_once(publishing(cohort), publishing(cohort)) == ["NothingNew", "published"]
    assert list(QuestionnaireEdition.objects.values_list("number", flat=True)) == [1]


def test_without_the_lock_only_the_database_keeps_two_editions_from_one_number():
    """The twin: count, then write."""
    row = Questionnaire.objects.create(cohort=CohortFactory(), role="mentee")

    def press(start) -> str:
        number = row.editions.count() + 1
        start.wait()
        try:
            QuestionnaireEdition.objects.create(
                questionnaire=row, number=number, questions=[], rules=[]
            )
        except IntegrityError:
            return "IntegrityError"
        return "published"

    assert at_once(press, press) == ["IntegrityError", "published"]
