"""What the catalogue shows of a reader's own relation to groups."""

from django import template

from initiatives.models import Initiative
from initiatives.queries import follow

register = template.Library()

MOST_SHOWN = 50


@register.inclusion_tag("initiatives/panels/follow.html", takes_context=True)
def follow_button(context, *, initiative: Initiative) -> dict:
    """The signed out are led to sign in and back; their page stays the same for all of them."""
    request = context.get("request")
    user = getattr(request, "user", None)
    is_known = user is not None and user.is_authenticated
    return {
        "initiative": initiative,
        "is_known": is_known,
        "follows": is_known and follow.follows(person=user, initiative=initiative),
    }


@register.inclusion_tag("initiatives/panels/followed_groups.html", takes_context=True)
def followed_groups(context) -> dict:
    return {"groups": follow.followed_by(person=context["request"].user)[:MOST_SHOWN]}
