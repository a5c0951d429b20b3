from datetime import date

from django.db.models import QuerySet

from initiatives.models import Stage, StageRecord


def archived_groups(on: date) -> QuerySet:
    """Their ids, as a subquery: they meet no more and want nobody."""
    return StageRecord.objects.current(on).filter(stage=Stage.ARCHIVED).values("initiative")
