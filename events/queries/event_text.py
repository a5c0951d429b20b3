from uuid import UUID

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction

from events.models import EventPage


def published_text(*, series_key: UUID) -> EventPage | None:
    """The prose an editor has published about a meeting; one query.

    What stands below a page kept private is nobody's to read here.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    private = PageViewRestriction.objects.alias(path=path).filter(path__startswith=F("page__path"))
    texts = EventPage.objects.live().filter(translation_key=series_key)
    return texts.exclude(Exists(private)).first()
