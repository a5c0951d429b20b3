"""Pages that editors publish, by their titles and then by their text."""

from collections.abc import Iterator
from dataclasses import dataclass

from wagtail.models import Page
from wagtail.query import PageQuerySet

from events.models import EventIndexPage, EventPage
from initiatives.models import InitiativePage
from initiatives.onboarding.models import PathPage
from initiatives.queries.catalogue_column import Stamp, ask_stamps, stamp_of
from portal.core.kept_index import KeptIndex
from portal.core.typo_search import Doc, tokens

MOST_PAGES = 2000
MOST_WORDS = 8


@dataclass(frozen=True)
class FoundPage:
    title: str
    url: str
    about: str


def public_pages() -> PageQuerySet:
    """Stories of groups and texts of meetings and paths are left out: those are found as what they
    are. The home page too, and pages that only list others.
    """
    public = Page.objects.live().public().filter(depth__gt=2)
    return public.not_type(InitiativePage, EventIndexPage, EventPage, PathPage)


def stamp(public: PageQuerySet) -> dict[str, Stamp]:
    return ask_stamps([stamp_of("pages", public, changed_at="last_published_at")])


def docs() -> Iterator[Doc[int]]:
    newest = public_pages().order_by("-first_published_at", "pk")
    for pk, title in newest.values_list("pk", "title")[:MOST_PAGES]:
        yield Doc(pk, names=(title,))


TITLES: KeptIndex[int] = KeptIndex(stamp=lambda: stamp(public_pages()), docs=docs)


def search_pages(text: str, *, limit: int = 10) -> list[FoundPage]:
    """Titles may be misspelt; text is found as it is written."""
    public = public_pages()
    found = [hit.key for hit in TITLES.current(stamp(public)).find(text, limit=limit)]
    # Plain words only: what a search engine takes for operators never reaches it.
    words = " ".join(tokens(text)[:MOST_WORDS])
    if words and len(found) < limit:
        found += [page.pk for page in public.search(words)[:limit]]
    pages = {page.pk: page for page in public.filter(pk__in=found).specific()}
    best = [pages[pk] for pk in dict.fromkeys(found) if hasattr(pages.get(pk), "summary")]
    return [FoundPage(page.title, page.get_url(), page.summary) for page in best[:limit]]
