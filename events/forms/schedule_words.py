"""A sentence somebody typed, put into the fields of the form it stands in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from events.actions.published_schedule import first_slot
from events.core.schedule_text import Reading, read_schedule
from events.core.schedule_verdict import possible_firsts
from events.models import Slot
from portal.core import zones
from portal.core.text_tokens import tidy

from .schedule import schedule_as_chosen


@dataclass(frozen=True)
class Answer:
    """What a button says, and the sentence it stands for."""

    words: str
    text: str


@dataclass(frozen=True)
class Understood:
    """`ask` is what the sentence leaves open; `notes` what to look at again, `firsts` the dates
    that a rhythm of several weeks may begin with."""

    ask: str = ""
    answers: tuple[Answer, ...] = ()
    notes: tuple[str, ...] = ()
    firsts: tuple[date, ...] = ()


def read_words(sent: QueryDict, *, now: datetime) -> Understood:
    """`sent` is what the form is about to show: its fields are filled in place."""
    text = sent.get("words", "").strip()
    if not text:
        return Understood(ask=_("Say how often it meets, at which hour, and whose."))
    told, text = with_zone_of_form(text, sent.get("timezone", ""))
    if told.ask:
        tidied = tidy(text)
        answers = tuple(Answer(one.words, one.applied(tidied)) for one in told.answers)
        return Understood(ask=told.ask, answers=answers)
    slot = told.slots[0]
    today = now.astimezone(zones.zone(slot.tz)).date()
    firsts = tuple(possible_firsts(slot, today)) if told.need_anchor else ()
    since = told.anchor or next(iter(firsts), today)
    when = first_slot(slot=slot, since=since)
    chosen = schedule_as_chosen(
        Slot(
            start_date=when.start.date(),
            start_time=when.start.time(),
            tzid=zones.canonical(when.tz),
            rrule=when.rrule,
        )
    )
    for name, value in chosen.items():
        sent[name] = "" if value is None else f"{value:%H:%M}" if name == "time" else f"{value}"
    notes = list(told.warnings)
    if told.need_anchor:
        notes.append(_("Which of the weeks it is follows from the first date. Is it this one?"))
    if len(told.slots) > 1:
        notes.append(
            _("These are several times. This is the first; add the others once it is saved.")
        )
    return Understood(notes=tuple(notes), firsts=firsts)


def with_zone_of_form(text: str, tzid: str) -> tuple[Reading, str]:
    """A sentence that names no zone means the one chosen in the form."""
    told = read_schedule(text)
    if told.ok or told.answers or not tzid:
        return told, text
    full = f"{text}, {tzid}"
    again = read_schedule(full)
    return (again, full) if again.ok or again.answers else (told, text)
