"""What the start page of the desk says about the meetings somebody arranges."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.models import CalendarSource, Occurrence, Place, Rsvp
from portal.core.agenda import Item, in_order
from portal.kit import clock
from portal.people.models import User

from .clashes import NO_GATHERING, clashes
from .desk_meetings import DeskMeeting, State, desk_meetings, organized_groups, series_of

MOST = 60
MOST_DATES = 300
RUNS_OUT = timedelta(hours=24)
LOOK_BACK = timedelta(days=14)


def desk_of(*, person: User, now: datetime) -> list[Item]:
    """Fifteen queries; one for who arranges nothing. A superuser, who could arrange every
    meeting, is not told of all of them."""
    if person.is_superuser or not organized_groups(person=person, on=now.date()).exists():
        return []
    rows = desk_meetings(series_of(person=person, now=now)[:MOST], now=now)
    return [
        *(item for row in rows for item in items(row)),
        *dates_to_write_down(person, now),
        *sources_to_look_at(person, now),
        *offers_running_out(person, now),
        *clashes_ahead(person, now),
    ]


def needs_of(*, person: User, now: datetime) -> list[Item]:
    """The same without what merely comes up: each asks for something to be done."""
    return in_order(item for item in desk_of(person=person, now=now) if item.action)


def dates_to_write_down(person: User, now: datetime) -> list[Item]:
    """Of each meeting its last date at most, that nobody has confirmed or written minutes of;
    whose notes are kept elsewhere has its minutes there."""
    unwritten = Q(minutes=None) | Q(minutes__published_at=None)
    past = (
        Occurrence.objects.on()
        .filter(
            Q(took_place=None) | Q(unwritten, took_place=True, series__notes_url=""),
            ends_at__lte=now,
            starts_at__gt=now - LOOK_BACK,
            series__is_published=True,
            series__initiative__in=organized_groups(person=person, on=now.date()),
        )
        .exclude(series__kind__in=NO_GATHERING)
        .select_related("series__initiative")
        .order_by("-starts_at", "pk")
    )
    last: dict[int, Occurrence] = {}
    for row in past[:MOST_DATES]:
        last.setdefault(row.series_id, row)
    return [date_to_write_down(row) for row in last.values()]


def date_to_write_down(row: Occurrence) -> Item:
    is_known = row.took_place is not None
    return Item(
        what=row.title,
        url=reverse("events:desk_occurrence", args=[row.series.slug, row.original_date]),
        at=row.starts_at,
        with_whom=row.series.initiative.name,
        why=_("Its minutes are not published yet.")
        if is_known
        else _("Nobody has said whether it took place."),
        action=_("Write its minutes") if is_known else _("Say whether it did"),
        kind=_("Minutes") if is_known else _("Meeting"),
        is_stale=True,
    )


def sources_to_look_at(person: User, now: datetime) -> list[Item]:
    """Calendars kept elsewhere that nobody has taken in yet, ask something or fail. Of what was
    read the problems alone are fetched: a calendar is long."""
    rows = (
        CalendarSource.objects.filter(initiative__in=organized_groups(person=person, on=now.date()))
        .order_by("name", "pk")
        .values_list(
            "pk", "name", "initiative__name", "accepted_at", "failure", "reading__problems"
        )
    )
    found = []
    for pk, name, group, accepted_at, failure, problems in rows[:MOST]:
        questions = sum(one["kind"] == "question" for one in problems or [])
        why = source_words(questions, is_new=accepted_at is None, failure=failure)
        if why:
            found.append(
                Item(
                    what=name,
                    url=reverse("events:desk_source", args=[pk]),
                    with_whom=group,
                    why=why,
                    action=_("Look through it"),
                    kind=_("Calendar kept elsewhere"),
                    is_waiting=accepted_at is None or questions > 0,
                    is_stale=accepted_at is not None and not questions,
                )
            )
    return found


def source_words(questions: int, *, is_new: bool, failure: str) -> str:
    if questions:
        words = ngettext("It asks %(n)d question.", "It asks %(n)d questions.", questions)
        return words % {"n": questions}
    return _("Nothing of it is taken in before somebody agrees.") if is_new else failure


def offers_running_out(person: User, now: datetime) -> list[Item]:
    """Seats held for who is first in line, that nobody has taken yet."""
    held = Rsvp.objects.filter(
        place=Place.OFFERED,
        expires_at__gt=now,
        expires_at__lte=now + RUNS_OUT,
        occurrence__series__initiative__in=organized_groups(person=person, on=now.date()),
    )
    dates = held.values_list(
        "occurrence__series__title",
        "occurrence__series__initiative__name",
        "occurrence__series__slug",
        "occurrence__original_date",
    ).annotate(until=Min("expires_at"), seats=Count("pk"))
    return [
        Item(
            what=title,
            url=reverse("events:desk_people", args=[slug, day]),
            due=until,
            with_whom=group,
            why=ngettext(
                "%(n)d seat is held for who is next in line, and nobody has taken it yet.",
                "%(n)d seats are held for who is next in line, and nobody has taken them yet.",
                seats,
            )
            % {"n": seats},
            action=_("See who comes"),
            kind=_("Seats"),
        )
        for title, group, slug, day, until, seats in dates.order_by("until", "occurrence")[:MOST]
    ]


def clashes_ahead(person: User, now: datetime) -> list[Item]:
    """One line however many there are: the page of clashes tells them apart."""
    found = [clash for clash in clashes(person=person, now=now) if clash.is_public]
    if not found:
        return []
    first = found[0]
    words = ngettext(
        "%(n)d pair of meetings clashes in the next twelve weeks",
        "%(n)d pairs of meetings clash in the next twelve weeks",
        len(found),
    )
    return [
        Item(
            what=words % {"n": len(found)},
            url=reverse("events:desk_clashes"),
            at=first.dates[0].start,
            with_whom=_("%(one)s and %(other)s") % {"one": first.own, "other": first.other},
            why=first.reasons[0],
            action=_("See what you can do"),
            kind=_("Clash"),
            is_stale=True,
        )
    ]


def items(row: DeskMeeting) -> Iterator[Item]:
    kind = _("Meeting")
    if row.state in {State.DRAFT, State.RETURNED}:
        yield Item(
            what=row.title,
            url=row.text_url or row.url,
            with_whom=row.group,
            why=row.wrong[0],
            action=_("Write its text"),
            kind=kind,
            is_waiting=True,
        )
    if row.state is not State.PUBLISHED:
        return
    if row.ends_at or row.has_ended:
        yield Item(
            what=row.title,
            url=row.url,
            with_whom=row.group,
            why=_("Nobody has said when it meets after its last date."),
            action=_("Change its schedule"),
            kind=kind,
            is_stale=True,
        )
    if row.next_at and row.next_day:
        yield Item(
            what=row.title,
            url=reverse("events:desk_occurrence", args=[row.slug, row.next_day]),
            at=row.next_at,
            days=row.whole_days,
            with_whom=row.group,
            kind=kind,
        )


def doors_of(*, person: User) -> list[tuple[str, str]]:
    groups = organized_groups(person=person, on=clock.now().date())
    return [(_("Meetings"), reverse("events:desk_meetings"))] if groups.exists() else []
