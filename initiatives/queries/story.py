from uuid import UUID

from initiatives.models import InitiativePage


def published_story(*, initiative_key: UUID) -> InitiativePage | None:
    """The prose someone has written about a group and an editor has published; one query."""
    return InitiativePage.objects.live().public().filter(translation_key=initiative_key).first()
