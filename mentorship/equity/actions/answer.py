"""Saying to which group one belongs, and taking it back. It leaves no trail: that somebody answered
tells something about them already."""

from datetime import datetime

from django.db import transaction

from mentorship.equity.models import Counted, EquityGroup
from mentorship.equity.models.answer import EquityAnswer
from mentorship.equity.queries.answer_key import answer_key
from mentorship.equity.queries.own_answer import may_answer
from mentorship.models import Application
from portal.kit.locks import hold
from portal.people.models import User


class AnswersClosed(Exception):
    """Nobody may apply any longer, or this application is not there to be counted."""


class AlreadyCounted(Exception):
    """It is in a sum with others, and there is nothing left to take back."""


@transaction.atomic
def answer_group(*, application: Application, group: EquityGroup, now: datetime) -> None:
    """Raises AnswersClosed."""
    hold(lock_name(application.cohort_id))
    row = Application.objects.select_related("cohort").get(pk=application.pk)
    if not may_answer(row, now) or group.cohort_id != row.cohort_id:
        raise AnswersClosed
    EquityAnswer.objects.update_or_create(
        key=answer_key(row.public_id), defaults={"cohort_id": row.cohort_id, "group": group}
    )


@transaction.atomic
def take_back_answer(*, application: Application) -> None:
    """At any time until it is counted. Safe to repeat. Raises AlreadyCounted."""
    hold(lock_name(application.cohort_id))
    if Counted.objects.filter(application=application).exists():
        raise AlreadyCounted
    EquityAnswer.objects.filter(key=answer_key(application.public_id)).delete()


def forget_answers(*, person: User) -> None:
    """An account goes, and no row of it leads here but by its applications."""
    keys = [answer_key(one) for one in person.applications.values_list("public_id", flat=True)]
    EquityAnswer.objects.filter(key__in=keys).delete()


def lock_name(cohort_id: int) -> str:
    return f"equity:{cohort_id}"
