from collections.abc import Set as AbstractSet

from initiatives.actions.published_text import redact_published_text
from initiatives.onboarding.models import Path, Step
from portal.kit import audit

TEXTS = {Path: ("title", "summary", "outcomes"), Step: ("title", "why", "text", "questions")}


def redact_paths(*, fingerprints: AbstractSet[str]) -> None:
    """Old editions too: people still walk on them, and no editor can change them any more."""
    for row in redact_published_text(fingerprints=fingerprints, texts=TEXTS):
        audit.record(by=None, verb="name.taken_down", on=row)
