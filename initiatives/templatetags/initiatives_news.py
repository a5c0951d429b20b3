"""What changed in groups, on their pages and on a member's own."""

from django import template

from initiatives.models import Initiative
from initiatives.queries.changes import changes_of, changes_since_visit, feed_links, told

register = template.Library()

MOST_ON_A_PAGE = 5


@register.inclusion_tag("initiatives/panels/changes.html")
def changes_of_group(*, initiative: Initiative) -> dict:
    """The latest few, the feeds and the card for other sites."""
    return {
        "initiative": initiative,
        "told": told(changes_of(initiative=initiative)[:MOST_ON_A_PAGE]),
        "feeds": feed_links(initiative),
    }


@register.inclusion_tag("initiatives/panels/unread_changes.html", takes_context=True)
def unread_changes(context) -> dict:
    """How much changed in followed groups since somebody last read it."""
    news = changes_since_visit(person=context["request"].user)
    return {"count": len(news), "groups": list(dict.fromkeys(one.group for one in news))[:3]}
