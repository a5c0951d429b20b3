"""A card about one group for any README or site: a page that may stand in a frame anywhere."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from initiatives import access
from initiatives.queries.card import card_of
from portal.kit import clock
from portal.kit.etag import with_etag
from portal.kit.reader_zone import chosen_zone


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"], "script-src": [SELF], "connect-src": ["'none'"]})
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """Read as a stranger, whoever asks: nothing in a frame on another site may know its reader."""
    try:
        initiative = access.get_initiative(AnonymousUser(), slug)
    except access.MovedTo as moved:
        return redirect("initiatives:embed", moved.slug, permanent=True)
    request.user = AnonymousUser()
    request.reader_zone = chosen_zone(request)
    context = card_of(initiative=initiative, on=clock.now().date())
    response = render(request, "initiatives/embed.html", context)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return with_etag(request, response)
