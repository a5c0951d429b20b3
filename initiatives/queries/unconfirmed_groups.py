from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, QuerySet

from initiatives.core.freshness import QUARTER
from initiatives.models import Confirmation, Initiative

from .archived_groups import archived_groups


def unconfirmed_groups(*, now: datetime) -> QuerySet[Initiative]:
    """Listed groups at work of which nobody said for a quarter that anything is right.

    `last_confirmed_on` is the day somebody did, if ever; who came in lately has a quarter's time.
    """
    since = now - timedelta(days=QUARTER)
    lately = Confirmation.objects.filter(initiative=OuterRef("pk"), confirmed_on__gt=since.date())
    return (
        Initiative.objects.listed()
        .filter(~Exists(lately), created_at__lte=since)
        .exclude(pk__in=archived_groups(now.date()))
        .annotate(last_confirmed_on=Max("confirmations__confirmed_on"))
    )
