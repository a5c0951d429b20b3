"""Pages that editors publish, by their titles and then by their text."""

from dataclasses import dataclass

from wagtail.models import Page

from events.models import EventIndexPage, EventPage
from initiatives.models import InitiativePage
from initiatives.onboarding.models import PathPage
from portal.core.typo_search import Doc, TypoIndex, tokens

MOST_PAGES = 2000
MOST_WORDS = 8


@dataclass(frozen=True)
class FoundPage:
    title: str
    url: str
    about: str


def search_pages(text: str, *, limit: int = 10) -> list[FoundPage]:
    """Titles may be misspelt; text is found as it is written.

    Stories of groups and texts of meetings and paths are left out: those are found as what they
    are. The home page too, and pages that only list others.
    """
    public = Page.objects.live().public().filter(depth__gt=2)
    public = public.not_type(InitiativePage, EventIndexPage, EventPage, PathPage)
    titles = public.order_by("-first_published_at", "pk").values_list("pk", "title")[:MOST_PAGES]
    index = TypoIndex(Doc(pk, names=(title,)) for pk, title in titles)
    found = [hit.key for hit in index.find(text, limit=limit)]
    # Plain words only: what a search engine takes for operators never reaches it.
    words = " ".join(tokens(text)[:MOST_WORDS])
    if words and len(found) < limit:
        found += [page.pk for page in public.search(words)[:limit]]
    pages = {page.pk: page for page in public.filter(pk__in=found).specific()}
    best = [pages[pk] for pk in dict.fromkeys(found) if hasattr(pages.get(pk), "summary")]
    return [FoundPage(page.title, page.get_url(), page.summary) for page in best[:limit]]
