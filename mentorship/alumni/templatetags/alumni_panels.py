"""What the time after a term shows on other pages of mentorship: the ways to it."""

from django import template
from django.urls import reverse

from mentorship.alumni.queries.after_page import own_afters
from mentorship.alumni.queries.showcase import showcases_of

register = template.Library()


@register.inclusion_tag("alumni/panels/own_afters.html", takes_context=True)
def after_my_terms(context) -> dict:
    return {"afters": own_afters(person=context["request"].user)}


@register.inclusion_tag("alumni/panels/showcases.html")
def showcases(*, program_id: int) -> dict:
    return {"showcases": showcases_of(program=program_id)}


@register.inclusion_tag("alumni/panels/desk_link.html")
def way_after(*, slug: str, key: str) -> dict:
    return {"url": reverse("alumni:desk", args=[slug, key])}
