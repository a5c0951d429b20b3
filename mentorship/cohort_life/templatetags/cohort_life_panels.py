"""What the life of a cohort shows on other pages of mentorship: the ways to it."""

from django import template
from django.urls import reverse

from mentorship.cohort_life.queries.kept_notes import kept_notes
from mentorship.cohort_life.queries.paths_aside import mentors_now
from portal.people.models import User

register = template.Library()


@register.inclusion_tag("cohort_life/panels/way_together.html")
def way_together(*, url: str) -> dict:
    """From a match that both have said yes to; `url` is its page, under which the pair's stands."""
    return {"url": f"{url}together/"}


@register.inclusion_tag("cohort_life/panels/notes_you_kept.html")
def notes_you_kept(*, person: User) -> dict:
    """One query."""
    return {"n": len(kept_notes(person=person)), "url": reverse("cohort_life:notes")}


@register.inclusion_tag("cohort_life/panels/how_pairs_do.html")
def how_pairs_do(*, slug: str, key: str) -> dict:
    return {"url": reverse("cohort_life:life", args=[slug, key])}


@register.inclusion_tag("cohort_life/panels/way_to_mentees.html")
def way_to_mentees(*, person: User) -> dict:
    """One query."""
    return {"has_mentees": mentors_now(person=person), "url": reverse("cohort_life:mentees")}
