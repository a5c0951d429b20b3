"""Addresses that facts of a group were read from and that no longer answer."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F

from initiatives.models import (
    Alias,
    AlsoServes,
    Deliverable,
    Initiative,
    LinkCheck,
    LinkState,
    Parent,
    Predecessor,
    Report,
    RoleHolding,
    Source,
    StageRecord,
    TrustedSignal,
)

# By model: its address, and what says in words which text that is.
FACTS = (Alias, AlsoServes, Deliverable, Parent, Predecessor, RoleHolding, StageRecord)
HOLDERS = (
    (Source, "url", "title"),
    (Report, "url", "quarter"),
    *((fact, "source_url", "source") for fact in FACTS),
)
# The portal reads a signal again from there: whose group it is may not say where.
SIGNALS = (TrustedSignal, "source_url", "kind")


@dataclass(frozen=True)
class DeadSource:
    """`pk` is that of its link check."""

    pk: int
    url: str
    titles: tuple[str, ...]


def dead_sources(*, initiative: Initiative, with_signals: bool) -> list[DeadSource]:
    """Two queries."""
    titles: dict[str, set[str]] = defaultdict(set)
    first, *others = (
        model._default_manager.filter(initiative=initiative)  # noqa: SLF001  # Django's name for it
        .exclude(**{address: ""})
        .order_by()
        .values_list(F(address), F(title))
        for model, address, title in holders(with_signals=with_signals)
    )
    for url, title in first.union(*others):
        titles[url].add(title)
    dead = LinkCheck.objects.filter(state=LinkState.DEAD, url__in=titles).order_by("url")
    return [
        DeadSource(check.pk, check.url, tuple(sorted(titles[check.url] - {""}))) for check in dead
    ]


def holders(*, with_signals: bool) -> tuple[tuple, ...]:
    return (*HOLDERS, SIGNALS) if with_signals else HOLDERS
