"""What programs need to check a badge: itself, the keys, the list of revoked ones. And what each
kind means, for people."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.core.canonical_json import canonical
from portal.credentials import access
from portal.credentials.queries.badge import as_badge
from portal.credentials.queries.issuer import did_document
from portal.credentials.queries.kinds import kinds
from portal.credentials.queries.revoked import has_list, revoked_list
from portal.kit import clock
from portal.kit.etag import with_etag

A_CREDENTIAL = "application/vc"


@never_cache
@require_safe
def badge(request, credential):
    """Signed anew each time, with the name as it is now. What was revoked is signed no more."""
    found = access.find_credential(credential)
    if found and found.is_valid:
        document = as_badge(found, now=clock.now())
        response = HttpResponse(canonical(document), content_type=A_CREDENTIAL)
        response["Content-Disposition"] = 'attachment; filename="badge.json"'
    else:
        said = "revoked" if found else "unknown"
        response = JsonResponse({"status": said}, status=410 if found else 404)
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def revoked(request, number):
    if not has_list(number):
        raise Http404
    return public_file(request, revoked_list(number, now=clock.now()), A_CREDENTIAL)


@require_safe
def did(request):
    return public_file(request, did_document(), "application/json")


@require_safe
def badges(request):
    document = did_document()
    context = {"kinds": kinds(), "issuer": document, "trail": [(_("Home"), "/")]}
    return render(request, "credentials/badges.html", context)


def public_file(request, document, content_type):
    response = HttpResponse(canonical(document), content_type=content_type)
    response["Access-Control-Allow-Origin"] = "*"
    return with_etag(request, response)
