"""Where two sources disagree about a group, side by side, for who decides."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.core.dispute import Side
from initiatives.models import Conflict, Initiative, Kind, Stage

FACTS = {
    "name": gettext_lazy("Name"),
    "kind": gettext_lazy("Kind of group"),
    "summary": gettext_lazy("Description"),
    "why": gettext_lazy("Why it matters"),
    "joining": gettext_lazy("How to join"),
    "decides": gettext_lazy("How it decides"),
    "ai_policy": gettext_lazy("Help by AI"),
    "ai_policy_url": gettext_lazy("Help by AI, in full"),
    "website_url": gettext_lazy("Website"),
    "repo_url": gettext_lazy("Repository"),
    "charter_url": gettext_lazy("Charter"),
    "parent": gettext_lazy("Reports to"),
    "stage": gettext_lazy("Stage"),
}


@dataclass(frozen=True)
class Claim:
    """What one source says, as a person reads it."""

    value: str
    since: date | None
    source: str
    source_url: str
    seen_on: date | None


@dataclass(frozen=True)
class Row:
    pk: int
    group: str
    group_url: str
    fact: str
    ours: Claim
    theirs: Claim


def open_conflicts(*, slug: str = "") -> QuerySet[Conflict]:
    """Of listed groups, by group; of one group only where its slug is given."""
    found = Conflict.objects.open().filter(initiative__is_listed=True).select_related("initiative")
    return found.filter(initiative__slug=slug) if slug else found


def conflict_rows(conflicts: list[Conflict]) -> list[Row]:
    """One query more, for the names of groups that are named as parents."""
    sides = [
        (one, Side.from_json(one.proposal["ours"]), Side.from_json(one.proposal["theirs"]))
        for one in conflicts
    ]
    slugs = {s.value for one, *both in sides if one.what == "parent" for s in both}
    names = told_apart(Initiative.objects.filter(slug__in=slugs).values_list("slug", "name"))
    return [
        Row(
            pk=one.pk,
            group=one.initiative.name,
            group_url=one.initiative.get_absolute_url(),
            fact=str(FACTS.get(one.what, one.what)),
            ours=claim(one.what, ours, names),
            theirs=claim(one.what, theirs, names),
        )
        for one, ours, theirs in sides
    ]


def told_apart(groups: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names by slug; where two groups have one name, with the end of their address."""
    groups = list(groups)
    many = Counter(name for _slug, name in groups)
    return {slug: f"{name} ({slug})" if many[name] > 1 else name for slug, name in groups}


def claim(what: str, side: Side, names: dict[str, str]) -> Claim:
    return Claim(
        value=in_words(what, side.value, names),
        since=side.since,
        source=side.source,
        source_url=side.source_url,
        seen_on=side.seen_on,
    )


def in_words(what: str, value: str, names: dict[str, str]) -> str:
    if what == "parent":
        return names.get(value, value) or _("nobody")
    choices = {"stage": Stage, "kind": Kind}.get(what)
    return str(choices(value).label) if choices else value
