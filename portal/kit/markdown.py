"""Markdown that people write into forms, as HTML that can do nothing."""

from functools import lru_cache
from html import unescape

import nh3
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

ALLOWED_TAGS = {
    *("p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"),
    *("h3", "h4", "h5", "h6"),
}
ALLOWED_ATTRIBUTES: dict[str, set[str]] = {"*": set(), "a": {"href"}, "ol": {"start"}}
ALLOWED_SCHEMES = {"http", "https", "mailto"}
DEEPEST = 12
# A heading of the text stands below those of the page it is shown on.
BELOW = 2

READER = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).disable("image")


def kept(_tag: str, name: str, value: str) -> str | None:
    """An address without its scheme looks like one of ours and is anybody's."""
    return None if name == "href" and value.startswith("//") else value


@lru_cache(maxsize=32)
def markdown_html(text: str) -> SafeString:
    """CommonMark without pictures and without HTML, cleaned once more. What the reader does not
    know stays as the words it is. The longest text of nothing but marks takes a quarter of a
    second, so it is worked out once and not at each look."""
    return rendered(text)


def without_marks(line: str) -> str:
    """The words of one line of Markdown, as people read them."""
    return unescape(strip_tags(rendered(line))).strip()


def rendered(text: str) -> SafeString:
    tokens = READER.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + BELOW)}"
    html = nh3.clean(
        READER.renderer.render(tokens, READER.options, {}),
        tags=ALLOWED_TAGS,
        attributes=ALLOWED_ATTRIBUTES,
        url_schemes=ALLOWED_SCHEMES,
        attribute_filter=kept,
        link_rel="nofollow noopener",
    )
    return mark_safe(html)  # noqa: S308  # cleaned a line above
