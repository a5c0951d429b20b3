"""Pages that editors publish, by their titles and then by their text."""

from dataclasses import dataclass

from wagtail.models import Page

from initiatives.models import InitiativePage
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

    Stories of groups are left out, for their groups are found already. The home page too.
    """
    public = Page.objects.live().public().filter(depth__gt=2).not_type(InitiativePage)
    pages = list(public.order_by("-first_published_at", "pk").specific()[:MOST_PAGES])
    readable = [page for page in pages if getattr(page, "summary", None) is not None]
    index = TypoIndex(
        Doc(number, names=(page.title,), words=(page.summary, page.search_description))
        for number, page in enumerate(readable)
    )
    best = [readable[hit.key] for hit in index.find(text, limit=limit)]
    # Plain words only: what a search engine takes for operators never reaches it.
    words = " ".join(tokens(text)[:MOST_WORDS])
    if words and len(best) < limit:
        by_pk = {page.pk: page for page in readable}
        in_text = [by_pk.get(page.pk) for page in public.search(words)[:limit]]
        best += [page for page in in_text if page is not None and page not in best]
    return [FoundPage(page.title, page.get_url(), page.summary) for page in best[:limit]]
