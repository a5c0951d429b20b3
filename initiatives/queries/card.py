from datetime import date
from typing import Any

from initiatives.models import Initiative, StageRecord


def card_of(*, initiative: Initiative, on: date) -> dict[str, Any]:
    """What a card on somebody else's site says about a group; its next meeting is a panel."""
    stage = StageRecord.objects.current(on).filter(initiative=initiative).first()
    return {"initiative": initiative, "stage": stage, "ids": [initiative.pk]}
