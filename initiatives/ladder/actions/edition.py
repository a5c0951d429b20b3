"""What a group's ladder says from now on."""

from datetime import datetime

from django.db import transaction

from initiatives.ladder.core.ladder_text import read_ladder
from initiatives.ladder.models import Edition, Holding
from initiatives.models import Initiative
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User


class RungInUse(Exception):
    """People stand on rungs that it no longer has."""

    def __init__(self, *keys: str) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


@transaction.atomic
def publish_ladder(*, initiative: Initiative, text: str, by: User | None, now: datetime) -> None:
    """A new edition, for who asks for a rung from now on; nothing where it says the same. Without
    text the group has no ladder any more, and who stands on it stays where they stand.

    Raises FileRefused with every mistake, or RungInUse.
    """
    hold(f"ladder:{initiative.pk}")
    text = text.replace("\r\n", "\n").strip()
    last = Edition.objects.filter(initiative=initiative).last()
    if text == (last.text if last else ""):
        return
    if text:
        held = Holding.objects.current().filter(initiative=initiative)
        if lacking := read_ladder(text).lacking(held.values_list("rung", flat=True)):
            raise RungInUse(*lacking)
    Edition.objects.create(
        initiative=initiative,
        number=last.number + 1 if last else 1,
        text=text,
        published_at=now,
        published_by=by,
    )
    audit.record(by=by, verb="initiative.ladder_published", on=initiative)
