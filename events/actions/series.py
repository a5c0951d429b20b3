"""A meeting from its first draft to the calendar. Its words are an editor's business to approve,
its schedule is the organizers' own: a change of it is live at once, and people are told."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass
from itertools import count

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction

from events.models import EventPage, Series
from events.models.series import RESERVED_SLUGS
from events.queries.current_slots import current_slots
from events.queries.meeting_entries import slot_entry
from events.queries.rule_dates import from_next_date
from initiatives.core.catalog_entry import SlotEntry
from initiatives.core.slugs import slugify
from initiatives.models import Initiative
from portal.kit import audit, clock
from portal.kit.locks import hold

from .change_notice import log_meeting
from .event_page import TREE, start_event_page
from .horizon import count_change, let_others_meet, materialise
from .kept_seats import kept_seats, tell_of_kept_seats, tell_of_new_schedule
from .meetings import put_slots
from .slot import held, new_slot, put_schedule
from .waitlist import offer_new_seats

LONGEST_TITLE, LONGEST_SLUG = 200, 80


class WasPublic(Exception):
    """People may have it in their calendars: it is taken back by an editor, and kept."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is true of every date of a meeting."""

    kind: str = "meeting"
    duration_minutes: int = 60
    is_all_day: bool = False
    place: str = ""
    place_url: str = ""
    is_open_to_newcomers: bool = False
    has_introductions: bool = False
    join_url: str = ""
    notes_url: str = ""
    capacity: int | None = None


@transaction.atomic
def start_series(
    *,
    initiative: Initiative,
    title: str,
    facts: Facts,
    when: SlotEntry,
    by: AbstractBaseUser,
    turn: SlotEntry | None = None,
) -> Series:
    """A draft that exists for its organizers only, with its dates made and a page for its words.
    `turn` is a second time that takes turns with the first."""
    series = first_free(initiative=initiative, title=title, facts=facts)
    put_slots(series, (when, turn) if turn else (when,))
    materialise(series=series, now=clock.now())
    start_event_page(series=series, by=by)
    audit.record(by=by, verb="series.created", on=series)
    return series


def first_free(*, initiative: Initiative, title: str, facts: Facts) -> Series:
    """The database decides who has a slug: of two people at once the second gets the next one."""
    for slug in slugs(initiative, title):
        try:
            with transaction.atomic():
                return Series.objects.create(
                    slug=slug,
                    title=title,
                    initiative=initiative,
                    is_published=False,
                    **asdict(facts),
                )
        except IntegrityError:
            if not Series.objects.filter(slug=slug).exists():
                raise
    raise AssertionError


def slugs(initiative: Initiative, title: str) -> Iterator[str]:
    """`weekly-call`, or with the group's name before it, or with a number behind that."""
    plain = slugify(title, longest=LONGEST_SLUG)
    if plain not in {"", *RESERVED_SLUGS}:
        yield plain
    full = slugify(f"{initiative.slug} {plain or 'meeting'}", longest=LONGEST_SLUG - 6)
    yield full
    yield from (f"{full}-{number}" for number in count(2))


@transaction.atomic
def change_series(
    *, series: Series, facts: Facts, when: SlotEntry | None, by: AbstractBaseUser
) -> Series:
    """New facts, and a new schedule unless `when` is None; the same ones change nothing. The
    schedule is that of its only time: of several, each is changed by itself.

    Dates that are over, and dates to come that were cancelled, moved or have people coming, stay;
    all others follow the new rule. Who follows the group or has a seat hears of it, once the
    meeting is public.
    """
    row = held(series)
    changed = {name: new for name, new in asdict(facts).items() if getattr(row, name) != new}
    current = current_slots(row, today=clock.now().date())
    is_moved = when is not None and [slot_entry(slot) for slot in current] != [when]
    if not changed and not is_moved:
        return row
    is_length_changed = bool({"duration_minutes", "is_all_day"} & changed.keys())
    before = kept_seats(row) if is_moved or is_length_changed else {}
    for name, value in changed.items():
        setattr(row, name, value)
    row.changed_at = clock.now()
    row.save()
    if is_moved and when is not None:
        if current:
            put_schedule(current[0], when)
        else:
            new_slot(row, when)
    if is_length_changed:
        count_change(row)
    if is_moved or is_length_changed:
        materialise(series=row, now=clock.now())
    if "capacity" in changed:
        offer_new_seats(row)
    audit.record(by=by, verb="series.rescheduled" if is_moved else "series.changed", on=row)
    if is_moved and row.is_public:
        tell_of_new_schedule(row, before, by=by)
    else:
        tell_of_kept_seats(row, before)
    return row


@transaction.atomic
def share_series(*, series: Series, groups: Collection[Initiative], by: AbstractBaseUser) -> Series:
    """A joint meeting of these groups and the one that hosts it: it stands on all their pages."""
    row = held(series)
    if set(row.also_for.all()) != set(groups):
        row.also_for.set(groups)
        row.changed_at = clock.now()
        row.save()
        audit.record(by=by, verb="series.shared", on=row)
    return row


@transaction.atomic
def duplicate_series(*, series: Series, by: AbstractBaseUser) -> Series:
    """A draft with the same title, facts and times, to be changed: not its decisions, its seats or
    its words. Its times begin with their next dates."""
    copy = first_free(
        initiative=series.initiative,
        title=series.title,
        facts=Facts(**{name: getattr(series, name) for name in Facts.__dataclass_fields__}),
    )
    now = clock.now()
    for slot in current_slots(series, today=now.date()):
        new_slot(copy, from_next_date(slot_entry(slot), now), excluded=slot.excluded_dates)
    copy.also_for.set(series.also_for.all())
    copy.yields_to.set(series.yields_to.all())
    materialise(series=copy, now=now)
    start_event_page(series=copy, by=by)
    audit.record(by=by, verb="series.created", on=copy)
    return copy


@transaction.atomic
def discard_series(*, series: Series, by: AbstractBaseUser) -> None:
    """A draft that never was public, with its page and dates. Raises WasPublic."""
    row = Series.objects.select_for_update().get(pk=series.pk)
    pages = EventPage.objects.filter(translation_key=row.public_id)
    was_public = row.is_published or pages.exclude(first_published_at=None).exists()
    if was_public or row.occurrences.filter(seats_taken__gt=0).exists():
        raise WasPublic
    audit.record(by=by, verb="series.discarded", on=row)
    hold(TREE)
    for page in pages:
        page.delete()
    row.delete()


@transaction.atomic
def publish_series(*, page: EventPage, by: AbstractBaseUser | None) -> Series | None:
    """An editor approved its words: the meeting is in the calendar now, under their title.

    None for a page that is no series' own, such as a copy. The schedule is not touched.
    """
    series = Series.objects.select_for_update().filter(public_id=page.translation_key).first()
    if series is None:
        return None
    title = page.title[:LONGEST_TITLE]
    if (series.is_published, series.title) == (True, title):
        return series
    verb = "series.changed" if series.is_published else "series.published"
    log_meeting(series, before=series.title if series.is_published else "", after=title)
    series.is_published, series.title, series.changed_at = True, title, clock.now()
    series.save()
    materialise(series=series, now=clock.now())
    audit.record(by=by, verb=verb, on=series)
    return series


@transaction.atomic
def hide_series(*, page: EventPage, by: AbstractBaseUser | None) -> Series | None:
    """Its words were taken back or deleted: the meeting is a draft again, with all its dates.

    While a translation of the page is still published, so is the meeting.
    """
    series = Series.objects.select_for_update().filter(public_id=page.translation_key).first()
    others = EventPage.objects.live().filter(translation_key=page.translation_key)
    if series is None or not series.is_published or others.exclude(pk=page.pk).exists():
        return series
    series.is_published, series.changed_at = False, clock.now()
    series.save()
    log_meeting(series, before=series.title, after="")
    let_others_meet(series, now=series.changed_at)
    audit.record(by=by, verb="series.hidden", on=series)
    return series
