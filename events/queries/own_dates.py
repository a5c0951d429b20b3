"""Seats people hold and dates they were at, for steps of paths that are about such a meeting."""

from collections.abc import Collection

from django.db.models import Q

from events.models import Occurrence, Place, Rsvp, Status
from initiatives.onboarding.core.own_work import Piece, What
from portal.kit import clock


def own_dates(*, people: Collection[int], meetings: Collection[str]) -> list[tuple[int, Piece]]:
    """A seat at a date that is over or cancelled is no promise any more. One query, none where no
    meeting is asked about."""
    if not meetings:
        return []
    dates = Occurrence.objects.filter(series__slug__in=meetings)
    to_come = dates.filter(ends_at__gt=clock.now()).exclude(status=Status.CANCELLED)
    rows = Rsvp.objects.filter(
        Q(occurrence__in=to_come, place=Place.SEAT) | Q(occurrence__in=dates, attended=True),
        person__in=people,
    ).select_related("occurrence__series")
    return [(row.person_id, piece_of(row)) for row in rows if row.person_id]


def piece_of(row: Rsvp) -> Piece:
    if row.attended:
        return Piece(What.ATTENDED, row.occurrence.starts_at, row.occurrence.series.slug)
    return Piece(What.RSVP, row.answered_at, row.occurrence.series.slug)
