"""What this slice shows on other pages of mentorship: the ways to its own."""

from django import template
from django.urls import reverse

from mentorship.equity.queries.asked_of import asked_of
from mentorship.equity.queries.report_page import places_kept, published_reports
from portal.kit import clock

register = template.Library()


@register.inclusion_tag("equity/panels/question.html")
def question_apart(*, person) -> dict:
    """One query."""
    return {"asked": asked_of(person=person, now=clock.now())}


@register.inclusion_tag("equity/panels/reports.html")
def past_reports(*, program) -> dict:
    """Of terms that are over; and which places those that are not keep for groups. Two queries."""
    return {"reports": published_reports(program=program), "kept": places_kept(program=program)}


@register.inclusion_tag("equity/panels/way_to_groups.html")
def way_to_groups(*, slug: str, key: str) -> dict:
    return {"url": reverse("equity:desk", args=[slug, key])}
