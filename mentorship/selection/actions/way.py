from django.db import transaction
from django.urls import reverse

from mentorship.actions.run import AlreadyPublished, lock_name
from mentorship.models import LIVE, Cohort, Role, Status
from mentorship.selection.models import Selects, Way
from mentorship.selection.queries.way import has_result
from portal.kit import audit
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notices
from portal.people.models import User


@transaction.atomic
def set_way(*, cohort: Cohort, by: User, selects: str) -> Way:
    """Who selects, until a first result is published. What mentors have said stays, and counts
    again when they are asked again. Applicants who sent theirs before mentors read them are told.
    Raises AlreadyPublished.
    """
    hold(lock_name(cohort))
    if has_result(cohort):
        raise AlreadyPublished
    before = Way.objects.filter(cohort=cohort).first()
    asked_before = before is not None and before.asks_mentors
    way, _is_new = Way.objects.update_or_create(
        cohort=cohort, defaults={"selects": Selects(selects)}
    )
    entry = audit.record(by=by, verb=f"selection.{way.selects}", on=way)
    if way.asks_mentors and not asked_before:
        tell_applicants(cohort, entry.pk)
    return way


def tell_applicants(cohort: Cohort, number: int) -> None:
    sent = cohort.applications.filter(role=Role.MENTEE, status__in=LIVE)
    rows = sent.exclude(status=Status.DRAFT).select_related("person").order_by("pk")
    send_notices(
        people=[row.person for row in rows],
        kind="application",
        key=f"mentors-read:{cohort.key}:{number}",
        template="selection/mentors_read",
        context={"program": cohort.program.name, "cohort": cohort.name},
        url=reverse("mentorship:mine"),
    )
