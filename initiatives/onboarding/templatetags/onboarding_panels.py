"""What the paths show on pages of other slices."""

from django import template

from initiatives.onboarding.queries.path_list import paths_of_group
from initiatives.onboarding.queries.shared import walks_on_page

register = template.Library()


@register.inclusion_tag("onboarding/panels/paths_of.html")
def paths_of(*, initiative_id: int) -> dict:
    """The paths of a group; nothing at all where it has none."""
    return {"paths": paths_of_group(initiative_id=initiative_id)}


@register.inclusion_tag("onboarding/panels/walks_on_page.html")
def walks_shown_by(*, handle: str) -> dict:
    """The walks somebody shows to everybody; nothing at all where there is none."""
    return {"walks": walks_on_page(handle=handle)}
