from uuid import UUID

from events.models import EventPage
from initiatives.queries.story import shown_to_all


def published_text(*, series_key: UUID) -> EventPage | None:
    """The prose an editor has published about a meeting; one query."""
    return shown_to_all(EventPage.objects.live().filter(translation_key=series_key)).first()
