"""Telling the people it concerns that one date changed."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser

from events.core.offer import LAST_CALL
from events.models import Occurrence, Place, Series
from events.queries.audience import (
    coming_people,
    followers,
    guests_coming,
    interested_people,
    invited_people,
    organizers,
    seat_holders,
    waiting_people,
)
from events.queries.current_slots import current_slots
from events.queries.guest_link import seat_path, zone_of
from events.queries.invitation import invitation_to
from events.queries.lines import join_key
from events.queries.next_dates import next_that_happens
from events.queries.series_detail import rule_in_words
from events.queries.told_times import told_line, told_time, told_times
from initiatives.actions.change import record_change
from initiatives.models import ChangeKind
from portal.core import zones
from portal.kit import clock
from portal.notices.actions.notice import send_notices, take_back_notices, write_to_guest

# Each says what no later letter does: what calendars are to take out.
CALENDAR_LETTERS = ("events/give_back_seat", "events/keep_seat")


def send_change_notices(
    *,
    occurrence: Occurrence,
    verb: str,
    was: datetime,
    by: AbstractBaseUser | None,
    is_one_of_many: bool = False,
) -> int:
    """Once to each: who has a seat hears it as that, who follows a hosting group as news. Of one of
    many dates only they hear who asked for this very date: the others hear of all in one letter.

    Nobody is told of what is not published, and nobody of what they did themselves. A change that
    follows soon is told instead of this one, from where the date was before both. The number of
    queries grows with the number of guests alone.
    """
    series = occurrence.series
    taken_back = take_back_notices(prefix=about(occurrence), but=CALENDAR_LETTERS)
    before = [told.context["was"] for told in taken_back if "was" in told.context]
    if not series.is_public:
        return 0
    told = {
        "template": f"events/{verb}",
        "key": f"{about(occurrence)}change {occurrence.changes}",
        "url": occurrence.get_absolute_url(),
        "wait": mail_wait(min(was, occurrence.starts_at)),
    }
    facts: dict[str, object] = {
        "title": occurrence.title,
        "group": series.initiative.name,
        "was": before[0] if before else told_time(occurrence, was),
        **told_times(occurrence),
        "reason": occurrence.change_note,
    }
    seated = seat_holders(occurrence=occurrence, but=by)
    invited = invited_people(occurrence=occurrence, but=by)
    interested = interested_people(occurrence=occurrence, but=by)
    others = (
        followers(series=series, but=by)
        .exclude(pk__in=seated.order_by().values("pk"))
        .exclude(pk__in=interested.order_by().values("pk"))
    )
    if is_one_of_many:
        seated, others = invited, others.none()
        interested = waiting_people(occurrence=occurrence, but=by)
    facts["is_one_of_many"] = is_one_of_many
    with_seat = facts | {"has_seat": True}
    calendar = invitation_to(occurrence, "CANCEL" if occurrence.is_cancelled else "REQUEST")
    guests = guests_coming(dates=[occurrence])
    for guest in guests:
        write_to_guest(
            kind="meeting-place",
            address=guest.guest_email,
            context=(with_seat if guest.place == Place.SEAT else facts) | {"zone": zone_of(guest)},
            invitation=calendar if guest.place == Place.SEAT else "",
            **told | {"url": seat_path(guest)},
        )
    return (
        len(guests)
        + send_notices(
            people=invited, kind="meeting-place", context=with_seat, invitation=calendar, **told
        )
        + send_notices(
            people=seated.exclude(pk__in=invited.order_by().values("pk")),
            kind="meeting-place",
            context=with_seat,
            **told,
        )
        + send_notices(people=interested, kind="meeting-place", context=facts, **told)
        + send_notices(people=others, kind="meeting-changed", context=facts, **told)
    )


def about(occurrence: Occurrence) -> str:
    """How the keys of everything begin that says how one date stands."""
    return f"{join_key(occurrence.series.slug, occurrence.original_date)} "


def mail_wait(starts_at: datetime) -> timedelta:
    """Long enough for a second thought of the organizers; none shortly before the start."""
    if starts_at - clock.now() < LAST_CALL:
        return timedelta()
    return timedelta(minutes=settings.CHANGE_MAIL_MINUTES)


def send_clock_notices(*, series: Series, shifted: Sequence[Occurrence]) -> int:
    """Once for each edition of the zone data: the hour stayed where the meeting is at home, and is
    another elsewhere, from the first of these dates on. Its organizers hear of it too, a guest of
    their own date."""
    if not series.is_public:
        return 0
    people = followers(series=series, but=None) | organizers(series=series)
    people |= coming_people(series=series, now=clock.now(), but=None)
    facts: dict[str, object] = {
        "title": series.title,
        "group": series.initiative.name,
        "rules": [rule_in_words(slot) for slot in series.slots.all()],
    }
    key = f"clocks:{series.public_id}:{zones.tzdata_version()}"
    guests = guests_coming(dates=shifted)
    for guest in guests:
        own = {"starts_at": guest.occurrence.starts_at.isoformat(), "zone": zone_of(guest)}
        write_to_guest(
            address=guest.guest_email,
            kind="meeting-changed",
            key=f"{key}:{guest.public_id}",
            template="events/clocks",
            context=facts | own,
            url=seat_path(guest),
        )
    first = min(row.starts_at for row in shifted)
    return len(guests) + send_notices(
        people=people,
        kind="meeting-changed",
        key=key,
        template="events/clocks",
        context=facts | {"starts_at": first.isoformat()},
        url=series.get_absolute_url(),
    )


def send_schedule_notices(
    *,
    series: Series,
    by: AbstractBaseUser | None,
    but: Collection[int] = (),
    template: str = "events/rescheduled",
) -> int:
    """What became of all its dates, a new rule unless `template` says other: to who follows a
    hosting group or comes to a date that is left. `but` are people who hear of it otherwise."""
    following = next_that_happens(series_id=series.pk, now=clock.now())
    people = followers(series=series, but=by)
    people |= coming_people(series=series, now=clock.now(), but=by)
    slots = current_slots(series, today=clock.now().date())
    return send_notices(
        people=people.exclude(pk__in=but),
        kind="meeting-changed",
        key=f"{template.removeprefix('events/')}:{series.public_id}:{series.changed_at.isoformat()}",
        template=template,
        context={
            "title": series.title,
            "group": series.initiative.name,
            "rules": [rule_in_words(slot) for slot in slots],
            **(told_line(following) if following else {"starts_at": "", "ends_at": ""}),
        },
        url=series.get_absolute_url(),
    )


def log_meeting(series: Series, *, before: str, after: str) -> None:
    """For who follows the group by its page or feed: the same title twice is a new schedule."""
    record_change(initiative=series.initiative, kind=ChangeKind.MEETING, before=before, after=after)
