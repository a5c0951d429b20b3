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
    "trails",
    "weeks",
]
