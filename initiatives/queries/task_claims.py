"""What became of the tasks people took of a group: counts, and nobody's claim."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from initiatives.core.claim_counts import TAKEN, claim_counts
from initiatives.models import Initiative, TaskClaim, TaskClaimEnd

# Lapsed claims are asked about most, so they are hidden last.
CLAIM_WORDS = {
    TAKEN: _("Tasks taken"),
    TaskClaimEnd.LAPSED.value: _("Their time ran out"),
    TaskClaimEnd.DONE.value: _("Done"),
    TaskClaimEnd.GIVEN_BACK.value: _("Given back"),
    TaskClaimEnd.CLOSED.value: _("The task went away meanwhile"),
}


@dataclass(frozen=True)
class ClaimRow:
    """`claims` is None where it is hidden."""

    code: str
    words: str
    claims: int | None


def claim_rows(*, initiative: Initiative, year: int, now: datetime) -> tuple[ClaimRow, ...]:
    """Of claims that began in that year; nothing where not even how many there were may be told,
    and never of several groups: a sum would tell what one of them hides. One query."""
    begun = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    claims = TaskClaim.objects.filter(
        task__initiative=initiative, claimed_at__gte=begun[0], claimed_at__lt=begun[1]
    )
    found = [
        (person, end or (TaskClaimEnd.LAPSED.value if until <= now else ""))
        for person, end, until in claims.order_by("pk").values_list("person", "end", "leased_until")
    ]
    counts = claim_counts(found, [code for code in CLAIM_WORDS if code != TAKEN])
    if TAKEN not in counts:
        return ()
    return tuple(
        ClaimRow(code, str(words), counts.get(code)) for code, words in CLAIM_WORDS.items()
    )
