from collections.abc import Iterable

from django.utils.safestring import SafeString

from portal.ui.hues import hue_class
from portal.ui.library import fill, register

BANNERS = {"info": "info", "ok": "check", "warn": "warn", "bad": "warn"}


@register.simple_tag
def breadcrumbs(*, trail: Iterable[tuple[str, str]], here: str) -> SafeString:
    return fill("breadcrumbs", trail=trail, here=here)


@register.simple_block_tag
def page_header(
    content: str, *, title: str, lede: str = "", kicker: str = "", hue: int | None = None
) -> SafeString:
    return fill(
        "page_header", content=content, title=title, lede=lede, kicker=kicker, hue=hue_class(hue)
    )


@register.simple_tag
def subnav(*, label: str, items: Iterable[tuple[str, str, bool]]) -> SafeString:
    return fill("subnav", label=label, items=items)


@register.simple_block_tag
def card(
    content: str,
    *,
    title: str = "",
    href: str = "",
    level: int = 3,
    hue: int | None = None,
    kicker: str = "",
) -> SafeString:
    """A thing that can be picked up as a whole. For a list of like things prefer rows."""
    return fill(
        "card",
        content=content,
        title=title,
        href=href,
        level=level,
        hue=hue_class(hue),
        kicker=kicker,
    )


@register.simple_block_tag
def banner(content: str, *, kind: str = "info", title: str = "", live: bool = False) -> SafeString:
    """`live` is for what appears as an answer to the reader; bad news then interrupts."""
    if kind not in BANNERS:
        raise ValueError(f"A banner is one of {list(BANNERS)}, not {kind!r}.")
    role = ("alert" if kind == "bad" else "status") if live else ""
    return fill("banner", content=content, kind=kind, icon=BANNERS[kind], title=title, role=role)


@register.simple_block_tag
def empty_state(content: str, *, title: str) -> SafeString:
    return fill("empty_state", content=content, title=title)


@register.simple_block_tag
def details(content: str, *, summary: str, open: bool = False) -> SafeString:
    return fill("details", content=content, summary=summary, open=open)


@register.simple_block_tag
def dialog(content: str, *, id: str, title: str, trigger: str, kind: str = "plain") -> SafeString:
    """Opens by the browser itself (`command=show-modal`); the script only helps older ones."""
    return fill("dialog", content=content, id=id, title=title, trigger=trigger, kind=kind)


@register.simple_block_tag
def prose(content: str) -> SafeString:
    return fill("prose", content=content)


@register.simple_block_tag
def data_table(content: str, *, caption: str, quiet_caption: bool = False) -> SafeString:
    """Scrolls sideways inside its own region, so the page never does."""
    return fill("data_table", content=content, caption=caption, quiet_caption=quiet_caption)


@register.simple_tag
def search_box(
    *,
    action: str,
    value: str = "",
    label: str = "",
    name: str = "q",
    placeholder: str = "",
    id: str = "",
) -> SafeString:
    return fill(
        "search_box",
        action=action,
        value=value,
        label=label,
        name=name,
        placeholder=placeholder,
        id=id or f"search-{name}",
    )


@register.simple_tag
def theme_toggle() -> SafeString:
    """Hidden until the script can act on it; without it the system's own setting rules."""
    return fill("theme_toggle")
