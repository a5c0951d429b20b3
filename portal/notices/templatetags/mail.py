"""What letters need that pages have other words for."""

from datetime import datetime

from django import template

from portal.ui.moment import as_zone, read

register = template.Library()


@register.simple_tag(takes_context=True)
def mail_time(context, at: str, *, until: str = "") -> str:
    """`{% mail_time starts %}`: an ISO instant of the context, in the zone of who reads the letter.

    As in “Tue 3 Mar 2026, 16:00 Berlin time”.
    """
    start, zone = datetime.fromisoformat(at), as_zone(context["zone"])
    said = read(start, datetime.fromisoformat(until) if until else None, zone)
    return f"{said.day} {start.astimezone(zone).year}, {said.clock} {said.zone}"
