"""Telling the people it concerns that one date changed."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from events.models import Occurrence
from events.queries.audience import followers, seat_holders
from events.queries.lines import join_key
from portal.notices.actions.notice import send_notices


def send_change_notices(
    *, occurrence: Occurrence, verb: str, was: datetime, by: AbstractBaseUser | None
) -> int:
    """Once to each: who has a seat hears it as that, who follows a hosting group as news.

    Nobody is told of what is not published, and nobody of what they did themselves. The number of
    queries does not grow with the number of people.
    """
    series = occurrence.series
    if not series.is_public:
        return 0
    told = {
        "template": f"events/{verb}",
        "key": f"{join_key(series.slug, occurrence.original_date)} {occurrence.changes}",
        "url": occurrence.get_absolute_url(),
    }
    facts: dict[str, object] = {
        "title": occurrence.title,
        "group": series.initiative.name,
        "was": was.isoformat(),
        "starts_at": occurrence.starts_at.isoformat(),
        "ends_at": occurrence.ends_at.isoformat(),
        "reason": occurrence.change_note,
    }
    seated = seat_holders(occurrence=occurrence, but=by)
    others = followers(series=series, but=by).exclude(pk__in=seated.order_by().values("pk"))
    return send_notices(
        people=seated, kind="meeting-place", context=facts | {"has_seat": True}, **told
    ) + send_notices(people=others, kind="meeting-changed", context=facts, **told)
