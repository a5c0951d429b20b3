"""A text that facts were read from has moved or gone: its address is mended, the facts stay."""

from collections.abc import Mapping

from django.db import transaction

from initiatives.models import Initiative
from initiatives.queries.dead_sources import dead_sources, holders
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User

from .group_words import locked
from .role import CATALOGUE


@transaction.atomic
def move_sources(
    *, initiative: Initiative, moved: Mapping[str, str], by: User, with_signals: bool = False
) -> int:
    """From the old address to the new one, or to none. Returns how many addresses moved.

    Only one that no longer answers: what can still be read proves what it proves, and is nobody's
    to exchange. Facts, their days and the titles of their sources stay, so that nothing is said
    anew; whose signals these are does not say where they are read.
    """
    hold(CATALOGUE)
    row = locked(initiative)
    dead = {one.url for one in dead_sources(initiative=row, with_signals=with_signals)}
    told = {old: new for old, new in moved.items() if old in dead and old != new}
    for old, new in told.items():
        for model, address, _title in holders(with_signals=with_signals):
            model.objects.filter(initiative=row, **{address: old}).update(**{address: new})
        audit.record(by=by, verb="source.moved", on=row, reason=f"{old} → {new or '-'}")
    if told:
        row.save(update_fields=["updated_at"])
    return len(told)
