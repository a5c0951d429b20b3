from functools import lru_cache

from django.templatetags.static import static
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ui.hues import hue_class
from portal.ui.icons import ICONS
from portal.ui.library import register

BLAZES = {"", "done", "here", "ahead", "optional"}
TAGS = {"", "ok", "warn", "bad", "info"}
STAGES = {
    "unknown": gettext_lazy("Stage unknown"),
    "sandbox": gettext_lazy("Sandbox"),
    "incubating": gettext_lazy("Incubating"),
    "graduated": gettext_lazy("Graduated"),
    "archived": gettext_lazy("Archived"),
}
# Upper two thirds and lower third of one upright rounded rectangle, 12 by 24.
BLAZE_TOP = "M3.5 0h5A3.5 3.5 0 0 1 12 3.5V15H0V3.5A3.5 3.5 0 0 1 3.5 0Z"
BLAZE_FOOT = "M0 17h12v3.5A3.5 3.5 0 0 1 8.5 24h-5A3.5 3.5 0 0 1 0 20.5Z"


@register.simple_tag
def icon(*, name: str, label: str = "") -> SafeString:
    """Decorative without a label: then the words beside it must say the same."""
    if name not in ICONS:
        raise ValueError(f"No icon is called {name!r}. There are: {', '.join(ICONS)}.")
    return format_html(
        '<svg class="icon icon-{0}" width="24" height="24" {2}><use href="{1}#{0}"/></svg>',
        name,
        static("ui/icons.svg"),
        _spoken(label),
    )


@register.simple_tag
def blaze(*, kind: str = "", label: str = "") -> SafeString:
    """The waymark itself, in the colour of the text around it; `here` takes the blaze colour."""
    if kind not in BLAZES:
        raise ValueError(f"A blaze is one of {sorted(BLAZES)}, not {kind!r}.")
    return _drawn_blaze(kind, label)


@lru_cache(maxsize=128)
def _drawn_blaze(kind: str, label: str) -> SafeString:
    return format_html(
        '<svg class="blaze{}" viewBox="-1 -1 14 26" width="14" height="26" {}>'
        '<path class="blaze-top" d="{}"/><path class="blaze-foot" d="{}"/></svg>',
        f" blaze-{kind}" if kind else "",
        _spoken(label),
        BLAZE_TOP,
        BLAZE_FOOT,
    )


def _spoken(label: str) -> SafeString:
    return (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )


@register.simple_tag
def hue_mark(*, hue: int | None) -> SafeString:
    return format_html('<span class="hue-mark {}"></span>', hue_class(hue))


@register.simple_tag
def tag(*, label: str, hue: int | None = None, kind: str = "") -> SafeString:
    if kind not in TAGS:
        raise ValueError(f"A tag is one of {sorted(TAGS)}, not {kind!r}.")
    names = " ".join(filter(None, ["tag", kind and f"tag-{kind}", hue_class(hue)]))
    return format_html('<span class="{}">{}</span>', names, label)


@register.simple_tag
def stage(*, stage: str, since=None) -> SafeString:
    """The blaze fills up with the stage: foot, top, both; unknown is dashed, archived is empty."""
    name = stage or "unknown"
    if name not in STAGES:
        raise ValueError(f"A stage is one of {list(STAGES)}, not {stage!r}.")
    when = (
        format_html(
            ' <span class="quiet">{}</span>',
            _("since %(date)s") % {"date": format_date(since, "M Y")},
        )
        if since
        else ""
    )
    return format_html(
        '<span class="stage stage-{}">{} {}{}</span>', name, blaze(), STAGES[name], when
    )


@register.simple_tag
def unknown(*, text: str = "") -> SafeString:
    return format_html('<span class="unknown">{}</span>', text or _("unknown"))
