from datetime import datetime

from django.db.models import Q

from events.models import Occurrence, Series


def groups_that_meet(*, now: datetime) -> Q:
    """Groups with a published date to come, of a joint meeting too; cancelled ones don't count."""
    coming = Occurrence.objects.upcoming(now).on().order_by().values("series")
    meeting = Series.objects.published().filter(pk__in=coming).order_by()
    joint = Series.also_for.through.objects.filter(series__in=meeting.values("pk"))
    return Q(pk__in=meeting.values("initiative")) | Q(pk__in=joint.values("initiative"))
