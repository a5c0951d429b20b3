"""What selecting shows on pages of mentorship."""

from django import template
from django.urls import reverse

from mentorship.selection.queries.agenda import lists_asked_of
from mentorship.selection.queries.way import asks_mentors
from portal.kit import clock

register = template.Library()


@register.inclusion_tag("selection/panels/who_reads.html")
def who_reads(*, key: str, role: str) -> dict:
    """Before somebody applies: that mentors read applicants, or that they are asked to. One
    query."""
    return {"is_asked": asks_mentors(key=key), "role": role}


@register.inclusion_tag("selection/panels/way_to_list.html", takes_context=True)
def way_to_list(context, *, key: str) -> dict:
    """From a mentor's own application to the people they rank. Asked once for a page."""
    shared = context.render_context
    if "mentor_lists" not in shared:
        person = context["request"].user
        shared["mentor_lists"] = lists_asked_of(person=person, now=clock.now())
    return {"url": shared["mentor_lists"].get(key, "")}


@register.inclusion_tag("selection/panels/way_to_selection.html")
def way_to_selection(*, slug: str, key: str) -> dict:
    return {"url": reverse("selection:desk", args=[slug, key])}
