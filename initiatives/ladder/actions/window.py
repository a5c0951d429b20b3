"""What time alone changes: months and meetings make something complete, days for objections end."""

from datetime import datetime

from django.db import transaction

from initiatives.ladder.models import Promotion

from .promotion import NotOpen, look_again, settle, tell_who_decides

MOST_AT_ONCE = 500


def tend_promotions(*, now: datetime) -> int:
    """Part of `tick`: returns how many are ready to be decided. Whoever decides is told once. Where
    more are open than one run can look at, it is drawn which, so that none waits behind others."""
    asked = Promotion.objects.open().filter(person__is_active=True, initiative__is_listed=True)
    return sum(
        tend(pk, now) for pk in asked.order_by("?").values_list("pk", flat=True)[:MOST_AT_ONCE]
    )


@transaction.atomic
def tend(pk: int, now: datetime) -> bool:
    promotion = Promotion.objects.select_related("edition", "initiative", "person").get(pk=pk)
    try:
        look_again(promotion)
    except NotOpen:
        return False
    settle(promotion, now)
    if not promotion.is_over(now):
        return False
    tell_who_decides(promotion, "ladder/window_over", now)
    return True
