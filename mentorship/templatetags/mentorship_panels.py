"""What mentorship shows on pages of other slices."""

from django import template

from mentorship.queries.programs import list_programs
from portal.kit import clock

register = template.Library()


@register.inclusion_tag("mentorship/panels/next_call.html", takes_context=True)
def next_call(context) -> dict:
    """The program whose dates matter most to somebody who looks for a place now. Two queries."""
    request = context.get("request")
    return {
        "row": next(iter(list_programs(now=clock.now())), None),
        "zone": getattr(request, "reader_zone", None),
    }
