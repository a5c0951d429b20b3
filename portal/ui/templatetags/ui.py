from portal.ui.library import register
from portal.ui.tags import (
    buttons,
    facts,
    filters,
    forms,
    hierarchy,
    marks,
    months,
    pages,
    paging,
    times,
    trail_maps,
    trails,
    weeks,
)

__all__ = [
    "buttons",
    "facts",
    "filters",
    "forms",
    "hierarchy",
    "marks",
    "months",
    "pages",
    "paging",
    "register",
    "times",
    "trail_maps",
    "trails",
    "weeks",
]
