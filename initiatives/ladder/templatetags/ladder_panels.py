"""What ladders show on pages of other slices."""

from django import template

from initiatives.ladder.queries.ladders import rungs_on_its_page
from initiatives.models import Initiative

register = template.Library()


@register.inclusion_tag("ladder/panels/ladder_of.html")
def ladder_of(*, initiative: Initiative) -> dict:
    """The rungs of a group by name; nothing at all where it has no ladder."""
    return {"initiative": initiative, "titles": rungs_on_its_page(initiative=initiative)}
