"""What people want to talk about on one date. Anybody may add to it until it begins; its organizers
keep it in order."""

from django.db import transaction
from django.db.models import Max, Q

from events.models import AgendaItem, Occurrence, Treatment
from events.queries.told_times import told_time
from portal.kit import audit, clock
from portal.notices.actions.notice import send_notice
from portal.people.models import User

from .change_notice import about
from .occurrence import Replaced, hold_date

MOST_OF_ONE = 5
MOST_OF_A_DATE = 60


class AgendaClosed(Exception):
    """The date has begun or was cancelled: it is its organizers' now."""


class TooManyItems(Exception):
    """Of one person, or of the date."""


class NoNextDate(Exception):
    """There is no date to carry anything to."""


class StillToCome(Exception):
    """It may all be discussed yet."""


@transaction.atomic
def add_item(
    *, occurrence: Occurrence, by: User, title: str, minutes: int | None = None, link: str = ""
) -> AgendaItem:
    """At the end. Its organizers may add at any time. Raises AgendaClosed, TooManyItems,
    Replaced."""
    row = hold_date(occurrence)
    items = AgendaItem.objects.filter(occurrence=row)
    if not by.has_perm("events.organize_series", row.series):
        refuse_closed(row)
        if items.filter(added_by=by).count() >= MOST_OF_ONE:
            raise TooManyItems
    if items.count() >= MOST_OF_A_DATE:
        raise TooManyItems
    item = AgendaItem.objects.create(
        occurrence=row,
        title=title,
        minutes=minutes,
        link=link,
        added_by=by,
        position=next_position(row),
    )
    audit.record(by=by, verb="agenda.added", on=row)
    return item


@transaction.atomic
def withdraw_item(*, item: AgendaItem, by: User) -> None:
    """By who added it. Raises AgendaClosed, Replaced."""
    row, item = held(item)
    refuse_closed(row)
    item.delete()
    audit.record(by=by, verb="agenda.withdrawn", on=row)


@transaction.atomic
def drop_item(*, item: AgendaItem, by: User, reason: str) -> None:
    """Off the agenda; whoever added it is told why, once. Raises Replaced."""
    row, item = held(item)
    if (item.treatment, item.drop_reason) == (Treatment.DROPPED, reason):
        return
    item.treatment, item.drop_reason = Treatment.DROPPED, reason
    item.save(update_fields=["treatment", "drop_reason"])
    audit.record(by=by, verb="agenda.dropped", on=row)
    if item.added_by and item.added_by != by:
        send_notice(
            person=item.added_by,
            kind="meeting-changed",
            key=f"{about(row)}dropped {item.public_id} {clock.now().isoformat()}",
            template="events/drop_item",
            context={
                "item": item.title,
                "title": row.title,
                "group": row.series.initiative.name,
                "starts_at": told_time(row, row.starts_at),
                "reason": reason,
            },
            url=row.get_absolute_url() if row.series.is_public else "/me/notices/",
        )


@transaction.atomic
def treat_item(*, item: AgendaItem, by: User, is_discussed: bool) -> None:
    """Discussed, or to be discussed again; also what was dropped. Said twice it is so once. Raises
    Replaced."""
    row, item = held(item)
    treatment = Treatment.DISCUSSED if is_discussed else Treatment.OPEN
    if item.treatment == treatment:
        return
    item.treatment, item.drop_reason = treatment, ""
    item.save(update_fields=["treatment", "drop_reason"])
    audit.record(by=by, verb="agenda.treated", on=row)


@transaction.atomic
def shift_item(*, item: AgendaItem, by: User, steps: int) -> None:
    """Up for -1, down for 1, among those that were not dropped. Raises Replaced."""
    row, item = held(item)
    items = list(AgendaItem.objects.filter(occurrence=row).exclude(treatment=Treatment.DROPPED))
    if item not in items:
        return
    at = items.index(item)
    items.insert(max(0, at + steps), items.pop(at))
    for position, one in enumerate(items, start=1):
        one.position = position
    AgendaItem.objects.bulk_update(items, ["position"])
    audit.record(by=by, verb="agenda.ordered", on=row)


@transaction.atomic
def carry_items(*, occurrence: Occurrence, by: User) -> tuple[Occurrence, int]:
    """What was not discussed goes to the next date that takes place, with its authors. Returns it,
    and how many went: all or none. Raises StillToCome, NoNextDate, TooManyItems."""
    row = hold_date(occurrence)
    now = clock.now()
    if not row.is_cancelled and row.starts_at > now:
        raise StillToCome
    coming = Occurrence.objects.filter(series=row.series_id, starts_at__gt=max(now, row.starts_at))
    following = coming.on().exclude(pk=row.pk).order_by("starts_at").first()
    if following is None:
        raise NoNextDate
    following = hold_date(following)
    items = list(AgendaItem.objects.filter(occurrence=row, treatment=Treatment.OPEN))
    there = AgendaItem.objects.filter(occurrence=following).count()
    if there + len(items) > MOST_OF_A_DATE:
        raise TooManyItems
    first = next_position(following)
    for position, item in enumerate(items, start=first):
        item.occurrence, item.position = following, position
        item.carried_from = item.carried_from or row.original_date
    AgendaItem.objects.bulk_update(items, ["occurrence", "position", "carried_from"])
    audit.record(by=by, verb="agenda.carried", on=row)
    return following, len(items)


@transaction.atomic
def forget_items(*, person: User) -> None:
    """Of somebody who leaves: what nobody has talked about yet goes with them, the rest of the
    record stays and names nobody."""
    mine = AgendaItem.objects.filter(added_by=person)
    to_come = Q(treatment=Treatment.OPEN, occurrence__starts_at__gt=clock.now())
    mine.filter(to_come | Q(treatment=Treatment.DROPPED)).delete()


def held(item: AgendaItem) -> tuple[Occurrence, AgendaItem]:
    """Its date locked, and the item read again. Raises Replaced."""
    row = hold_date(item.occurrence)
    fresh = AgendaItem.objects.select_related("added_by").filter(pk=item.pk, occurrence=row).first()
    if fresh is None:
        raise Replaced
    return row, fresh


def refuse_closed(row: Occurrence) -> None:
    if row.is_cancelled or row.starts_at <= clock.now():
        raise AgendaClosed


def next_position(row: Occurrence) -> int:
    last = AgendaItem.objects.filter(occurrence=row).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1
