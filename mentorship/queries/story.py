from uuid import UUID

from initiatives.queries.story import shown_to_all
from mentorship.models import ProgramPage


def published_story(*, program_key: UUID) -> ProgramPage | None:
    """What an editor has published about a program and not kept private; one query."""
    return shown_to_all(ProgramPage.objects.live().filter(translation_key=program_key)).first()
