"""What changed: the list for everybody, the feeds, and what a follower has not read yet."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from initiatives import access
from initiatives.actions.follow import mark_read
from initiatives.queries.changes import changes, changes_since_visit, feed_links, told
from initiatives.queries.changes_feed import atom, json_feed
from initiatives.queries.follow import followed_by
from portal.kit import clock
from portal.kit.etag import with_etag

PAGE_SIZE = 50
ATOM, JSON = "application/atom+xml", "application/feed+json"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    page = Paginator(changes(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "told": told(page.object_list),
        "feeds": feed_links(None),
        "trail": [(_("Groups"), reverse("initiatives:index"))],
    }
    return render(request, "initiatives/changes.html", context)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Reading changes nothing: what is read is said with a button."""
    context = {
        "told": changes_since_visit(person=request.user),
        "follows": followed_by(person=request.user).exists(),
    }
    return render(request, "initiatives/my_changes.html", context)


@require_POST
@login_required
def read(request: HttpRequest) -> HttpResponse:
    now = clock.now()
    mark_read(person=request.user, until=min(read_until(request.POST.get("until", "")) or now, now))
    messages.success(request, _("You have read what changed."))
    return redirect("initiatives:my_changes")


@require_safe
def all_atom(request: HttpRequest) -> HttpResponse:
    return answer(request, None, atom, ATOM)


@require_safe
def all_json(request: HttpRequest) -> HttpResponse:
    return answer(request, None, json_feed, JSON)


@require_safe
def one_atom(request: HttpRequest, slug: str) -> HttpResponse:
    return one(request, slug, atom, ATOM)


@require_safe
def one_json(request: HttpRequest, slug: str) -> HttpResponse:
    return one(request, slug, json_feed, JSON)


def one(request: HttpRequest, slug: str, write, kind: str) -> HttpResponse:
    """Read as a stranger, whoever asks: any cache may keep the answer."""
    try:
        initiative = access.get_initiative(AnonymousUser(), slug)
    except access.MovedTo as moved:
        return redirect(request.resolver_match.view_name, moved.slug, permanent=True)
    return answer(request, initiative, write, kind)


def answer(request: HttpRequest, initiative, write, kind: str) -> HttpResponse:
    content = write(initiative, settings.PORTAL_BASE_URL + request.path)
    return with_etag(request, HttpResponse(content, content_type=f"{kind}; charset=utf-8"))


def read_until(text: str) -> datetime | None:
    """The moment the page was made, as its form says; anything else is no moment."""
    try:
        until = datetime.fromisoformat(text)
    except ValueError:
        return None
    return until if until.tzinfo else None
