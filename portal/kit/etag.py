"""Answers that say 304 when a client already has these bytes: feeds and the API."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from .page_cache import edition

PUBLIC_SECONDS = 300


def with_etag(
    request: HttpRequest, response: HttpResponse, *, last_modified: datetime | None = None
) -> HttpResponse:
    """A strong ETag of the content, five public minutes, and an empty 304 where it matches.

    Only for answers that are the same for everybody. The work of making them is still done: what
    is saved is the transfer, and no second idea of "changed" can drift from the bytes.
    """
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    stamp = int(last_modified.timestamp()) if last_modified else None
    response["ETag"] = etag
    if stamp is not None:
        response["Last-Modified"] = http_date(stamp)
    answer = get_conditional_response(request, etag, stamp, response) or response
    patch_cache_control(answer, public=True, max_age=PUBLIC_SECONDS)
    return answer


def streamed(
    request: HttpRequest, pieces: Callable[[], Iterator[bytes]], *, content_type: str
) -> HttpResponse | StreamingHttpResponse:
    """An answer too long to be made twice or held whole: a 304 costs nothing at all.

    Its ETag is a weak one of the edition of all public pages, so it may change when the bytes did
    not, and never the other way round.
    """
    etag = f'W/"{hashlib.sha256(edition().encode()).hexdigest()[:32]}"'
    answer = get_conditional_response(request, etag) or StreamingHttpResponse(
        pieces(), content_type=content_type
    )
    answer["ETag"] = etag
    patch_cache_control(answer, public=True, max_age=PUBLIC_SECONDS)
    return answer
