"""What letters need that pages have other words for."""

from datetime import date, datetime

from django import template

from portal.ui.moment import as_zone, days_in_words, read

register = template.Library()


@register.simple_tag(takes_context=True)
def mail_time(context, at: str, *, until: str = "") -> str:
    """`{% mail_time starts %}`: an ISO instant of the context, in the zone of who reads the letter.

    As in “Tue 3 Mar 2026, 16:00 Berlin time”. What lasts whole days is told by its first and last
    day, dates without an hour, and is the same for everybody.
    """
    if "T" not in at:
        return days_in_words(date.fromisoformat(at), date.fromisoformat(until or at))
    start, zone = datetime.fromisoformat(at), as_zone(context["zone"])
    said = read(start, datetime.fromisoformat(until) if until else None, zone)
    return f"{said.day} {start.astimezone(zone).year}, {said.clock} {said.zone}"
