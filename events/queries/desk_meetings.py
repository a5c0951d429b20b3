"""The meetings somebody arranges, and what is wrong with them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, WorkflowState

from events.models import EventPage, Kind, Occurrence, Series
from initiatives.core.lead_roles import ORGANIZING_ROLES
from initiatives.models import Initiative, RoleHolding
from portal.core import zones
from portal.people.models import User

from .lines import days_from

ENDS_SOON = timedelta(days=30)


class State(Enum):
    DRAFT = "draft"
    WAITING = "waiting"
    RETURNED = "returned"
    PUBLISHED = "published"

    @property
    def label(self) -> str:
        return str(LABELS[self])

    @property
    def tag(self) -> str:
        return {"draft": "warn", "waiting": "info", "returned": "bad"}.get(self.value, "ok")


LABELS = {
    State.DRAFT: gettext_lazy("Draft"),
    State.WAITING: gettext_lazy("Waiting for an editor"),
    State.RETURNED: gettext_lazy("Returned by an editor"),
    State.PUBLISHED: gettext_lazy("Published"),
}


@dataclass(frozen=True)
class DeskMeeting:
    slug: str
    title: str
    kind: str
    group: str
    state: State
    is_public: bool
    next_at: datetime | None
    next_day: date | None
    whole_days: tuple[date, date] | None
    ends_at: datetime | None
    has_ended: bool
    tzid: str
    wrong: tuple[str, ...]
    page_id: int | None

    @property
    def url(self) -> str:
        return reverse("events:desk_schedule", args=[self.slug])

    @property
    def public_url(self) -> str:
        return reverse("events:series", args=[self.slug]) if self.is_public else ""

    @property
    def text_url(self) -> str:
        """Where its words are written, if somebody has begun."""
        return reverse("wagtailadmin_pages:edit", args=[self.page_id]) if self.page_id else ""


def organized_groups(*, person: User, on: date) -> QuerySet[Initiative]:
    """Groups whose meetings a person may arrange, unlisted ones too: a superuser's are all."""
    groups = Initiative.objects.order_by("name")
    return groups if person.is_superuser else groups.filter(pk__in=seats_of(person, on))


def seats_of(person: User, on: date) -> QuerySet:
    seats = RoleHolding.objects.current(on).filter(person=person, role__in=ORGANIZING_ROLES)
    return seats.values("initiative")


def series_of(*, person: User, now: datetime) -> QuerySet[Series]:
    """In the order of their next dates; what has none comes last."""
    coming = Occurrence.objects.filter(series=OuterRef("pk")).upcoming(now).on()
    first = coming.order_by("starts_at")
    return (
        Series.objects.filter(initiative__in=organized_groups(person=person, on=now.date()))
        .select_related("initiative")
        .prefetch_related("slots")
        .annotate(
            next_at=Subquery(first.values("starts_at")[:1]),
            next_day=Subquery(first.values("original_date")[:1]),
            last_at=Subquery(coming.order_by("-starts_at").values("starts_at")[:1]),
        )
        .order_by(F("next_at").asc(nulls_last=True), "title", "slug")
    )


def desk_meetings(series: Iterable[Series], *, now: datetime) -> list[DeskMeeting]:
    """Rows of `series_of`: three queries with it, however many there are."""
    rows = list(series)
    pages = pages_of(rows)
    return [desk_meeting(row, pages.get(row.public_id), now) for row in rows]


def pages_of(rows: Collection[Series]) -> dict[UUID, EventPage]:
    """The text of each series, with `moderation`: the state of its unfinished workflow, or None."""
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page, for_concrete_model=False),
        object_id=Cast(OuterRef("pk"), CharField()),
        status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
    )
    found = (
        EventPage.objects.filter(translation_key__in=[row.public_id for row in rows])
        .annotate(moderation=Subquery(states.values("status")[:1]))
        .order_by("-pk")
    )
    return {page.translation_key: page for page in found}


def desk_meeting(row: Any, page: Any, now: datetime) -> DeskMeeting:
    """A row of `series_of` with its page of `pages_of`, if it has one."""
    state = state_of(row, page)
    slots = list(row.slots.all())
    repeats = any(slot.rrule for slot in slots)
    tzid = slots[0].tzid if slots else "UTC"
    ends_at = row.last_at if repeats and row.last_at and row.last_at < now + ENDS_SOON else None
    last_day = ends_at.astimezone(zones.zone(tzid)).date() if ends_at else None
    today = now.astimezone(zones.zone(tzid)).date()
    is_over = not repeats and any(slots) and all(slot.start_date < today for slot in slots)
    return DeskMeeting(
        slug=row.slug,
        title=row.title,
        kind=str(Kind(row.kind).label),
        group=row.initiative.name,
        state=state,
        is_public=row.is_public,
        next_at=row.next_at,
        next_day=row.next_day,
        whole_days=whole_days(row, tzid),
        ends_at=ends_at,
        has_ended=repeats and row.next_at is None,
        tzid=tzid,
        wrong=tuple(what_is_wrong(row, page, state, last_day, is_over=is_over)),
        page_id=page.pk if page else None,
    )


def whole_days(row: Any, tzid: str) -> tuple[date, date] | None:
    """The first and last one of the next date, of what has days instead of hours."""
    if row.next_at is None or not row.is_all_day:
        return None
    return days_from(row.next_at, row.duration_minutes, tzid)


def state_of(row: Series, page: Any) -> State:
    if row.is_published:
        return State.PUBLISHED
    moderation = page.moderation if page else None
    if moderation == WorkflowState.STATUS_IN_PROGRESS:
        return State.WAITING
    return State.RETURNED if moderation else State.DRAFT


def what_is_wrong(
    row: Any, page: Any, state: State, last_day: date | None, *, is_over: bool
) -> Iterator[str]:
    """`last_day` is told on the meeting's own clock: an evening in Seattle is no next day. What met
    once and is over lacks neither a date nor a call."""
    if state is State.DRAFT:
        yield _("Nobody else sees it before its text is handed in and an editor publishes it.")
    if state is State.RETURNED:
        yield _("An editor sent its text back with a comment.")
    if state is State.PUBLISHED and page and page.moderation == WorkflowState.STATUS_NEEDS_CHANGES:
        yield _("An editor sent a change of its text back with a comment.")
    if not row.initiative.is_listed:
        yield _("Its group is not listed, so nobody finds it.")
    if is_over:
        return
    if row.next_at is None:
        yield _("It has no date ahead.")
    elif last_day:
        yield _("Its last date is %(day)s.") % {"day": format_date(last_day, "j F Y")}
    if not row.join_url:
        yield _("It has no link to the call.")
