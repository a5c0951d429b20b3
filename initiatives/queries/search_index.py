"""The names of all listed groups, ready to be searched; read again when a group changes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from initiatives.models import Alias, Initiative, address, kind_labels
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


def stamp() -> dict[str, Stamp]:
    """Whoever changes what is searched saves its group, which moves `updated_at`."""
    return ask_stamps((*groups().stamps, aliases_stamp()))


def docs() -> Iterator[Doc[Named]]:
    called: dict[int, list[str]] = defaultdict(list)
    for pk, alias in Alias.objects.order_by("kind", "name").values_list("initiative_id", "name"):
        called[pk].append(alias)
    rows = Initiative.objects.listed().order_by("name", "slug")
    for pk, slug, name, kind, summary, hue in rows.values_list(
        "pk", "slug", "name", "kind", "summary", "hue"
    ):
        also = tuple(called.get(pk, ()))
        found = Named(pk, name, address(slug), kind, summary, also, hue)
        yield Doc(found, names=(name, slug, *also), words=(summary,))


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
