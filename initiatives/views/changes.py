"""What changed: the list for everybody, the feeds, and what a follower has not read yet."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from initiatives import access, feeds
from initiatives.actions.follow import mark_read
from initiatives.queries.changes import changes, changes_since_visit, told
from initiatives.queries.follow import followed_by
from portal.kit import clock
from portal.kit.etag import with_etag

PAGE_SIZE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    page = Paginator(changes(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "told": told(page.object_list), "feeds": feeds.feed_links(None)}
    return render(request, "initiatives/changes.html", context)


@require_safe
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """Reading changes nothing: what is read is said with a button."""
    context = {
        "told": changes_since_visit(person=request.user),
        "follows": followed_by(person=request.user).exists(),
        "now": clock.now(),
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
    return with_etag(request, feeds.atom(None, own_address(request)))


@require_safe
def all_json(request: HttpRequest) -> HttpResponse:
    return with_etag(request, feeds.json_feed(None, own_address(request)))


@require_safe
def one_atom(request: HttpRequest, slug: str) -> HttpResponse:
    return one(request, slug, feeds.atom, "initiatives:feed_atom")


@require_safe
def one_json(request: HttpRequest, slug: str) -> HttpResponse:
    return one(request, slug, feeds.json_feed, "initiatives:feed_json")


def one(request: HttpRequest, slug: str, write, name: str) -> HttpResponse:
    try:
        initiative = access.get_initiative(AnonymousUser(), slug)
    except access.MovedTo as moved:
        return redirect(name, moved.slug, permanent=True)
    return with_etag(request, write(initiative, own_address(request)))


def own_address(request: HttpRequest) -> str:
    return settings.PORTAL_BASE_URL + request.path


def read_until(text: str) -> datetime | None:
    """The moment the page was made, as its form says; anything else is no moment."""
    try:
        until = datetime.fromisoformat(text)
    except ValueError:
        return None
    return until if until.tzinfo else None
