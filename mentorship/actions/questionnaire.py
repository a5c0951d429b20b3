"""Writing the questions of a cohort at the desk, and publishing them as an edition."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from mentorship.core.eligibility import MOST_RULES, Rule, broken, rules_as_trees, rules_of
from mentorship.core.questions import (
    MOST_QUESTIONS,
    Question,
    as_trees,
    problems_of,
    questions_of,
)
from mentorship.models import Cohort, Questionnaire, QuestionnaireEdition
from mentorship.queries.edition import last_edition
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

LONGEST_KEY = 40


class TooMany(Exception):
    """Nobody answers a list as long as this."""


class CantBeAsked(Exception):
    """A condition or a choice of some question is broken; the page names which."""


class NothingNew(Exception):
    """The last edition says the same."""


@transaction.atomic
def write_question(
    *, cohort: Cohort, role: str, key: str, question: Question, by: User | None
) -> Question:
    """Adds it at the end where `key` is empty, else takes the place of the one with that key, which
    it keeps whatever its words become. Raises TooMany."""
    row = to_write(cohort, role)
    questions = questions_of(row.questions)
    if key:
        written = replace(question, key=key)
        questions = tuple(written if one.key == key else one for one in questions)
    elif len(questions) >= MOST_QUESTIONS:
        raise TooMany
    else:
        written = replace(question, key=new_key(row, question.text))
        questions = (*questions, written)
    keep_questions(row, questions, by)
    return written


@transaction.atomic
def move_question(*, cohort: Cohort, role: str, key: str, up: bool, by: User | None) -> None:
    """One place; the first stays first and the last stays last."""
    row = to_write(cohort, role)
    questions = list(questions_of(row.questions))
    for place, one in enumerate(questions):
        other = place - 1 if up else place + 1
        if one.key == key and 0 <= other < len(questions):
            questions[place], questions[other] = questions[other], questions[place]
            break
    keep_questions(row, tuple(questions), by)


@transaction.atomic
def remove_question(*, cohort: Cohort, role: str, key: str, by: User | None) -> None:
    """From the next edition on; answers that were given stay with theirs."""
    row = to_write(cohort, role)
    kept = tuple(one for one in questions_of(row.questions) if one.key != key)
    row.rules = rules_as_trees([rule for rule in rules_of(row.rules) if rule.key != key])
    keep_questions(row, kept, by)


@transaction.atomic
def add_rule(*, cohort: Cohort, role: str, rule: Rule, by: User | None) -> None:
    """The same rule once. Raises TooMany."""
    row = to_write(cohort, role)
    rules = rules_of(row.rules)
    if rule in rules:
        return
    if len(rules) >= MOST_RULES:
        raise TooMany
    row.rules = rules_as_trees((*rules, rule))
    row.save()
    audit.record(by=by, verb="questionnaire.changed", on=row, is_on_pages=False)


@transaction.atomic
def remove_rule(*, cohort: Cohort, role: str, place: int, by: User | None) -> None:
    row = to_write(cohort, role)
    row.rules = [rule for at, rule in enumerate(row.rules) if at != place]
    row.save()
    audit.record(by=by, verb="questionnaire.changed", on=row, is_on_pages=False)


@transaction.atomic
def take_over_questions(*, cohort: Cohort, role: str, earlier: Cohort, by: User | None) -> bool:
    """The last edition of an earlier cohort becomes this one's draft, with its keys, so that people
    can take their answers along. False where there is none, or something is written already."""
    row = to_write(cohort, role)
    edition = last_edition(cohort=earlier, role=role)
    if edition is None or row.questions or row.rules:
        return False
    row.rules = edition.rules
    keep_questions(row, questions_of(edition.questions), by)
    return True


@transaction.atomic
def publish_questions(
    *, cohort: Cohort, role: str, by: User | None, now: datetime
) -> QuestionnaireEdition:
    """From now on this is asked; who has sent an application is asked when they send it again.

    Raises CantBeAsked or NothingNew.
    """
    row = to_write(cohort, role)
    questions = questions_of(row.questions)
    if problems_of(questions) or broken(rules_of(row.rules), questions):
        raise CantBeAsked
    before = row.editions.first()
    if before and (before.questions, before.rules) == (row.questions, row.rules):
        raise NothingNew
    if before is None and not row.questions and not row.rules:
        raise NothingNew
    edition = QuestionnaireEdition.objects.create(
        questionnaire=row,
        number=before.number + 1 if before else 1,
        questions=row.questions,
        rules=row.rules,
        published_at=now,
        published_by=by,
    )
    audit.record(by=by, verb="questionnaire.published", on=row, is_on_pages=False)
    return edition


def to_write(cohort: Cohort, role: str) -> Questionnaire:
    """The draft, under a lock: two people may write at once."""
    hold(f"questionnaire:{cohort.pk}:{role}")
    row, _ = Questionnaire.objects.get_or_create(cohort=cohort, role=role)
    return row


def keep_questions(row: Questionnaire, questions: tuple[Question, ...], by: User | None) -> None:
    row.questions = as_trees(questions)
    row.save()
    audit.record(by=by, verb="questionnaire.changed", on=row, is_on_pages=False)


def new_key(row: Questionnaire, text: str) -> str:
    """From the first words, and never that of another question, also of one that is gone: old
    answers must not answer a new question."""
    taken = {tree["key"] for tree in row.questions}
    for edition in row.editions.all():
        taken |= {tree["key"] for tree in edition.questions}
    stem = slugify(text)[:LONGEST_KEY].strip("-") or "question"
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken and key != "new")
