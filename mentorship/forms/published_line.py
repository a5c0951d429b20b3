"""A deadline somebody has published, put into the fields of the form of dates."""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mentorship.core.deadline_moments import Moment
from mentorship.core.deadline_text import Reading, read_deadline
from mentorship.core.phases import start_of_day
from portal.core import zones

from .cohort import CohortForm


@dataclass(frozen=True)
class Understood:
    """`why` it was not, and then no field has changed; `notes` are to be looked at again."""

    why: str = ""
    notes: tuple[str, ...] = ()


def read_line(form: CohortForm, *, today: date) -> Understood:
    """The form stands as it was sent, with the deadline of its line in place of the one typed.
    Nobody is saving it, so nothing in it is wrong yet."""
    form.errors.clear()
    told = read_deadline(form.data.get("line", ""), today=today)
    if told.closes is None:
        return Understood(told.why)
    if why := why_not(told.closes, dict(form.fields["timezone"].choices)):
        return Understood(why)
    notes = (*told.warnings, *fill(form, told, told.closes))
    return Understood(notes=notes)


def why_not(closes: Moment, offered: Container[str]) -> str:
    """A cohort keeps an hour of a place, and of an hour that comes twice the first."""
    if closes.tz not in offered:
        return _("Its clock is no place to choose from. Write it with a city, or with UTC.")
    if zones.resolve_wall(closes.wall, zones.zone(closes.tz)).at != closes.at:
        return _("Clocks show this hour twice that day, and the second is meant. Choose another.")
    return ""


def fill(form: CohortForm, told: Reading, closes: Moment) -> Iterator[str]:
    """What else moves with it, or does not."""
    if form.data.get("timezone") != closes.tz:
        yield _("All days of the cohort are those of this place now. Look at them again.")
    form.data["timezone"] = closes.tz
    form.data["closes_on"] = f"{closes.wall:%Y-%m-%d}"
    form.data["closes_time"] = f"{closes.wall:%H:%M}"
    if told.opens:
        first = Moment(told.opens.at, closes.tz).wall
        if told.opens.at == start_of_day(first.date(), closes.tz):
            form.data["opens_on"] = f"{first:%Y-%m-%d}"
        else:
            yield _("Applications open with the start of a day: choose the first one yourself.")
