"""What can be trusted on a group's page, and what its keepers should mend."""

from django import template

from initiatives.models import Initiative
from initiatives.queries.signals_panel import signals_panel
from portal.kit import clock

register = template.Library()


@register.inclusion_tag("initiatives/panels/signals.html")
def signals_of(*, initiative: Initiative) -> dict:
    return {"panel": signals_panel(initiative=initiative, now=clock.now())}
