"""Response headers that every page needs and no view should think of."""

from csp.constants import SELF
from django.conf import settings
from django.utils.cache import patch_cache_control

CMS_PREFIX = "/cms/"
PRIVATE_PREFIXES = ("/cms/", "/accounts/", "/me/", "/desk/", "/people/", "/demo/")
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def headers(get_response):
    def middleware(request):
        response = get_response(request)
        if request.path.startswith(CMS_PREFIX):
            response._csp_config = settings.CMS_CONTENT_SECURITY_POLICY  # noqa: SLF001
            response["X-Frame-Options"] = "SAMEORIGIN"
        if getattr(request, "is_dummy", False):  # the CMS shows a draft in a frame of its own
            response._csp_replace = {"frame-ancestors": [SELF]}  # noqa: SLF001
        if not getattr(response, "xframe_options_exempt", False):
            response.setdefault("X-Frame-Options", "DENY")
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response and is_personal(request, response):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def is_personal(request, response) -> bool:
    """A page made for one person: by its door, its reader, or a cookie it sets."""
    user = getattr(request, "user", None)
    return (
        request.path.startswith(PRIVATE_PREFIXES)
        or bool(response.cookies)
        or (user is not None and user.is_authenticated)
    )
