"""What can be trusted on a group's page, and what its keepers should mend."""

from django import template

from initiatives.models import Initiative
from initiatives.queries.mend_list import mend_list
from initiatives.queries.signals_panel import signals_panel
from initiatives.rules import keeper_of
from portal.kit import clock

register = template.Library()


@register.inclusion_tag("initiatives/panels/signals.html")
def signals_of(*, initiative: Initiative) -> dict:
    return {"panel": signals_panel(initiative=initiative, now=clock.now())}


@register.inclusion_tag("initiatives/panels/mend.html", takes_context=True)
def mend_marks(context, *, initiative: Initiative) -> dict:
    """For who keeps the page. Nobody keeps one without a desk, which the header asks for anyway:
    so everybody else costs no query."""
    user = getattr(context.get("request"), "user", None)
    is_keeper = bool(
        user
        and user.has_perm("wagtailadmin.access_admin")
        and user.has_perm("initiatives.keep_initiative", initiative)
    )
    if not is_keeper:
        return {"mend": None}
    keeper = keeper_of(user, initiative)
    return {"mend": mend_list(initiative=initiative, keeper=keeper, now=clock.now())}
