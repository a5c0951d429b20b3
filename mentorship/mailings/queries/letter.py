"""What a letter to many says; it is shown before it goes."""

from typing import Any

from django.urls import reverse

from mentorship.core.phases import deadline, start_of_day
from mentorship.mailings.core.window import Kind
from mentorship.models import Cohort

TEMPLATES = {
    Kind.CALL_BEFORE: ("call", "mailings/call_before"),
    Kind.CALL_FOLLOWERS: ("call", "mailings/call_followers"),
    Kind.DRAFTS: ("application", "mailings/draft_waits"),
    Kind.RESULTS: ("application", "mailings/results_day"),
    Kind.KICKOFF: ("match", "mailings/kickoff"),
}


def told_of(*, cohort: Cohort, kind: Kind) -> dict[str, Any]:
    """What `send_notices` is told; the preview is made of the same."""
    of_kind, template = TEMPLATES[kind]
    program = reverse("mentorship:program", args=[cohort.program.slug])
    return {
        "kind": of_kind,
        "key": f"mailing:{cohort.key}:{kind}",
        "template": template,
        "context": words_of(cohort),
        "url": program if of_kind == "call" else reverse("mentorship:mine"),
    }


def words_of(cohort: Cohort) -> dict[str, Any]:
    group = cohort.program.initiative
    return {
        "program": cohort.program.name,
        "cohort": cohort.name,
        "group": group.name if group else "",
        "weeks": cohort.weeks,
        "closes": deadline(cohort.dates).isoformat(),
        "results": start_of_day(cohort.results_on, cohort.timezone).isoformat(),
        "starts": start_of_day(cohort.starts_on, cohort.timezone).isoformat(),
    }
