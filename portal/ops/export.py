"""The catalogue as files that anybody may take: all of it, or one group."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.http import require_safe

from initiatives.access import MovedTo, get_initiative
from portal.kit.etag import streamed, with_etag

from .catalog import export_group, export_pieces

# By the ending of the address: what `export_catalog --format` calls it, and its media type.
FORMATS = {"yaml": ("portal", "application/yaml"), "json": ("json", "application/json")}


@require_safe
def whole(request, ending):
    file_format, content_type = asked(ending)
    pieces = partial(export_pieces, file_format=file_format, with_calls=False)
    return named(streamed(request, pieces, content_type=content_type), f"catalogue.{ending}")


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
