"""What is new in the calendar, for feed readers; read as a stranger, whoever asks."""

from dataclasses import replace

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from events.forms.feed import FeedForm
from events.queries.events_atom import events_atom
from events.queries.filters import Filters
from initiatives.access import MovedTo, get_initiative
from portal.kit.etag import with_etag

ATOM = "application/atom+xml; charset=utf-8"


@require_safe
def everything(request):
    filters = filters_of(request)
    name = _("meetings by your choice") if filters else _("all meetings")
    return answer(request, name, filters)


@require_safe
def initiative(request, slug):
    try:
        group = get_initiative(AnonymousUser(), slug)
    except MovedTo as moved:
        there = reverse("events:atom_initiative", args=[moved.slug])
        query = request.GET.urlencode()
        return redirect(f"{there}?{query}" if query else there, permanent=True)
    return answer(request, group.name, replace(filters_of(request), initiative=slug))


def filters_of(request) -> Filters:
    form = FeedForm(request.GET)
    if not form.is_valid():
        raise Http404
    return form.filters()


def answer(request, name: str, filters: Filters) -> HttpResponse:
    here = settings.PORTAL_BASE_URL + request.get_full_path()
    content = events_atom(name=name, filters=filters, here=here)
    return with_etag(request, HttpResponse(content, content_type=ATOM))
