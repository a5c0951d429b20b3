from django.db.models import QuerySet

from portal.home.models import ArticlePage


def published_articles() -> QuerySet[ArticlePage]:
    return ArticlePage.objects.live().public().order_by("-date", "-pk")
