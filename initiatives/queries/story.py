from uuid import UUID

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction
from wagtail.query import PageQuerySet

from initiatives.models import InitiativePage


def published_story(*, initiative_key: UUID) -> InitiativePage | None:
    """The prose someone has written about a group and an editor has published; one query."""
    stories = InitiativePage.objects.live().filter(translation_key=initiative_key)
    return shown_to_all(stories).first()


def shown_to_all(pages: PageQuerySet) -> PageQuerySet:
    """Without pages that are kept private, by themselves or by a page above them.

    In the same query: Wagtail's own `public()` asks a second question for that.
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    private = PageViewRestriction.objects.alias(path=path).filter(path__startswith=F("page__path"))
    return pages.exclude(Exists(private))
