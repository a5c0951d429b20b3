"""Which addresses may be shown, and which are the same evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.onboarding.core.evidence_link import BadLink, canonical, holds_a_key


@pytest.mark.parametrize(
    ("link", "spelling"),
    [
        ("https://github.com/a/b/pull/1", "https://github.com/a/b/pull/1"),
        ("HTTPS://GitHub.com/a/b/pull/1/", "https://github.com/a/b/pull/1"),
        ("https://github.com./a/b/pull/1#issuecomment-9", "https://github.com/a/b/pull/1"),
        ("https://github.com:443/a/b/pull/1", "https://github.com/a/b/pull/1"),
        ("http://example.org:80/?q=1&p=2", "http://example.org?q=1&p=2"),
        ("https://example.org/Case?Q=Case", "https://example.org/Case?Q=Case"),
        ("https://bücher.example/", "https://xn--bcher-kva.example"),
    ],
)
def test_one_spelling_for_each_address(link, spelling):
    assert canonical(link) == spelling


@pytest.mark.parametrize(
    "link",
    [
        *("", "github.com/a", "/a", "mailto:a@example.org", "ftp://example.org/x"),
        *("javascript:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "file:///etc/passwd"),
        *("https://user:pw@example.org/", "https://github.com@evil.example/"),
        *("http://localhost/", "http://localhost./", "http://127.0.0.1/", "http://0177.0.0.1/"),
        *("http://2130706433/", "http://0x7f000001/", "http://a.0x7f/", "http://[::1]/"),
        *("https://[", "https://[x]/", "https://a\u2100b.example/"),
        *("https://example.org:8443/", "https://example.org:port/", "https://a..example/"),
        *("https://example.org\\@evil.example/", "https://example.org/\u202egpj.exe"),
        "https://example.org/" + "a" * 2000,
    ],
)
def test_what_others_could_not_open_is_refused(link):
    with pytest.raises(BadLink):
        canonical(link)


@given(st.text(max_size=40))
def test_its_spelling_is_one_of_its_own(path):
    try:
        once = canonical(f"https://example.org/{path}")
    except BadLink:
        return
    assert canonical(once) == once


@pytest.mark.parametrize(
    ("link", "holds"),
    [
        ("https://example.org/doc?token=SECRET", True),
        ("https://example.org/doc?a=1&X-Amz-Signature=f00", True),
        ("https://example.org/doc?key", True),
        ("https://example.org/doc?private_token=a", True),
        ("https://example.org/doc?OAuth_Token=a", True),
        ("https://example.org/doc?pwd=a", True),
        ("https://example.org/#id_token=a&page=2", True),
        ("https://example.org/#/room?jwt=a", True),
        ("https://example.org/token?page=2", False),
        ("https://example.org/doc#token", False),
        ("https://[?token=a", False),
    ],
)
def test_a_link_that_lets_people_in_is_known_by_what_it_names(link, holds):
    assert holds_a_key(link) == holds


@given(st.text(max_size=40))
def test_whatever_is_typed_is_read(typed):
    assert holds_a_key(f"https://{typed}") in {True, False}
