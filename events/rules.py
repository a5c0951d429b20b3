"""Who may do what with a series; views ask through `access`."""

import rules

from events.models import Series


@rules.predicate
def is_published(user: object, series: Series) -> bool:
    return series.is_published and series.initiative.is_listed


rules.add_perm("events.view_series", is_published)
