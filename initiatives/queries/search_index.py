"""The names of all listed groups, ready to be searched; rebuilt when a group changes."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from initiatives.models import Initiative
from portal.core.typo_search import Doc, TypoIndex

# What a former build of the index was made from, and the index: one per process.
_built: "tuple[Stamp, TypoIndex[int]] | None" = None


@dataclass(frozen=True)
class Stamp:
    groups: int
    aliases: int
    changed_at: datetime | None


def search_initiatives(text: str, *, limit: int | None = None) -> list[tuple[int, float]]:
    """Ids with scores, best first. One query; three when a group has changed since the last."""
    return [(hit.key, hit.score) for hit in current_index().find(text, limit=limit)]


def current_index() -> TypoIndex[int]:
    global _built  # noqa: PLW0603  # the one thing this process remembers
    stamp = current_stamp()
    if _built is None or _built[0] != stamp:
        _built = (stamp, build_index())
    return _built[1]


def current_stamp() -> Stamp:
    """Whoever changes what is searched saves its group, which moves `updated_at`."""
    told = Initiative.objects.listed().aggregate(
        groups=Count("pk", distinct=True), aliases=Count("aliases"), changed_at=Max("updated_at")
    )
    return Stamp(**told)


def build_index() -> TypoIndex[int]:
    groups = Initiative.objects.listed().prefetch_related("aliases").order_by("name", "slug")
    return TypoIndex(
        Doc(
            group.pk,
            names=(group.name, group.slug, *(alias.name for alias in group.aliases.all())),
            words=(group.summary,),
        )
        for group in groups
    )


@dataclass(frozen=True)
class FoundInitiative:
    """A group that answers to the words asked for."""

    name: str
    url: str
    kind_label: str
    summary: str
    also_called: tuple[str, ...]
    hue: int
    score: float


def found_initiatives(text: str, *, limit: int = 10) -> list[FoundInitiative]:
    """Best first. Three queries, two more when a group has changed."""
    hits = search_initiatives(text, limit=limit)
    rows = Initiative.objects.prefetch_related("aliases").in_bulk([pk for pk, _score in hits])
    return [
        FoundInitiative(
            name=rows[pk].name,
            url=rows[pk].get_absolute_url(),
            kind_label=rows[pk].get_kind_display(),
            summary=rows[pk].summary,
            also_called=tuple(alias.name for alias in rows[pk].aliases.all()),
            hue=rows[pk].hue,
            score=score,
        )
        for pk, score in hits
        if pk in rows
    ]
