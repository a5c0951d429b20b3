"""What the life of a cohort shows on other pages: the ways to it, and who somebody's mentor is."""

from django import template
from django.urls import reverse

from initiatives.onboarding.models import StepPerson
from mentorship.cohort_life.queries.addresses import pair_url
from mentorship.cohort_life.queries.kept_notes import kept_notes
from mentorship.cohort_life.queries.pair import running_matches
from mentorship.cohort_life.queries.paths_aside import mentors_now
from mentorship.queries.match_detail import shown_name
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


@register.inclusion_tag("cohort_life/panels/my_mentors.html")
def my_mentors(*, person: User, whom: str) -> dict:
    """For a step of a path that is done with a mentor: who is theirs now. One query, none for
    another step."""
    if whom != StepPerson.MENTOR:
        return {"mentors": []}
    matches = running_matches(person=person).filter(mentee__person=person)
    return {
        "mentors": [
            (shown_name(match.mentor.person, is_mentor=True), pair_url(match)) for match in matches
        ]
    }
