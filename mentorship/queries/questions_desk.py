"""The questions of a cohort as the desk that writes them reads them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentorship.core.eligibility import broken, rules_of
from mentorship.core.questions import Kind, Problem, Question, problems_of, questions_of
from mentorship.models import Application, Cohort, Prerequisite, Questionnaire, QuestionnaireEdition

from .answer_words import answer_words
from .eligibility import rule_words

KIND_WORDS = {
    Kind.SHORT: gettext_lazy("One line of text"),
    Kind.LONG: gettext_lazy("A longer text"),
    Kind.ONE: gettext_lazy("One of several choices"),
    Kind.MANY: gettext_lazy("Any number of choices"),
    Kind.NUMBER: gettext_lazy("A whole number"),
    Kind.DATE: gettext_lazy("A day"),
    Kind.YES_NO: gettext_lazy("Yes or no"),
    Kind.LINK: gettext_lazy("A link"),
}
PROBLEM_WORDS = {
    Problem.FEW_CHOICES: gettext_lazy("It has fewer than two choices."),
    Problem.NO_SUCH_QUESTION: gettext_lazy(
        "It is asked only if a question is answered that no longer stands above it."
    ),
    Problem.NO_SUCH_ANSWER: gettext_lazy("It is asked only if an answer is given there is not."),
}


@dataclass(frozen=True)
class QuestionRow:
    key: str
    text: str
    kind: str
    notes: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True)
class RuleRow:
    words: str
    is_broken: bool


@dataclass(frozen=True)
class QuestionsDesk:
    """`edition` is what applicants answer now; `earlier` has questions that could be taken."""

    questions: tuple[Question, ...]
    rows: tuple[QuestionRow, ...]
    rules: tuple[RuleRow, ...]
    first: tuple[Prerequisite, ...]
    edition: QuestionnaireEdition | None
    answered: int
    is_published: bool
    earlier: Cohort | None


def questions_desk(*, cohort: Cohort, role: str) -> QuestionsDesk:
    """Five queries at most."""
    draft = Questionnaire.objects.filter(cohort=cohort, role=role).first()
    edition = draft.editions.first() if draft else None
    questions = questions_of(draft.questions) if draft else ()
    by_key = {one.key: one for one in questions}
    problems = problems_of(questions)
    rules = rules_of(draft.rules) if draft else ()
    never_met = broken(rules, questions)
    is_empty = draft is None or not (draft.questions or draft.rules)
    return QuestionsDesk(
        questions=questions,
        rows=tuple(
            QuestionRow(
                key=one.key,
                text=one.text,
                kind=str(KIND_WORDS[one.kind]),
                notes=tuple(notes_of(one, by_key)),
                problems=tuple(str(PROBLEM_WORDS[why]) for who, why in problems if who == one),
            )
            for one in questions
        ),
        rules=tuple(RuleRow(rule_words(rule, by_key), rule in never_met) for rule in rules),
        first=tuple(Prerequisite.objects.filter(cohort=cohort, role=role)),
        edition=edition,
        answered=Application.objects.sent().filter(edition=edition).count() if edition else 0,
        is_published=bool(
            draft
            and edition
            and (edition.questions, edition.rules) == (draft.questions, draft.rules)
        ),
        earlier=earlier_cohort(cohort, role) if is_empty else None,
    )


def notes_of(question: Question, by_key: dict[str, Question]) -> list[str]:
    notes = [", ".join(question.choices)] if question.choices else []
    if question.is_required:
        notes.append(_("has to be answered"))
    if question.is_sensitive:
        notes.append(_("sensitive"))
    if question.only_if in by_key:
        notes.append(
            _("only if “%(question)s” is “%(answer)s”")
            % {
                "question": by_key[question.only_if].text,
                "answer": answer_words(question.only_if_is),
            }
        )
    return notes


def earlier_cohort(cohort: Cohort, role: str) -> Cohort | None:
    """The latest other one of the program that has published questions in this role."""
    return (
        Cohort.objects.filter(
            program=cohort.program_id,
            questionnaires__role=role,
            questionnaires__editions__isnull=False,
        )
        .exclude(pk=cohort.pk)
        .order_by("-starts_on")
        .first()
    )
