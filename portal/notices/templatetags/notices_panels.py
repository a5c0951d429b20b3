"""What every page and the start page show of somebody's notices."""

from django import template

from portal.notices.queries import notices

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_notices(context) -> int:
    """Nothing is asked for who is signed out: those pages are everybody's."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_authenticated:
        return 0
    return notices.unread_count(person=user)


@register.inclusion_tag("notices/latest.html", takes_context=True)
def latest_notices(context, *, limit: int = 3) -> dict:
    request = context["request"]
    return {
        "lines": notices.latest_unread(person=request.user, limit=limit),
        "request": request,
    }
