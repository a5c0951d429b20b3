"""Answers that say 304 when a client already has these bytes: feeds and the API."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

PUBLIC_SECONDS = 300


def with_etag(
    request: HttpRequest,
    response: HttpResponse,
    *,
    last_modified: datetime | None = None,
    is_shared: bool = True,
) -> HttpResponse:
    """A strong ETag of the content, five public minutes, and an empty 304 where it matches.

    What is one person's own is not `is_shared`: no cache may keep it. The work of making them is
    still done: what is saved is the transfer, and no second idea of "changed" can drift from the
    bytes.
    """
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    stamp = int(last_modified.timestamp()) if last_modified else None
    response["ETag"] = etag
    if stamp is not None:
        response["Last-Modified"] = http_date(stamp)
    answer = get_conditional_response(request, etag, stamp, response) or response
    if is_shared:
        patch_cache_control(answer, public=True, max_age=PUBLIC_SECONDS)
    else:
        patch_cache_control(answer, private=True, no_store=True)
    return answer
