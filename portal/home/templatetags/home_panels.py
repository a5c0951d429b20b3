"""What the house itself shows on its pages: news, the way back up, what was decided lately."""

from django import template
from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from wagtail.models import Page

from initiatives.models import Initiative, StageRecord
from portal.home.models import SiteText
from portal.home.queries.news import published_articles

register = template.Library()

TOP_DEPTH = 2
ARTICLES_A_PAGE = 20


@register.simple_tag(takes_context=True)
def site_text(context) -> SiteText:
    """Kept on the request: a page that asks twice pays once."""
    return SiteText.load(request_or_site=context["request"])


@register.inclusion_tag("home/latest_news.html")
def latest_news(*, limit: int = 3):
    return {"articles": published_articles()[:limit]}


@register.simple_tag(takes_context=True)
def news_page(context) -> ListPage:
    articles = Paginator(published_articles(), ARTICLES_A_PAGE)
    return articles.get_page(context["request"].GET.get("page"))


@register.simple_tag
def page_trail(*, page: Page) -> list[tuple[str, str]]:
    """The pages above a page, from the home page down, for breadcrumbs."""
    above = page.get_ancestors().filter(depth__gte=TOP_DEPTH).order_by("depth")
    return [(ancestor.title, ancestor.get_url()) for ancestor in above]


@register.simple_tag
def listed_groups() -> int:
    return Initiative.objects.listed().count()


@register.simple_tag
def latest_decision() -> StageRecord | None:
    """The stage a group was given last, as far as decisions say their date."""
    dated = StageRecord.objects.open().exclude(since=None).filter(initiative__is_listed=True)
    return dated.select_related("initiative").order_by("-since", "initiative__slug").first()
