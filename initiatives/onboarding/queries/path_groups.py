from django.db.models import F

from initiatives.onboarding.models import Level, Path
from initiatives.queries.catalogue_column import Column, stamp_of


def path_column() -> Column:
    """Groups with a path that asks for no experience."""
    rows = Path.objects.published().filter(level=Level.NEWCOMER, initiative__isnull=False)
    stamp = stamp_of("paths", rows, value=F("initiative_id"), changed_at="updated_at")
    return Column(
        "paths",
        (stamp,),
        lambda: {
            "newcomers": [(pk, "path") for pk in rows.values_list("initiative_id", flat=True)]
        },
        is_offered=True,
    )
