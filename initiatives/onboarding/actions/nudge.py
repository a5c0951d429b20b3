"""Who has grown quiet on a path hears of their next step, rarer each time, and then not at all."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse

from initiatives.onboarding.core.hold_back import Lot, lot_of
from initiatives.onboarding.core.nudge import BORDERS, HOUR, Rung, due_rung
from initiatives.onboarding.models import Journey, Nudge
from initiatives.onboarding.queries.walk import on_the_way, walk
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notice
from portal.notices.models import Kind

from .journey import lock_name

MOST_AT_ONCE = 500
# Who has been quiet for longer began before there were reminders, or has heard all of them.
LONGEST = timedelta(days=400)


def remind_walkers(*, now: datetime) -> int:
    """Part of `tick`: returns how many were told. Run twice, it tells once; run late, it tells the
    last of what it missed. Nobody is called back to a path that was withdrawn."""
    heard_all = Nudge.objects.filter(rung=Rung.ASK, since__gte=F("journey__acted_at"))
    quiet = on_the_way().filter(
        Q(paused_until=None) | Q(paused_until__lt=now.date()),
        path__is_published=True,
        acted_at__gt=now - LONGEST,
        acted_at__lte=now - HOUR * BORDERS[Rung.REMIND],
    )
    due = [
        journey.pk
        for journey in quiet.exclude(pk__in=heard_all.values("journey"))
        .prefetch_related("nudges")
        .order_by("acted_at", "pk")
        if rung_due(journey, now)
    ]
    return sum(remind(pk, now) for pk in due[:MOST_AT_ONCE])


def rung_due(journey: Journey, now: datetime) -> Rung:
    quiet = journey.quiet
    told = [Rung(one.rung) for one in journey.nudges.all() if one.since == quiet.since]
    return due_rung(quiet, now, told)


@transaction.atomic
def remind(pk: int, now: datetime) -> bool:
    """Whether they were told. Looked at again under the lock: they may have gone on a moment ago.

    A walk left alone by lot is noted as if it had been told, so that both sorts are known from the
    same moment on."""
    journey = Journey.objects.select_related("person").get(pk=pk)
    hold(lock_name(journey.path_id, journey.person_id))
    journey.refresh_from_db(fields=["acted_at", "paused_until", "left_at", "edition"])
    rung = rung_due(journey, now)
    own = walk(journey=journey)
    step = own.progress.next
    if not rung or step is None or own.is_left:
        return False
    since = journey.quiet.since
    key = settings.HOLD_BACK_KEY
    lot = lot_of(journey.pk, key=key) if key else ""
    Nudge.objects.create(journey=journey, since=since, rung=rung, lot=lot, at=now)
    if lot == Lot.ALONE:
        return False
    send_notice(
        person=journey.person,
        kind=Kind.PATH_REMINDER,
        key=f"path-nudge:{own.path.slug}:{since.isoformat()}:{rung}",
        template="onboarding/still_interested" if rung is Rung.ASK else "onboarding/next_step",
        context={"title": own.path.title, "step": step.title, "why": step.why},
        url=reverse("onboarding:journey", args=[own.path.slug]),
    )
    return True
