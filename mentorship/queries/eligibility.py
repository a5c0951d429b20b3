"""What the rules of a cohort ask for, in words: before somebody applies, and after."""

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentorship.core.eligibility import Known, Rule, RuleKind, minutes_a_week, rules_of
from mentorship.core.questions import Question, Said, questions_of
from mentorship.models import Answer, Cohort, Match, QuestionnaireEdition
from portal.people.models import User

from .answer_words import answer_words


def known_of(*, person: User, cohort: Cohort, facts: dict, said: Said) -> Known:
    """Two queries. Who began with a mentor in another cohort of the program was a mentee of it."""
    return Known(
        said=said,
        free_minutes=minutes_a_week(facts.get("availability", ())),
        has_proved_email=EmailAddress.objects.filter(user=person, verified=True).exists(),
        was_mentee=Match.objects.filter(
            mentee__person=person,
            cohort__program=cohort.program_id,
            mentee_answer=Answer.ACCEPTED,
            mentor_answer=Answer.ACCEPTED,
        )
        .exclude(cohort=cohort.pk)
        .exists(),
    )


def asked_for(edition: QuestionnaireEdition | None) -> list[str]:
    """Before somebody writes a word."""
    if edition is None:
        return []
    by_key = {one.key: one for one in questions_of(edition.questions)}
    return [rule_words(rule, by_key) for rule in rules_of(edition.rules)]


def rule_words(rule: Rule, questions: dict[str, Question]) -> str:
    """What is asked for."""
    match rule.kind:
        case RuleKind.ANSWER:
            return _("The answer to “%(question)s” is “%(answer)s”.") % {
                "question": text_of(rule, questions),
                "answer": answer_words(rule.answer),
            }
        case RuleKind.AT_LEAST:
            return _("The answer to “%(question)s” is %(n)s or more.") % {
                "question": text_of(rule, questions),
                "n": rule.least,
            }
        case RuleKind.HOURS:
            return ngettext(
                "Your profile has at least %(n)s free hour a week.",
                "Your profile has at least %(n)s free hours a week.",
                rule.least,
            ) % {"n": rule.least}
        case RuleKind.EMAIL:
            return _("Your e-mail address is confirmed.")
        case RuleKind.NEW_MENTEE:
            return _("You were not a mentee of this program before.")


def unmet_words(rule: Rule, questions: dict[str, Question]) -> str:
    """What is asked for and was not so, and what would change it."""
    return f"{rule_words(rule, questions)} {change_words(rule)}"


def change_words(rule: Rule) -> str:
    match rule.kind:
        case RuleKind.ANSWER | RuleKind.AT_LEAST:
            return _("Yours is another one. If that is not right, change it and send again.")
        case RuleKind.HOURS:
            return _("Yours has fewer. Add some that you really have, and send again.")
        case RuleKind.EMAIL:
            return _("Open the link in the mail we sent you, and send again.")
        case RuleKind.NEW_MENTEE:
            return _("You were. You can come back as a mentor, and other programs are open to you.")


def text_of(rule: Rule, questions: dict[str, Question]) -> str:
    return questions[rule.key].text if rule.key in questions else rule.key
