"""One person's meetings: where they said they come, and what the groups they follow plan."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from events.models import Answer, Occurrence, Place, Rsvp, Series
from initiatives.models import Follow
from portal.people.models import User

from .lines import Line, line, with_groups
from .seats import OwnAnswer

AHEAD = timedelta(days=28)
MOST = 50
MOST_PAST = 20


@dataclass(frozen=True)
class MyMeeting:
    """`mine` is None for a date of a followed group that they have not answered for."""

    line: Line
    mine: OwnAnswer | None

    @property
    def has_seat(self) -> bool:
        return self.mine is not None and self.mine.has_seat


@dataclass(frozen=True)
class PastMeeting:
    line: Line
    attended: bool | None


def my_meetings(*, person: User, now: datetime, most: int = MOST) -> list[MyMeeting]:
    """Those they answered for first, however far ahead; then four weeks of followed groups.

    Two queries, however many. What they can't come to is left out.
    """
    mine = Rsvp.objects.filter(occurrence=OuterRef("pk"), person=person)
    rows = (
        with_groups(Occurrence.objects.published().upcoming(now))
        .annotate(
            said=Coalesce(Subquery(mine.values("answer")), Value("")),
            place=Subquery(mine.values("place")),
            until=Subquery(mine.values("expires_at")),
            turn=Subquery(turns(mine)),
        )
        .annotate(is_mine=Case(When(said="", then=0), default=1))
        .exclude(said=Answer.NO)
        .filter(~Q(said="") | Q(series__in=followed(person), starts_at__lt=now + AHEAD))
        .order_by("-is_mine", "starts_at", "series__slug")
    )
    return [MyMeeting(line(row), own(row)) for row in rows[:most]]


def turns(mine: QuerySet[Rsvp]) -> QuerySet[Any]:
    """How many wait no later than they do, at the same date."""
    sooner = (
        Rsvp.objects.filter(occurrence=OuterRef("occurrence"), place=Place.WAITING)
        .filter(
            Q(answered_at__lt=OuterRef("answered_at"))
            | Q(answered_at=OuterRef("answered_at"), pk__lte=OuterRef("pk"))
        )
        .order_by()
        .values("occurrence")
        .annotate(turn=Count("pk"))
        .values("turn")
    )
    return mine.annotate(turn=Subquery(sooner)).values("turn")


def own(row: Any) -> OwnAnswer | None:
    if not row.said:
        return None
    return OwnAnswer(row.said, row.place, row.turn or 0, row.until)


def followed(person: User) -> QuerySet[Series]:
    groups = Follow.objects.filter(person=person).values("initiative")
    joint = Series.also_for.through.objects.filter(initiative__in=groups).values("series")
    return Series.objects.filter(Q(initiative__in=groups) | Q(pk__in=joint))


def past_meetings(*, person: User, now: datetime) -> list[PastMeeting]:
    """Dates that took place and that they had a seat at, the latest first."""
    came = Rsvp.objects.seated().filter(person=person)
    dates = Occurrence.objects.published().on().filter(ends_at__lte=now, rsvps__in=came)
    rows = list(with_groups(dates.order_by("-starts_at", "series__slug")[:MOST_PAST]))
    marks = came.filter(occurrence__in=rows)
    attended = dict(marks.values_list("occurrence", "attended"))
    return [PastMeeting(line(row), attended[row.pk]) for row in rows]
