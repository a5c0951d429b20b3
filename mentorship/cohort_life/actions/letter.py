"""What every letter about a pair has in common. It names nobody: that stands on the page."""

from typing import Any

from mentorship.cohort_life.queries.addresses import pair_url
from mentorship.models import Match


def about(match: Match, **words: object) -> dict[str, Any]:
    """`context` and `url` of a notice to one of the two."""
    return {
        "context": {
            "program": match.cohort.program.name,
            "cohort": match.cohort.name,
            **words,
        },
        "url": pair_url(match),
    }
