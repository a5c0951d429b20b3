"""Every address that public pages of groups link to, and which groups those are."""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from initiatives.models import (
    Alias,
    AlsoServes,
    Channel,
    Deliverable,
    Initiative,
    LinkCheck,
    LinkState,
    Opening,
    Parent,
    Predecessor,
    Report,
    RoleHolding,
    Source,
    StageRecord,
    TrustedSignal,
)

# What stands on the group itself, and where a newcomer would go.
OWN = ("website_url", "repo_url", "charter_url", "ai_policy_url")
PLACES = ((Channel, "url"), (Deliverable, "url"), (Opening, "contact_url"))
# Where a fact was read.
READ_FROM = (
    *((model, "source_url") for model in (StageRecord, Parent, AlsoServes, Predecessor)),
    *((model, "source_url") for model in (Alias, RoleHolding, Deliverable, TrustedSignal)),
    (Source, "url"),
    (Report, "url"),
)


def linking_rows() -> Iterator[tuple[QuerySet, str, str]]:
    """Rows of listed groups, the name of their address, and of their group's key."""
    for name in OWN:
        yield Initiative.objects.listed().order_by(), name, "pk"
    for model, name in (*PLACES, *READ_FROM):
        rows = model._default_manager.filter(initiative__is_listed=True).order_by()  # noqa: SLF001  # Django's name for it
        if model is Channel:
            rows = rows.filter(is_public=True)
        elif model is Opening:
            rows = rows.filter(is_open=True)
        yield rows, name, "initiative"


def linked_addresses() -> set[str]:
    """One query: all addresses, each once."""
    first, *others = (rows.values_list(name) for rows, name, _group in linking_rows())
    return {url for (url,) in first.union(*others) if url.startswith(("https://", "http://"))}


def groups_linking_to(urls: QuerySet) -> dict[int, set[str]]:
    """By group, which of the addresses that `urls` asks for its page shows. One query."""
    first, *others = (
        rows.filter(**{f"{name}__in": urls}).values_list(group, name)
        for rows, name, group in linking_rows()
    )
    found: dict[int, set[str]] = {}
    for group, url in first.union(*others):
        found.setdefault(group, set()).add(url)
    return found


def shows_dead_links() -> Q:
    """Picks the listed groups whose page shows an address that no longer answers."""
    dead = LinkCheck.objects.filter(state=LinkState.DEAD).order_by().values("url")
    own = [Q(**{f"{name}__in": dead}) for name in OWN]
    others = [
        Q(pk__in=rows.filter(**{f"{name}__in": dead}).values(group))
        for rows, name, group in linking_rows()
        if group != "pk"
    ]
    return reduce(or_, own + others)


def dead_links_of(initiative: Initiative) -> list[LinkCheck]:
    """Of what everybody sees on its page, sources included. One query."""
    linked = reduce(
        or_,
        (
            Q(
                url__in=rows.filter(
                    **{"pk" if group == "pk" else "initiative": initiative.pk}
                ).values(name)
            )
            for rows, name, group in linking_rows()
        ),
    )
    return list(LinkCheck.objects.filter(linked, state=LinkState.DEAD).order_by("url"))
