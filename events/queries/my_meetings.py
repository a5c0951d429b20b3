"""One person's meetings: where they said they come, and what the groups they follow plan."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from events.models import Occurrence, Rsvp, Series
from initiatives.models import Follow
from portal.people.models import User

from .lines import Line, line, with_groups

AHEAD = timedelta(days=28)
MOST = 50
MOST_PAST = 20


@dataclass(frozen=True)
class MyMeeting:
    line: Line
    has_seat: bool


@dataclass(frozen=True)
class PastMeeting:
    line: Line
    attended: bool | None


def my_meetings(*, person: User, now: datetime, most: int = MOST) -> list[MyMeeting]:
    """Those with a seat first, however far ahead; then four weeks of followed groups.

    Two queries, however many.
    """
    mine = Exists(Rsvp.objects.filter(occurrence=OuterRef("pk"), person=person))
    rows = (
        with_groups(Occurrence.objects.published().upcoming(now))
        .annotate(has_seat=mine)
        .filter(Q(has_seat=True) | Q(series__in=followed(person), starts_at__lt=now + AHEAD))
        .order_by("-has_seat", "starts_at", "series__slug")
    )
    return [MyMeeting(line(row), row.has_seat) for row in rows[:most]]


def followed(person: User) -> QuerySet[Series]:
    groups = Follow.objects.filter(person=person).values("initiative")
    joint = Series.also_for.through.objects.filter(initiative__in=groups).values("series")
    return Series.objects.filter(Q(initiative__in=groups) | Q(pk__in=joint))


def past_meetings(*, person: User, now: datetime) -> list[PastMeeting]:
    """Dates that took place and that they had a seat at, the latest first."""
    dates = Occurrence.objects.published().on().filter(ends_at__lte=now, rsvps__person=person)
    rows = list(with_groups(dates.order_by("-starts_at", "series__slug")[:MOST_PAST]))
    marks = Rsvp.objects.filter(person=person, occurrence__in=rows)
    attended = dict(marks.values_list("occurrence", "attended"))
    return [PastMeeting(line(row), attended[row.pk]) for row in rows]
