from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString

from portal.ui.library import fill, register

# A list this long is read at a glance; a longer one shows the first few.
MOST_UNFOLDED, MOST_IN_SIGHT = 8, 6
MOST_OPTIONS = 100


@register.simple_block_tag
def facets(content: str, *, action: str = "", label: str = "", submit: str = "") -> SafeString:
    """A plain GET form: beside the results on wide screens, a drawer above them on the phone."""
    return fill("facets", content=content, action=action, label=label, submit=submit)


@register.simple_tag
def facet(
    *,
    legend: str,
    name: str,
    options: Iterable[Any],
    kind: str = "checkbox",
    hint: str = "",
    folds: bool = False,
) -> SafeString:
    """Options have `value`, `label`, `count` (None: not counted) and `chosen`.

    One that `folds` shows what is chosen and what most results have; the rest waits behind "Show
    all", and of a very long rest only what most results have. A question without an answer to
    choose is not asked.
    """
    if kind not in {"checkbox", "radio"}:
        raise ValueError(f"A facet is of kind checkbox or radio, not {kind!r}.")
    options = list(options)
    shown, folded, left_out = folded_options(options) if folds else (options, [], 0)
    if not shown:
        return SafeString("")
    return fill(
        "facet",
        legend=legend,
        name=name,
        shown=shown,
        folded=folded,
        left_out=left_out,
        kind=kind,
        hint=hint,
    )


def folded_options(options: list[Any]) -> tuple[list[Any], list[Any], int]:
    """Those in sight, those behind the fold, and how many more there are; all in their order."""
    if len(options) <= MOST_UNFOLDED:
        return options, [], 0
    useful = [option for option in options if option.chosen or option.count]
    ranked = sorted(useful, key=lambda option: (not option.chosen, -(option.count or 0)))
    chosen = sum(option.chosen for option in useful)
    in_sight = {id(option) for option in ranked[: max(MOST_IN_SIGHT, chosen)]}
    kept = {id(option) for option in ranked[:MOST_OPTIONS]} - in_sight
    return (
        [option for option in options if id(option) in in_sight],
        [option for option in options if id(option) in kept],
        len(useful) - len(in_sight) - len(kept),
    )


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
