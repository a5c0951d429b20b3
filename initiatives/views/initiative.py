from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives import access
from initiatives.forms.day import DayForm
from initiatives.queries.history import history_of
from initiatives.queries.initiative_as_of import initiative_as_of
from initiatives.queries.initiative_detail import initiative_detail
from initiatives.queries.story import published_story
from portal.kit import clock


@require_safe
def detail(request, slug, story=None):
    """`story` is a draft page when the CMS previews it; else what is published.

    `?on=` shows the group as it was on a day; a day nobody can show gives today's page and says so.
    """
    try:
        initiative = access.get_initiative(request.user, slug)
    except access.MovedTo as moved:
        return moved_to(request, "initiatives:detail", moved.slug)
    today = clock.now().date()
    asked = DayForm(request.GET, today=today)
    if asked.is_valid() and asked.cleaned_data["on"] != today:
        return as_of(request, initiative, asked)
    if story is None:
        story = published_story(initiative_key=initiative.translation_key)
    refused = " ".join(asked.errors.get("on", ()))
    context = {
        "detail": initiative_detail(initiative=initiative, on=today),
        "initiative": initiative,
        "story": story,
        "may_keep": access.may_keep(request.user, initiative),
        "refused": refused,
        "trail": [(_("Groups"), reverse("initiatives:index"))],
    }
    return render(request, "initiatives/detail.html", context, status=400 if refused else 200)


def as_of(request: HttpRequest, initiative, asked: DayForm) -> HttpResponse:
    context = {
        "then": initiative_as_of(initiative=initiative, on=asked.cleaned_data["on"]),
        "initiative": initiative,
        "form": asked,
        "trail": trail_to(initiative),
    }
    return render(request, "initiatives/as_of.html", context)


@require_safe
def history(request, slug):
    try:
        initiative = access.get_initiative(request.user, slug)
    except access.MovedTo as moved:
        return moved_to(request, "initiatives:history", moved.slug)
    today = clock.now().date()
    context = {
        "history": history_of(initiative=initiative, today=today),
        "initiative": initiative,
        "form": DayForm(today=today),
        "trail": trail_to(initiative),
    }
    return render(request, "initiatives/history.html", context)


def moved_to(request: HttpRequest, name: str, slug: str) -> HttpResponse:
    """To today's address for good, with what the old one was asked."""
    query = request.GET.urlencode()
    return redirect(reverse(name, args=[slug]) + (f"?{query}" if query else ""), permanent=True)


def trail_to(initiative) -> list[tuple[str, str]]:
    return [
        (_("Groups"), reverse("initiatives:index")),
        (initiative.name, initiative.get_absolute_url()),
    ]
