from django.db import transaction

from mentorship.actions.looked_at import NotAsSeen
from mentorship.actions.run import AlreadyPublished, lock_name
from mentorship.models import Cohort
from mentorship.queries.letter_preview import seen_as
from mentorship.selection.models import Selects, Way
from mentorship.selection.queries.mentors_read import told_of, who_is_read
from mentorship.selection.queries.way import has_result
from portal.kit import audit
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notices
from portal.people.models import User


@transaction.atomic
def set_way(*, cohort: Cohort, by: User, selects: str, seen: str = "") -> Way:
    """Who selects, until a first result is published. What mentors have said stays, and counts
    again when they are asked again. Applicants who sent theirs before mentors read them are told:
    `seen` is of the letter that was looked at. Raises AlreadyPublished, and NotAsSeen where
    somebody would hear of it.
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
    people = who_is_read(cohort) if way.asks_mentors and not asked_before else []
    told = told_of(cohort)
    if people and seen != seen_as(told):
        raise NotAsSeen
    send_notices(people=people, key=f"mentors-read:{cohort.key}:{entry.pk}", **told)
    return way
