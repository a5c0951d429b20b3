import pytest

from portal.kit.markdown import markdown_html
from tests.quick import within


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("We met.\n\nAll *agreed*.", "<p>We met.</p>\n<p>All <em>agreed</em>.</p>\n"),
        ("# Decisions", "<h3>Decisions</h3>\n"),
        ("###### Small", "<h6>Small</h6>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        (
            "[notes](https://example.org/n)",
            '<p><a href="https://example.org/n" rel="nofollow noopener">notes</a></p>\n',
        ),
    ],
)
def test_plain_markdown_becomes_html(text, html):
    assert markdown_html(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<b onclick=x>hi</b>", "<p>&lt;b onclick=x&gt;hi&lt;/b&gt;</p>\n"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"),
        ("[a](JAVASCRIPT&colon;alert(1))", "<p>[a](JAVASCRIPT:alert(1))</p>\n"),
        ("[a](//evil.example)", '<p><a rel="nofollow noopener">a</a></p>\n'),
        (
            "![x](https://evil.example/p.png)",
            '<p>!<a href="https://evil.example/p.png" rel="nofollow noopener">x</a></p>\n',
        ),
        (
            '[a](https://example.org "Portal login")',
            '<p><a href="https://example.org" rel="nofollow noopener">a</a></p>\n',
        ),
    ],
)
def test_what_would_act_is_words_or_gone(text, html):
    assert markdown_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "*a" * 20_000,
        "[*_" * 5_000,
        "[" * 20_000,
        "> " * 20_000 + "x",
        "`" * 20_000,
        "- " * 5_000,
        "[a](" * 10_000,
    ],
    ids=["emphasis", "marks", "brackets", "quotes", "ticks", "lists", "links"],
)
def test_no_text_keeps_it_busy(text):
    assert within(0.5, lambda: markdown_html.__wrapped__(text))


def test_a_text_is_worked_out_once_and_not_at_each_look():
    assert markdown_html("*Looked* at twice") is markdown_html("*Looked* at twice")
