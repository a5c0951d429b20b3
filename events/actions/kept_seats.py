"""Seats whose dates change with the schedule of their series: who has one hears of that date by one
mail, by which their calendar takes out what it had and puts in what is true now."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q

from events.models import Answer, Occurrence, Place, Rsvp, Series
from events.queries.guest_link import seat_path, zone_of
from events.queries.invitation import Entry, entries_of
from events.queries.told_times import told_time, told_times
from portal.kit import clock
from portal.notices.actions.notice import send_notices, take_back_notices, write_to_guest
from portal.notices.models import Notice

from .change_notice import about, log_meeting, mail_wait, send_schedule_notices

TEMPLATE = "events/keep_seat"


@dataclass(frozen=True)
class Kept:
    """A seat or a guest's turn, and how its date stands in calendars."""

    rsvp: Rsvp
    entry: Entry

    @property
    def row(self) -> Occurrence:
        return self.rsvp.occurrence


def kept_seats(series: Series) -> dict[int, Kept]:
    """Of members those they took at this very date, of guests their turns too: who answered for all
    dates has none in their calendar. Cancelled dates are out of calendars already."""
    rows = Occurrence.objects.filter(series=series).upcoming(clock.now()).on()
    theirs = Q(person=None) | Q(place=Place.SEAT, is_standing=False)
    told = Rsvp.objects.filter(theirs, occurrence__in=rows, answer=Answer.YES)
    rsvps = list(
        told.exclude(place=Place.UNCONFIRMED)
        .select_related("person", "occurrence__slot", "occurrence__series__initiative")
        .order_by("pk")
    )
    if not rsvps:
        return {}
    entries = entries_of(series, {rsvp.occurrence_id: rsvp.occurrence for rsvp in rsvps}.values())
    return {
        rsvp.pk: Kept(rsvp, entries[rsvp.occurrence_id])
        for rsvp in rsvps
        if rsvp.occurrence_id in entries
    }


def tell_of_new_schedule(
    series: Series, before: dict[int, Kept], *, by: AbstractBaseUser | None
) -> None:
    """Of a public meeting: who has a seat by the mail about it, everybody else by one letter."""
    log_meeting(series, before=series.title, after=series.title)
    told = tell_of_kept_seats(series, before)
    send_schedule_notices(series=series, by=by, but=told)


def tell_of_kept_seats(series: Series, before: dict[int, Kept]) -> set[int]:
    """`before` is what `kept_seats` gave before the change. Returns the ids of the members told.

    A change that follows soon is told instead of this one, from what calendars really have.
    """
    moves: dict[tuple[Occurrence, Occurrence], list[tuple[Kept, Kept]]] = defaultdict(list)
    for pk, is_now in (kept_seats(series) if before else {}).items():
        was = before.get(pk)
        if was and was.entry != is_now.entry:
            moves[was.row, is_now.row].append((was, is_now))
    return {
        person
        for (was_row, row), seats in moves.items()
        for person in tell_move(was_row, row, seats)
    }


def tell_move(was_row: Occurrence, row: Occurrence, seats: list[tuple[Kept, Kept]]) -> set[int]:
    untold: dict[object, list[Notice]] = defaultdict(list)
    for notice in take_back_notices(prefix=about(was_row), but=["events/give_back_seat"]):
        untold[notice.person_id or notice.address].append(notice)
    members = defaultdict(list)
    key = f"{about(row)}kept {clock.now().isoformat()}"
    wait = mail_wait(min(was_row.starts_at, row.starts_at))
    for was, is_now in seats:
        rsvp = is_now.rsvp
        earlier = untold[rsvp.person_id or rsvp.guest_email]
        facts = {
            "title": row.title,
            "group": row.series.initiative.name,
            "was": first_told(earlier, told_time(was_row, was_row.starts_at)),
            **told_times(row),
            "has_seat": rsvp.place == Place.SEAT,
        }
        calendar = taken_out(earlier, was.entry, is_now.entry) + is_now.entry.request
        if rsvp.person:
            members[calendar, facts["was"]].append((rsvp.person, facts))
        else:
            write_to_guest(
                address=rsvp.guest_email,
                kind="meeting-place",
                key=key,
                template=TEMPLATE,
                context=facts | {"zone": zone_of(rsvp)},
                url=seat_path(rsvp),
                invitation=calendar if rsvp.place == Place.SEAT else "",
                wait=wait,
            )
    for (calendar, _was), people in members.items():
        send_notices(
            people=[person for person, _facts in people],
            kind="meeting-place",
            key=key,
            template=TEMPLATE,
            context=people[0][1],
            url=row.get_absolute_url(),
            invitation=calendar,
            wait=wait,
        )
    return {person.pk for people in members.values() for person, _facts in people}


def first_told(earlier: Collection[Notice], was: str) -> str:
    """From when on they know: what was to be mailed and never went counts not."""
    told = [notice.context["was"] for notice in earlier if "was" in notice.context]
    return told[0] if told else was


def taken_out(earlier: Collection[Notice], was: Entry, is_now: Entry) -> str:
    """The CANCEL of the name a calendar has; none where it stays the same."""
    for notice in earlier:
        if notice.template == TEMPLATE and (cancel := cancel_in(notice)):
            return cancel
    return was.cancel if was.name != is_now.name else ""


def cancel_in(notice: Notice) -> str:
    calendars = notice.invitation.split("BEGIN:VCALENDAR")[1:]
    return "".join(f"BEGIN:VCALENDAR{one}" for one in calendars if "METHOD:CANCEL" in one)
