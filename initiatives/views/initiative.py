from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives import access
from initiatives.queries.initiative_detail import initiative_detail
from initiatives.queries.story import published_story
from portal.kit import clock


@require_safe
def detail(request, slug, story=None):
    """`story` is a draft page when the CMS previews it; else what is published."""
    try:
        initiative = access.get_initiative(request.user, slug)
    except access.MovedTo as moved:
        return redirect("initiatives:detail", moved.slug, permanent=True)
    if story is None:
        story = published_story(initiative_key=initiative.translation_key)
    context = {
        "detail": initiative_detail(initiative=initiative, on=clock.now().date()),
        "initiative": initiative,
        "story": story,
        "trail": [(_("Groups"), reverse("initiatives:index"))],
    }
    return render(request, "initiatives/detail.html", context)
