from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.ui.library import fill, register
from portal.ui.tags.marks import icon as draw_icon

KINDS = {"plain", "next", "quiet", "danger"}
POINTS_ONWARD = {"arrow", "arrow-up-right"}


def _look(kind: str) -> str:
    if kind not in KINDS:
        raise ValueError(f"A button is one of {sorted(KINDS)}, not {kind!r}.")
    return f"button button-{kind}"


def _words(label: str, icon: str) -> SafeString:
    """An arrow onward stands behind the words, every other icon before them."""
    words = format_html("<span>{}</span>", label)
    if not icon:
        return words
    drawn = draw_icon(name=icon)
    return words + drawn if icon in POINTS_ONWARD else drawn + words


@register.simple_tag
def link_button(
    *, label: str, href: str, kind: str = "plain", icon: str = "", rel: str = ""
) -> SafeString:
    """Goes somewhere. `next` is the blaze colour: the one next action of a page."""
    return format_html(
        '<a class="{}" href="{}"{}>{}</a>',
        _look(kind),
        href,
        format_html(' rel="{}"', rel) if rel else "",
        _words(label, icon),
    )


@register.simple_tag
def button(
    *,
    label: str,
    kind: str = "plain",
    type: str = "submit",
    name: str = "",
    value: str = "",
    icon: str = "",
) -> SafeString:
    """Does something: submits the form it stands in."""
    return format_html(
        '<button class="{}" type="{}"{}>{}</button>',
        _look(kind),
        type,
        format_html(' name="{}" value="{}"', name, value) if name else "",
        _words(label, icon),
    )


@register.simple_block_tag
def next_mark(
    content: str, *, title: str, why: str = "", href: str = "", label: str = "", level: int = 2
) -> SafeString:
    """The one best action for this reader: at most one a page."""
    return fill(
        "next_mark", content=content, title=title, why=why, href=href, label=label, level=level
    )
