from uuid import UUID

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction

from initiatives.models import InitiativePage


def published_story(*, initiative_key: UUID) -> InitiativePage | None:
    """The prose someone has written about a group and an editor has published; one query.

    A page kept private, by itself or by a page above it, is nobody's story here. (Wagtail's own
    `public()` asks a second question for that.)
    """
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    private = PageViewRestriction.objects.alias(path=path).filter(path__startswith=F("page__path"))
    stories = InitiativePage.objects.live().filter(translation_key=initiative_key)
    return stories.exclude(Exists(private)).first()
