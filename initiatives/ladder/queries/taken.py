from datetime import date

from django.db.models import Max

from initiatives.ladder.models import Holding
from initiatives.models import Initiative


def rungs_taken(*, initiative: Initiative | None, until: date) -> list[tuple[int, date]]:
    """Person and the last day on which they came to a rung, of any group for none. One query."""
    held = Holding.objects.filter(since__lte=until).order_by()
    if initiative:
        held = held.filter(initiative=initiative)
    return list(held.values_list("person").annotate(last=Max("since")))
