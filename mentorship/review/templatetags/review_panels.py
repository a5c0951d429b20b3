"""What the reading of applications shows on pages of mentorship."""

from django import template

from mentorship.review.queries.own_readings import asked_to_read
from mentorship.review.queries.talks import talks_of

register = template.Library()


@register.inclusion_tag("review/panels/talk.html", takes_context=True)
def talk_about(context, *, key: str, role: str) -> dict:
    """When and where somebody is asked to talk; nothing where they are not. Asked once for all
    applications of a page."""
    shared = context.render_context
    if "talks" not in shared:
        shared["talks"] = talks_of(person=context["request"].user)
    return {
        "talk": shared["talks"].get((key, role)),
        "timezone": context["one"].cohort.timezone,
        "request": context["request"],
    }


@register.inclusion_tag("review/panels/readings_door.html", takes_context=True)
def readings_door(context) -> dict:
    """For who reads for a cohort alone."""
    return {"asked": asked_to_read(person=context["request"].user)}
