"""An answer a client has already is not sent again."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.test import RequestFactory

from portal.kit.etag import with_etag


def answer(content: bytes, **headers) -> HttpResponse:
    request = RequestFactory().get("/", headers=headers)
    changed_at = datetime(2026, 2, 2, 9, tzinfo=UTC)
    return with_etag(request, HttpResponse(content), last_modified=changed_at)


def test_the_tag_is_strong_and_follows_the_bytes():
    assert answer(b"one")["ETag"] == answer(b"one")["ETag"]
    assert answer(b"one")["ETag"] != answer(b"two")["ETag"]
    assert answer(b"one")["ETag"].startswith('"')


def test_a_known_tag_is_answered_empty():
    etag = answer(b"one")["ETag"]
    known = answer(b"one", **{"if-none-match": etag})
    assert (known.status_code, known.content, known["ETag"]) == (304, b"", etag)
    assert answer(b"two", **{"if-none-match": etag}).status_code == 200


def test_a_tag_counts_more_than_a_date():
    headers = {"if-none-match": '"old"', "if-modified-since": "Tue, 03 Feb 2026 09:00:00 GMT"}
    assert answer(b"one", **headers).status_code == 200
