from mentorship.models import Cohort, QuestionnaireEdition


def last_edition(*, cohort: Cohort, role: str) -> QuestionnaireEdition | None:
    """What is asked now; None: nothing beyond what is always asked."""
    return QuestionnaireEdition.objects.filter(
        questionnaire__cohort=cohort, questionnaire__role=role
    ).first()
