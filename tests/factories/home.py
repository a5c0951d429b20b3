"""Pages under the home page that `migrate` lays."""

from datetime import date

from portal.home.models import ArticlePage, ContentPage, HomePage, NewsIndexPage

PROSE = [
    {"type": "heading", "value": "Where we stand"},
    {"type": "text", "value": "<p>We meet <b>every second week</b>.</p>"},
]


def content_page(slug="about", *, below=None, **fields) -> ContentPage:
    page = ContentPage(**{"title": "About us", "slug": slug, "body": PROSE, **fields})
    return (below or HomePage.objects.get()).add_child(instance=page)


def article(slug="a-new-guide", **fields) -> ArticlePage:
    page = ArticlePage(
        **{
            "title": "A new guide",
            "slug": slug,
            "date": date(2026, 11, 20),
            "summary": "What is in it.",
            "body": PROSE,
            **fields,
        }
    )
    return NewsIndexPage.objects.get().add_child(instance=page)
