from collections.abc import Iterable

from django.utils.safestring import SafeString

from portal.ui.library import fill, register


@register.simple_block_tag
def facets(content: str, *, action: str = "", label: str = "", submit: str = "") -> SafeString:
    """A plain GET form: beside the results on wide screens, a drawer above them on the phone."""
    return fill("facets", content=content, action=action, label=label, submit=submit)


@register.simple_tag
def facet(
    *, legend: str, name: str, options: Iterable[object], kind: str = "checkbox"
) -> SafeString:
    """Options have `value`, `label`, `count` (None: not counted) and `chosen`."""
    if kind not in {"checkbox", "radio"}:
        raise ValueError(f"A facet is of kind checkbox or radio, not {kind!r}.")
    return fill("facet", legend=legend, name=name, options=options, kind=kind)


@register.simple_tag
def chips(
    *, applied: Iterable[tuple[str, str]], clear_url: str = "", label: str = ""
) -> SafeString:
    """What is filtered for; each chip links to the same list without it."""
    applied = list(applied)
    if not applied:
        return SafeString("")
    return fill("chips", applied=applied, clear_url=clear_url, label=label)


@register.simple_tag
def result_count(
    *, count: int, of: int | None = None, noun: str = "result", nouns: str = "results"
) -> SafeString:
    return fill("result_count", count=count, of=of, noun=noun if (of or count) == 1 else nouns)
