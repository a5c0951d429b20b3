"""Readers are reminded once at half-time, and once when time is up."""

from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.urls import reverse

from mentorship.review.models import Reading, Review, Reviewer
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
    open_ones = (
        Reading.objects.open()
        .filter(reviewer__review=review, application__status__in=BEING_READ)
        .values("reviewer")
        .annotate(n=Count("pk"), since=Min("assigned_at"))
        .order_by("reviewer")
    )
    waiting = {row["reviewer"]: row for row in open_ones}
    told: dict[str, list[Told]] = {"review/remind_reader": [], "review/late_reader": []}
    for one in Reviewer.objects.reading().filter(pk__in=waiting).select_related("person"):
        row = waiting[one.pk]
        if one.person is None or now < row["since"] + (due - row["since"]) / 2:
            continue
        which = "late" if now > due else "half"
        told["review/late_reader" if now > due else "review/remind_reader"].append(
            Told(
                person=one.person,
                key=f"review-{which}:{one.pk}",
                context=words_of(review) | {"n": row["n"]},
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
