"""Looks again, now and then, at pages that were found to count for a step.

What was decided stays decided: that a page has gone is told to who may read the evidence. One
failure says nothing, and a page that answers again is alive again, by the rules for links of pages.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from initiatives.actions.link_check import (
    LEASE,
    OUR_OWN_FAULT,
    Heard,
    Read,
    ask,
    host_of,
    is_witness_silent,
)
from initiatives.core.link_health import LONGEST_WAIT, Answer, LinkHealth, is_walled, standing
from initiatives.onboarding.models import Evidence, LinkFound
from portal.kit.fetch import fetch

MOST_A_RUN = 10
MOST_SECONDS = 30.0
MOST_LOOKED_THROUGH = 500
NOTED = ("found", "found_at", "failures", "failing_since", "look_again_at")

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Seen:
    asked: int = 0
    gone: int = 0
    back: int = 0


def look_at_shown_pages(
    *, now: datetime, read: Read = fetch, most: int = MOST_A_RUN, seconds: float = MOST_SECONDS
) -> Seen:
    """Part of `tick`: one address a host, as many as fit in the time. Safe to run twice at once."""
    ends = time.monotonic() + seconds
    heard = []
    for evidence in claim_due(now=now, most=most):
        if time.monotonic() >= ends:
            put_off([evidence], until=now)
        else:
            heard.append((evidence, ask(evidence.link, now=now, read=read)))
    if is_our_own_fault([one for _evidence, one in heard], read=read):
        put_off([evidence for evidence, _one in heard], until=now + OUR_OWN_FAULT)
        log.warning("shown pages: nothing answers, not even what did last")
        return Seen(asked=len(heard))
    changes = [note(evidence, one, now=now) for evidence, one in heard]
    return Seen(
        asked=len(heard),
        gone=changes.count(LinkFound.DEAD),
        back=changes.count(LinkFound.ANSWERS),
    )


@transaction.atomic
def claim_due(*, now: datetime, most: int) -> list[Evidence]:
    """The longest due first, so that each has its turn, never two of one host. Nobody else gets
    them for a while."""
    due = Evidence.objects.watched().filter(Q(look_again_at=None) | Q(look_again_at__lte=now))
    in_order = due.order_by(F("look_again_at").asc(nulls_first=True), "pk")
    hosts: dict[str, int] = {}
    walled = []
    for pk, link in in_order.values_list("pk", "link")[:MOST_LOOKED_THROUGH]:
        if is_walled(link):
            walled.append(pk)
        elif len(hosts) < most:
            hosts.setdefault(host_of(link), pk)
    Evidence.objects.filter(pk__in=walled).update(look_again_at=now + LONGEST_WAIT)
    claimed = list(in_order.select_for_update(skip_locked=True).filter(pk__in=hosts.values()))
    put_off(claimed, until=now + LEASE)
    return claimed


def put_off(rows: Sequence[Evidence], *, until: datetime) -> None:
    Evidence.objects.filter(pk__in=[row.pk for row in rows]).update(look_again_at=until)


def is_our_own_fault(heard: Sequence[Heard], *, read: Read) -> bool:
    """Nobody answers, nor does an address of pages that did when it was last asked."""
    is_silent = bool(heard) and not any(one.has_answered for one in heard)
    return is_silent and is_witness_silent((), read=read)


def note(evidence: Evidence, heard: Heard, *, now: datetime) -> LinkFound | None:
    """What the page has become, where that is another thing than before. Who asks robots to stay
    out says neither that a page is there nor that it has gone."""
    found = standing(
        heard.answer,
        now=now,
        failures=evidence.failures,
        first_failed_at=evidence.failing_since,
        wait=heard.wait,
    )
    was = LinkFound(evidence.found)
    evidence.look_again_at = found.next_at
    if heard.answer is not Answer.WALLED:
        evidence.failures, evidence.failing_since = found.failures, found.first_failed_at
    if heard.answer is Answer.FINE:
        evidence.found, evidence.found_at = LinkFound.ANSWERS, now
    elif found.health is LinkHealth.DEAD:
        evidence.found = LinkFound.DEAD
    Evidence.objects.watched().filter(pk=evidence.pk).update(
        **{column: getattr(evidence, column) for column in NOTED}
    )
    became = LinkFound(evidence.found)
    return became if became != was else None
