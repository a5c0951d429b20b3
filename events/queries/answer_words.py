"""What somebody reads of their own answer."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from events.models import Answer, Place, Rsvp
from portal.ui.moment import as_zone, read

from .seats import OwnAnswer, turn_of


def heard(rsvp: Rsvp) -> str:
    """After they pressed the button."""
    if rsvp.place == Place.SEAT:
        return _("You have a seat. We tell you if this date changes.")
    if rsvp.place == Place.WAITING:
        said = _("Every seat is taken. You are number %(turn)d in line, and hear when one is free.")
        return said % {"turn": turn_of(rsvp)}
    if rsvp.answer == Answer.MAYBE:
        return _("Noted as maybe. That takes no seat.")
    return _("Noted. Thank you for saying so.")


def heard_for_all(answer: str) -> str:
    """After an answer for many dates: what came of it stands at each."""
    if answer == Answer.NO:
        return _("Noted: you come to none of these dates. One date can still differ.")
    if answer == Answer.MAYBE:
        return _(
            "Noted as maybe for these dates and those planned later. One date can still differ."
        )
    return _(
        "Noted for these dates and those planned later: a seat where one is free, a turn in the "
        "line elsewhere. One date can still differ."
    )


def own_words(mine: OwnAnswer, zone: ZoneInfo | str | None) -> str:
    """In a list of dates; times in the reader's zone."""
    if mine.is_offered and mine.until:
        held = read(mine.until, None, as_zone(zone))
        return _("A seat is free for you until %(day)s, %(clock)s %(zone)s") % {
            "day": held.day,
            "clock": held.clock,
            "zone": held.zone,
        }
    if mine.is_waiting:
        return _("You are number %(turn)d in line") % {"turn": mine.turn}
    if mine.is_maybe:
        return _("You said maybe")
    return _("You have a seat") if mine.has_seat else ""
