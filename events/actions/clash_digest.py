"""Who arranges meetings hears once of each pair that clashes, all new ones in one notice a day."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.core.cache import cache
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from events.models import ToldClash
from events.queries.clashes import MOST, Clash, clashes
from initiatives.core.lead_roles import ORGANIZING_ROLES
from initiatives.models import RoleHolding
from portal.notices.actions.notice import send_notices
from portal.people.models import User

MOST_IN_A_MAIL = 10
A_DAY = timedelta(days=1)
Pair = tuple[int, int]


def send_clash_digests(*, now: datetime) -> int:
    """Part of `tick`: the sweep is made once a day. A cache that forgets costs another sweep, which
    tells nobody anything twice. Returns how many people were told."""
    if not cache.add(f"clash-digests-{now.date().isoformat()}", True, A_DAY.total_seconds()):
        return 0
    return sum(send_clash_digest(person=person, now=now) for person in organizers(now.date()))


def organizers(on: date) -> QuerySet[User]:
    """A superuser, who could arrange every meeting, is not told of all of them."""
    seats = RoleHolding.objects.current(on).filter(role__in=ORGANIZING_ROLES)
    people = User.objects.filter(pk__in=seats.values("person"), is_active=True)
    return people.exclude(is_superuser=True).order_by("pk")


@transaction.atomic
def send_clash_digest(*, person: User, now: datetime) -> int:
    """What clashes no more is forgotten: if it clashes again some day, that is new. Two at once
    tell nothing twice: they find the same pairs, which name the notice."""
    ahead = clashes(person=person, now=now)
    found = {pair(clash): clash for clash in ahead if clash.is_public}
    told = {(row.one_id, row.other_id): row for row in ToldClash.objects.filter(person=person)}
    if len(ahead) < MOST:
        over = [row.pk for key, row in told.items() if key not in found]
        ToldClash.objects.filter(pk__in=over).delete()
    new = {key: clash for key, clash in found.items() if key not in told}
    if not new:
        return 0
    rows = [ToldClash(person=person, one_id=one, other_id=other) for one, other in new]
    ToldClash.objects.bulk_create(rows, ignore_conflicts=True)
    return send_notices(
        people=[person],
        kind="meeting-clash",
        key=f"clashes {now.date().isoformat()} {sha256(repr(sorted(new)).encode()).hexdigest()}",
        template="events/clashes",
        context={
            "count": len(new),
            "clashes": in_mail(list(new.values())[:MOST_IN_A_MAIL]),
            "left_out": max(len(new) - MOST_IN_A_MAIL, 0),
        },
        url=reverse("events:desk_clashes"),
    )


def in_mail(found: Collection[Clash]) -> list[dict[str, object]]:
    return [
        {
            "own": clash.own.title,
            "other": clash.other.title,
            "starts_at": clash.dates[0].start.isoformat(),
            "dates": len(clash.dates),
            "why": clash.reasons[0],
        }
        for clash in found
    ]


def pair(clash: Clash) -> Pair:
    one, other = sorted((clash.own.pk, clash.other.pk))
    return one, other
