"""What projects show on pages of mentorship."""

from django import template

from mentorship.proposals.queries.own_proposals import calls_of
from portal.kit import clock

register = template.Library()


@register.inclusion_tag("proposals/panels/call.html", takes_context=True)
def projects_of(context, *, program_id: int, key: str) -> dict:
    """Of one cohort; nothing where it asks for none. Asked once for all cohorts of a page."""
    shared = context.render_context
    if "project_calls" not in shared:
        shared["project_calls"] = calls_of(program_id=program_id, now=clock.now())
    return {
        "call": shared["project_calls"].get(key),
        "timezone": context["cohort"].timezone,
        "request": context["request"],
    }
