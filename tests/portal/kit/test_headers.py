"""Every answer says how little a browser may do with it, also the files and the refusals."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/no-such-page/",
        "/initiatives/",
        "/initiatives/?q=%00",
        "/initiatives",
        "/accounts/login/",
        "/api/v1/initiatives/",
        "/calendar/all.ics",
        "/static/ui/portal.css",
        "/health/live",
    ],
)
def test_nothing_leaves_without_a_policy(client, address):
    headers = client.get(address).headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].startswith("camera=()")


def test_the_cms_frames_its_own_previews_only(as_editor):
    headers = as_editor.get("/cms/").headers

    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in headers["Cache-Control"]
