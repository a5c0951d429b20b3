from uuid import UUID

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.models import PageViewRestriction

from mentorship.models import ProgramPage


def published_story(*, program_key: UUID) -> ProgramPage | None:
    """What an editor has published about a program and not kept private; one query."""
    path = ExpressionWrapper(OuterRef("path"), output_field=CharField())
    private = PageViewRestriction.objects.alias(path=path).filter(path__startswith=F("page__path"))
    stories = ProgramPage.objects.live().filter(translation_key=program_key)
    return stories.exclude(Exists(private)).first()
