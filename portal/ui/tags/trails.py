from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.ui.library import fill, register

STATES = {
    "done": _("Done"),
    "here": _("You are here"),
    "ahead": "",
    "optional": _("Optional"),
}


@register.simple_block_tag
def trail(content: str, *, label: str = "") -> SafeString:
    return fill("trail", content=content, label=label)


@register.simple_block_tag
def step(
    content: str,
    *,
    title: str,
    state: str = "ahead",
    note: str = "",
    href: str = "",
    level: int = 3,
) -> SafeString:
    if state not in STATES:
        raise ValueError(f"A step is one of {list(STATES)}, not {state!r}.")
    return fill(
        "step",
        content=content,
        title=title,
        state=state,
        word=STATES[state],
        note=note,
        href=href,
        level=level,
    )


@register.simple_tag
def progress(*, done: int, total: int, label: str) -> SafeString:
    """For short paths: one blaze a step. Longer than twelve steps it says only the numbers."""
    marks = [] if total > 12 else ["done"] * done + ["ahead"] * (total - done)
    return fill("progress", done=done, total=total, label=label, marks=marks)
