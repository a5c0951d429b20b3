"""What this slice shows on the screen of a walk, and beside the numbers of paths."""

from datetime import datetime

from django import template

from initiatives.contributions.queries.anothers import is_anothers
from initiatives.contributions.queries.rules import dead_rules_of
from initiatives.contributions.queries.undone import undone_for, undone_of
from initiatives.contributions.queries.walked_work import CountedStep, WalkedWork, walked_work
from initiatives.models import Initiative
from initiatives.onboarding.models import Evidence, Journey
from initiatives.onboarding.queries.walk import WalkedStep
from portal.kit import clock
from portal.people.models import User

register = template.Library()


@register.simple_tag
def work_of(*, journey: Journey) -> WalkedWork:
    return walked_work(journey=journey)


@register.inclusion_tag("contributions/panels/counted.html", takes_context=True)
def counted_work(context: template.Context, *, work: WalkedWork, one: WalkedStep) -> dict:
    """For a step that is not done; nothing at all where none of their work completes it."""
    found: CountedStep | None = work.steps.get(one.step.key)
    told = {"work": work, "one": one, "found": found}
    return told | {"walk": context["walk"], "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("contributions/panels/dead_rules.html")
def dead_rules(*, initiative: Initiative | None, now: datetime) -> dict:
    """Two queries, one where no step counts anybody's work."""
    return {"rules": dead_rules_of(initiative=initiative, now=now)}


@register.inclusion_tag("contributions/panels/undone_work.html")
def undone_work(*, person: User) -> dict:
    """What was reverted of late, for who looks; nothing at all where nothing was."""
    return {"undone": undone_for(person=person, now=clock.now())}


@register.inclusion_tag("contributions/panels/shown_here.html")
def shown_work(*, evidence: Evidence) -> dict:
    """What is known of the pull request somebody shows, for who looks at it."""
    return {
        "one": undone_of(evidence=evidence),
        "had_by_another": is_anothers(evidence=evidence),
    }
