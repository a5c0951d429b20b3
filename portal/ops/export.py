"""The catalogue as files that anybody may take: all of it, or one group."""

import gzip

from django.core.cache import caches
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from initiatives.access import MovedTo, get_initiative
from portal.kit import clock
from portal.kit.etag import with_etag
from portal.kit.page_cache import PAGES, edition, seconds

from .catalog import export_group, export_pieces

# By the ending of the address: what `export_catalog --format` calls it, and its media type.
FORMATS = {"yaml": ("portal", "application/yaml"), "json": ("json", "application/json")}
KEPT_SECONDS = 24 * 3600
LONGEST_MAKING = 120


@require_safe
def whole(request, ending):
    """Made once for all until something public changes, and by one worker at a time: ten thousand
    groups take some twenty seconds, and nobody may keep every worker at it."""
    file_format, content_type = asked(ending)
    try:
        content = kept_or_made(f"export:{clock.now().date()}:{ending}", file_format)
    except BeingMade:
        answer = HttpResponse("The file is being written. Ask again in a moment.\n", status=503)
        answer["Content-Type"], answer["Retry-After"] = "text/plain; charset=utf-8", "30"
        return answer
    response = HttpResponse(content, content_type=content_type)
    return named(with_etag(request, response), f"catalogue.{ending}")


class BeingMade(Exception):
    """Another worker is writing the file."""


def kept_or_made(name: str, file_format: str) -> bytes:
    if not seconds():
        return made(file_format)
    pages, key = caches[PAGES], f"{name}:{edition()}"
    kept = pages.get(key)
    if kept is not None:
        return gzip.decompress(kept)
    if not pages.add(f"{name}:being-made", True, LONGEST_MAKING):  # a bare mark
        raise BeingMade
    try:
        content = made(file_format)
        pages.set(key, gzip.compress(content, compresslevel=6), KEPT_SECONDS)
    finally:
        pages.delete(f"{name}:being-made")
    return content


def made(file_format: str) -> bytes:
    return b"".join(export_pieces(file_format=file_format, with_calls=False))


@require_safe
def one(request, slug, ending):
    file_format, content_type = asked(ending)
    try:
        initiative = get_initiative(request.user, slug)
    except MovedTo as moved:
        return redirect("initiative_export", moved.slug, ending, permanent=True)
    if not initiative.is_listed:
        raise Http404
    content = export_group(initiative=initiative, file_format=file_format)
    response = HttpResponse(content, content_type=content_type)
    return named(with_etag(request, response), f"{initiative.slug}.{ending}")


def named(response, filename):
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def asked(ending):
    if ending not in FORMATS:
        raise Http404
    return FORMATS[ending]


urlpatterns = [
    path("initiatives/export.<str:ending>", whole, name="catalog_export"),
    path("initiatives/<slug:slug>/export.<str:ending>", one, name="initiative_export"),
]
