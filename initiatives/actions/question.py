from django.db import transaction

from initiatives.models import Initiative, Question
from portal.kit import audit
from portal.people.models import User

LONGEST_TEXT = 4000
LONGEST_ASK = 2000


@transaction.atomic
def ask_question(*, initiative: Initiative, about: str, text: str, ask: str) -> Question | None:
    """Put an open question on a group; None when a person already settled this very text.

    Safe to repeat. When the published text has changed, the open question follows it.
    """
    text, ask = text[:LONGEST_TEXT], ask[:LONGEST_ASK]
    asked = list(initiative.questions.filter(about=about))
    for question in asked:
        if not question.is_open and question.text == text:
            return None
    for question in asked:
        if question.is_open:
            if (question.text, question.ask) != (text, ask):
                question.text, question.ask = text, ask
                question.save(update_fields=["text", "ask"])
            return question
    return Question.objects.create(initiative=initiative, about=about, text=text, ask=ask)


def settle_question(*, initiative: Initiative, about: str) -> bool:
    """The text became clear. Returns whether a question was open."""
    return bool(initiative.questions.filter(about=about, is_open=True).update(is_open=False))


@transaction.atomic
def answer_question(*, question: Question, by: User) -> bool:
    """Somebody of the group says that it is settled. False when somebody was quicker."""
    is_first = bool(Question.objects.filter(pk=question.pk, is_open=True).update(is_open=False))
    if is_first:
        audit.record(by=by, verb="question.settled", on=question.initiative)
    return is_first
