"""Readers are reminded once at half-time, and once when time is up."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.urls import reverse

from mentorship.review.models import Reading, Review, Reviewer
from mentorship.review.queries.conflicts import conflicts_of
from mentorship.review.queries.due import due_at
from mentorship.review.queries.giving_out import words_of
from mentorship.review.queries.standing import BEING_READ
from portal.notices.actions.notice import Told, send_notices_of_each
from portal.notices.queries.notices import heard_of

LOOKED_BACK = timedelta(days=7)


def remind_readers(*, now: datetime) -> int:
    """Who has something to read still. Half-time is between the first application that waits and
    the last day. Safe to repeat; returns how many letters that were."""
    going = Review.objects.filter(due_on__gte=(now - LOOKED_BACK).date())
    return sum(remind(row, now) for row in going.select_related("cohort__program").order_by("pk"))


def remind(review: Review, now: datetime) -> int:
    due = due_at(review)
    waiting = waiting_since(review)
    told: dict[str, list[Told]] = {"review/remind_reader": [], "review/late_reader": []}
    for one in Reviewer.objects.filter(pk__in=waiting).select_related("person"):
        since = min(waiting[one.pk])
        if one.person is None or now < since + (due - since) / 2:
            continue
        which = "late" if now > due else "half"
        told["review/late_reader" if now > due else "review/remind_reader"].append(
            Told(
                person=one.person,
                key=f"review-{which}:{one.pk}",
                context=words_of(review) | {"n": len(waiting[one.pk])},
                url=reverse("review:mine_of", args=[review.cohort.key]),
            )
        )
    sent = 0
    for template, letters in told.items():
        known = heard_of(keys=[one.key for one in letters]) if letters else set()
        new = [one for one in letters if one.key not in known]
        send_notices_of_each(new, kind="review", template=template)
        sent += len(new)
    return sent


def waiting_since(review: Review) -> dict[int, list[datetime]]:
    """By reviewer, when each application came that they may still read: the page of one that turned
    out to be of somebody they should not judge is closed to them."""
    rows = Reading.objects.open().filter(
        reviewer__in=Reviewer.objects.reading().filter(review=review),
        application__status__in=BEING_READ,
    )
    asked = list(
        rows.order_by("pk").values_list(
            "reviewer", "reviewer__person", "application", "assigned_at"
        )
    )
    people = {person for _reviewer, person, _application, _at in asked}
    closed = conflicts_of(cohort=review.cohort, people=people)
    found: dict[int, list[datetime]] = defaultdict(list)
    for reviewer, person, application, assigned_at in asked:
        if (application, person) not in closed:
            found[reviewer].append(assigned_at)
    return found
