"""Whole pages for who is signed out, from the shared cache: no query, no template.

Only addresses named here are kept, only for requests without any cookie, and only answers that set
none: a page made for one person can neither be stored nor be served (Django CVE-2026-35192 and
kin came from caching everything but a list of exceptions).
"""

import hashlib
from uuid import uuid4

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import (
    get_conditional_response,
    patch_cache_control,
    patch_vary_headers,
)
from django.utils.http import quote_etag

PUBLIC_PREFIXES = ("/initiatives/", "/events/", "/paths/", "/news/", "/styleguide/")
PUBLIC_PAGES = {"/"}
EDITION_KEY = "page-cache-edition"
LONGEST_ADDRESS = 500
# Not the default cache, which counts wrong passwords: nobody may flood those out with pages.
PAGES = "pages"


def page_cache(get_response):
    def middleware(request):
        if not is_public(request):
            return get_response(request)
        key = page_key(request)
        kept = caches[PAGES].get(key)
        if kept is None:
            response = get_response(request)
            if is_keepable(response):
                caches[PAGES].set(key, (response.content, response["Content-Type"]), seconds())
                return shared(request, response)
            return response
        content, content_type = kept
        return shared(request, HttpResponse(content, content_type=content_type))

    return middleware


def seconds() -> int:
    """How stale a page may be; 0 switches the cache off (with DEBUG, and in tests)."""
    return settings.PAGE_CACHE_SECONDS


def is_public(request) -> bool:
    return (
        seconds() > 0
        and request.method in ("GET", "HEAD")
        and not request.COOKIES
        and "HTTP_AUTHORIZATION" not in request.META
        and (request.path in PUBLIC_PAGES or request.path.startswith(PUBLIC_PREFIXES))
        and len(request.get_full_path()) <= LONGEST_ADDRESS
    )


def is_keepable(response) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not any(word in response.get("Cache-Control", "") for word in ("private", "no-store"))
    )


def page_key(request) -> str:
    """The host is part of every absolute link."""
    parts = (
        edition(),
        request.get_host(),
        request.get_full_path(),
    )
    return "page:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


def shared(request, response):
    """A CDN may keep it as long as we do; a browser asks each time and mostly hears 304."""
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    response["ETag"] = etag
    patch_vary_headers(response, ["Cookie"])
    patch_cache_control(response, public=True, max_age=0, s_maxage=seconds())
    return get_conditional_response(request, etag=etag, response=response)


def edition() -> str:
    """The same as long as nothing public changed."""
    return caches[PAGES].get_or_set(EDITION_KEY, edition_word, None)


def new_edition(**_kwargs) -> None:
    """Every page kept so far is out of date. Called when anything public changes."""
    caches[PAGES].set(EDITION_KEY, edition_word(), None)


def edition_word() -> str:
    """Not a count: one that the cache forgot would begin anew and meet pages it had before."""
    return uuid4().hex
