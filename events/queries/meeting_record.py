from datetime import datetime, timedelta

from django.db.models import Q

from events.models import Occurrence, Series, Status
from initiatives.core.health import MeetingRecord

LOOK_BACK = timedelta(days=90)


def meeting_record(*, initiative_id: int, now: datetime) -> MeetingRecord:
    """Published meetings, joint ones included. One query; a group meets some dozen times in it."""
    joint = Series.also_for.through.objects.filter(initiative=initiative_id).values("series")
    over = (
        Occurrence.objects.filter(Q(series__initiative=initiative_id) | Q(series__in=joint))
        .published()
        .filter(ends_at__lte=now, starts_at__gt=now - LOOK_BACK)
        .select_related("series")
        .order_by("-starts_at")
    )
    planned = list(over)
    kept = [
        date for date in planned if date.status != Status.CANCELLED and date.took_place is not False
    ]
    last = kept[0] if kept else None
    return MeetingRecord(
        days=LOOK_BACK.days,
        planned=len(planned),
        kept=len(kept),
        held=sum(date.took_place is True for date in kept),
        last_on=last.starts_at.date() if last else None,
        last_title=last.title if last else "",
        last_url=last.get_absolute_url() if last else "",
    )
