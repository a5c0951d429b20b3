"""What the desk says about the schedule of one meeting beside its form."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Q, QuerySet

from events.core.expand import strange_dates
from events.models import Occurrence, Series, Slot
from initiatives.models import Initiative
from portal.core import zones
from portal.kit import clock
from portal.people.models import User

from .desk_meetings import ENDS_SOON, organized_groups
from .lines import Line, lines
from .move_preview import first_after_gap
from .rule_dates import schedule

MOST = 50


@dataclass(frozen=True)
class StrangeDay:
    """A date whose hour clocks skip or show twice; `instead` is the next hour they show on a
    skipped one, as long as nobody has added a date on that day."""

    wall: datetime
    tzid: str
    is_gap: bool
    instead: datetime | None


def strange_days(*, series: Series, slots: Collection[Slot], now: datetime) -> list[StrangeDay]:
    """Of the five years to come, in order of time."""
    found = []
    added = set(series.occurrences.filter(is_extra=True).values_list("original_date", flat=True))
    for slot in slots:
        here = now.astimezone(zones.zone(slot.tzid)).replace(tzinfo=None)
        planned = schedule(slot, series.duration_minutes, is_all_day=series.is_all_day)
        for one in strange_dates(replace(planned, exdates=()), since=here):
            is_open = one.is_gap and one.wall.date() not in added
            instead = first_after_gap(one.wall, slot.tzid) if is_open else None
            found.append(StrangeDay(one.wall, slot.tzid, one.is_gap, instead))
    return sorted(found, key=lambda one: one.wall)[:MOST]


def unruled_dates(*, series_id: int, now: datetime) -> list[Line]:
    """Dates to come that a former rule gave and that were kept because of a decision or of people
    who come: nobody has said yet whether they take place."""
    rows = Occurrence.objects.filter(series=series_id, slot=None, is_extra=False)
    return lines(rows.upcoming(now).on().order_by("starts_at")[:MOST])


def last_day(*, series: Series, slots: Collection[Slot], now: datetime) -> date | None:
    """Of a meeting that repeats and ends in the next thirty days, by its own clock."""
    rows = Occurrence.objects.filter(series=series).upcoming(now).on()
    last = rows.order_by("-starts_at").first()
    is_repeated = any(slot.rrule for slot in slots)
    if last is None or not is_repeated or last.starts_at >= now + ENDS_SOON:
        return None
    return last.starts_at.astimezone(zones.zone(last.tzid)).date()


def all_dates(*, series_id: int, now: datetime, is_past: bool) -> QuerySet[Occurrence]:
    rows = Occurrence.objects.filter(series=series_id)
    if is_past:
        return rows.filter(ends_at__lte=now).order_by("-starts_at")
    return rows.filter(ends_at__gt=now).order_by("starts_at")


def groups_to_share_with(*, series: Series, person: User) -> QuerySet[Initiative]:
    """A draft may name every group: an editor looks at it. What is public already is put on pages
    of groups whose meetings somebody arranges too."""
    groups = Initiative.objects.listed().exclude(pk=series.initiative_id).order_by("name")
    if not series.is_published:
        return groups
    mine = organized_groups(person=person, on=clock.now().date())
    return groups.filter(Q(pk__in=mine.values("pk")) | Q(joint_series=series)).distinct()


def meetings_to_give_way_to(*, series: Series) -> QuerySet[Series]:
    """Public ones of the groups it is for, and those it gives way to already."""
    groups = [series.initiative_id, *series.also_for.values_list("pk", flat=True)]
    near = Q(initiative__in=groups) | Q(also_for__in=groups)
    public = Series.objects.published().filter(near).values("pk")
    return (
        Series.objects.filter(Q(pk__in=public) | Q(yielded_by=series))
        .exclude(pk=series.pk)
        .distinct()
        .order_by("title")
    )
