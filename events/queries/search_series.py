"""Series by what people call them, misspelt or not, for the portal's search."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models.functions import Greatest

from events.models import Kind, Series
from initiatives.queries.catalogue_column import Stamp, ask_stamps, stamp_of
from portal.core.kept_index import KeptIndex
from portal.core.typo_search import Doc


@dataclass(frozen=True)
class FoundSeries:
    """A meeting as it is found; its kind is said in words when somebody reads it."""

    title: str
    url: str
    kind: str
    initiative_name: str

    @property
    def kind_label(self) -> str:
        return str(Kind(self.kind).label)


def stamp() -> dict[str, Stamp]:
    rows = Series.objects.published()
    changed_at = Greatest("updated_at", "initiative__updated_at")
    return ask_stamps([stamp_of("series", rows, changed_at=changed_at)])


def docs() -> Iterator[Doc[FoundSeries]]:
    for one in Series.objects.published().select_related("initiative").order_by("title", "slug"):
        found = FoundSeries(one.title, one.get_absolute_url(), one.kind, one.initiative.name)
        yield Doc(found, names=(one.title,), words=(one.initiative.name, found.kind_label))


INDEX: KeptIndex[FoundSeries] = KeptIndex(stamp=stamp, docs=docs)


def search_series(text: str, *, limit: int = 10) -> list[FoundSeries]:
    """Best first. One query, two when a meeting has changed since the last."""
    return [hit.key for hit in INDEX.find(text, limit=limit)]
