"""Who came to dates: numbers and organisations, which may be public, and names, which never are."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from events.models import Occurrence, Rsvp, Series, Visitor

from .roster import name_of

MOST_DATES = 1000


@dataclass(frozen=True)
class Attendance:
    came: int
    organisations: tuple[str, ...]


@dataclass(frozen=True)
class Present:
    public_id: UUID
    name: str
    organisation: str


def attendance_at(*, occurrence: Occurrence) -> Attendance:
    """Two queries."""
    seated = Rsvp.objects.filter(occurrence=occurrence, attended=True)
    visitors = Visitor.objects.filter(occurrence=occurrence)
    told = [*seated.values_list("organisation", flat=True)]
    told += visitors.values_list("organisation", flat=True)
    return Attendance(len(told) + occurrence.others_came, by_name(told))


def by_name(organisations: list[str]) -> tuple[str, ...]:
    return tuple(sorted({one for one in organisations if one}, key=str.casefold))


def visitors_at(*, occurrence: Occurrence) -> list[Present]:
    """One query."""
    return [
        Present(one.public_id, one.name, one.organisation)
        for one in Visitor.objects.filter(occurrence=occurrence)
    ]


PEOPLE = ("name", "organisation", "kind", "answer", "came")


def people_rows(*, occurrence: Occurrence) -> list[tuple[object, ...]]:
    """Everybody on a list of one date, for the file of its organizers. Two queries."""
    rsvps = Rsvp.objects.filter(occurrence=occurrence).select_related("person__profile")
    words = {True: "yes", False: "no", None: ""}
    rows: list[tuple[object, ...]] = [
        (
            name_of(one),
            one.organisation,
            "member" if one.person_id else "guest",
            one.answer,
            words[one.attended],
        )
        for one in rsvps
    ]
    visitors = Visitor.objects.filter(occurrence=occurrence)
    rows += [(one.name, one.organisation, "visitor", "", "yes") for one in visitors]
    return sorted(rows, key=lambda row: str(row[0]).casefold())


DATES = (
    *("date", "starts_at", "status", "took_place", "seats", "came", "organisations"),
    *("agenda_items", "decisions", "open_action_items", "minutes_published", "recording_url"),
)


def date_rows(*, series: Series) -> list[tuple[object, ...]]:
    """The record of a meeting, date by date, in order. Three queries for any number."""
    dates = list(
        Occurrence.objects.filter(series=series)
        .select_related("minutes")
        .annotate(
            items=Count("agenda_items", distinct=True),
            decided=Count("minutes__decisions", distinct=True),
            left=Count(
                "minutes__action_items",
                filter=Q(minutes__action_items__done_at=None),
                distinct=True,
            ),
        )
        .order_by("starts_at")[:MOST_DATES]
    )
    told: dict[int, list[str]] = {}
    came = Rsvp.objects.filter(occurrence__in=dates, attended=True)
    for rows in (came, Visitor.objects.filter(occurrence__in=dates)):
        for key, organisation in rows.values_list("occurrence", "organisation"):
            told.setdefault(key, []).append(organisation)
    return [date_row(one, told.get(one.pk, [])) for one in dates]


def date_row(row: Any, told: list[str]) -> tuple[object, ...]:
    minutes = getattr(row, "minutes", None)
    published_at = minutes.published_at if minutes else None
    return (
        row.original_date.isoformat(),
        row.starts_at.isoformat(),
        row.status,
        {True: "yes", False: "no", None: ""}[row.took_place],
        row.seats_taken,
        len(told) + row.others_came,
        "; ".join(by_name(told)),
        row.items,
        row.decided,
        row.left,
        published_at.date().isoformat() if published_at else "",
        row.recording_url,
    )
