"""The names of all listed groups, ready to be searched; read again when a group changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from initiatives.models import Initiative, kind_labels
from portal.core.kept_index import KeptIndex
from portal.core.typo_search import Doc

from .catalogue_column import Stamp, ask_stamps
from .catalogue_columns import aliases_stamp, groups


@dataclass(frozen=True)
class Named:
    """A group as it is found. `kind` is said in words when somebody reads it, in their language."""

    pk: int
    name: str
    url: str
    kind: str
    summary: str
    also_called: tuple[str, ...]
    hue: int


def stamp() -> tuple[tuple[str, Stamp], ...]:
    """Whoever changes what is searched saves its group, which moves `updated_at`."""
    return tuple(sorted(ask_stamps((*groups().stamps, aliases_stamp())).items()))


def docs() -> Iterator[Doc[Named]]:
    rows = Initiative.objects.listed().prefetch_related("aliases").order_by("name", "slug")
    for group in rows:
        also_called = tuple(alias.name for alias in group.aliases.all())
        yield Doc(
            Named(
                pk=group.pk,
                name=group.name,
                url=group.get_absolute_url(),
                kind=group.kind,
                summary=group.summary,
                also_called=also_called,
                hue=group.hue,
            ),
            names=(group.name, group.slug, *also_called),
            words=(group.summary,),
        )


INDEX: KeptIndex[Named] = KeptIndex(stamp=stamp, docs=docs)


def search_initiatives(text: str, *, limit: int | None = None) -> list[tuple[int, float]]:
    """Ids with scores, best first. One query; three when a group has changed since the last."""
    return [(hit.key.pk, hit.score) for hit in INDEX.find(text, limit=limit)]


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
    """Best first. One query, two more when a group has changed."""
    kinds = kind_labels()
    return [
        FoundInitiative(
            name=hit.key.name,
            url=hit.key.url,
            kind_label=kinds[hit.key.kind],
            summary=hit.key.summary,
            also_called=hit.key.also_called,
            hue=hit.key.hue,
            score=hit.score,
        )
        for hit in INDEX.find(text, limit=limit)
    ]
