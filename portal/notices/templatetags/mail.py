"""What letters need that pages have other words for."""

from datetime import datetime

from django import template

from portal.ui.moment import read

register = template.Library()


@register.simple_tag(takes_context=True)
def mail_time(context, at: str, *, until: str = "") -> str:
    """`{% mail_time starts %}`: an ISO instant of the context, in the zone of who reads the letter.

    As in “Tue 3 Mar 2026, 16:00 Berlin time”.
    """
    start = datetime.fromisoformat(at)
    said = read(start, datetime.fromisoformat(until) if until else None, context["zone"])
    return f"{said.day} {start.year}, {said.clock} {said.zone}"
