"""Asks the addresses that public pages link to whether they still answer: few, slowly, politely."""

import logging
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q, QuerySet

from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.core.link_health import (
    ASK_IN_FULL,
    LONGEST_WAIT,
    Answer,
    answer_of,
    asked_to_wait,
    is_walled,
    standing,
)
from initiatives.models import Initiative, LinkCheck, LinkState, RoleHolding
from initiatives.queries.leads import leads_of
from initiatives.queries.linked_addresses import groups_linking_to, linked_addresses
from initiatives.queries.mend_list import still_right_url
from portal.kit.fetch import Fetched, FetchFailed, FetchRefused, FetchTooLarge, fetch
from portal.kit.page_cache import new_edition
from portal.notices.actions.notice import send_notices
from portal.notices.models import Kind

MOST_A_RUN = 20
MOST_SECONDS = 60.0
DEADLINE = 10.0
MAX_BYTES = 64 * 1024
# Of two runs at once one asks; a run that died lets go after this.
LEASE = timedelta(minutes=30)
OUR_OWN_FAULT = timedelta(hours=1)
ENOUGH_SILENCE = 3
MOST_TOLD_AT_ONCE = 20
TELL_AGAIN = timedelta(days=1)
LONGEST_URL = 500
NOT_LOOKED_AT = "Robots are not let in there."

log = logging.getLogger(__name__)
Read = Callable[..., Fetched]


@dataclass(frozen=True)
class Heard:
    """`has_answered` is False where nothing came back at all: then it may be our own net."""

    answer: Answer
    status: int | None = None
    problem: str = ""
    final_url: str = ""
    wait: timedelta | None = None
    has_answered: bool = True


Outcome = tuple[LinkCheck, Heard]


@dataclass(frozen=True)
class Checked:
    asked: int = 0
    dead: int = 0
    healed: int = 0
    told: int = 0


def check_links(
    *,
    now: datetime,
    read: Read = fetch,
    most: int = MOST_A_RUN,
    seconds: float = MOST_SECONDS,
) -> Checked:
    """Part of `tick`: one address a host, as many as fit in the time. Safe to run twice at once."""
    ends = time.monotonic() + seconds
    follow_pages()
    outcomes = []
    for row in claim_due(now=now, most=most):
        if time.monotonic() >= ends:
            LinkCheck.objects.filter(pk=row.pk).update(next_at=now)
            continue
        outcomes.append((row, ask(row.url, now=now, read=read)))
    if is_our_own_fault(outcomes, read=read):
        pks = [row.pk for row, _heard in outcomes]
        LinkCheck.objects.filter(pk__in=pks).update(next_at=now + OUR_OWN_FAULT)
        log.warning("links: nothing answers, not even what did last; the net here seems down")
        return Checked(asked=len(outcomes))
    return note(outcomes, now=now)


def follow_pages() -> tuple[int, int]:
    """One row for each address pages link to, and none for others. Returns added and removed."""
    linked = linked_addresses()
    known = dict(LinkCheck.objects.values_list("url", "pk"))
    gone = [pk for url, pk in known.items() if url not in linked]
    new = [LinkCheck(url=url) for url in sorted(linked - known.keys())]
    for start in range(0, len(gone), 500):
        LinkCheck.objects.filter(pk__in=gone[start : start + 500]).delete()
    LinkCheck.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    return len(new), len(gone)


@transaction.atomic
def claim_due(*, now: datetime, most: int) -> list[LinkCheck]:
    """The longest due first, never two of one host. Nobody else gets them for a while."""
    due = LinkCheck.objects.filter(Q(next_at=None) | Q(next_at__lte=now))
    in_order = due.order_by(F("next_at").asc(nulls_first=True), "pk").values_list("pk", "url")
    hosts: dict[str, int] = {}
    walled = []
    for pk, url in in_order.iterator():
        if is_walled(url):
            walled.append(pk)
        elif (host := host_of(url)) not in hosts:
            hosts[host] = pk
        if len(hosts) >= most or len(walled) >= 500:
            break
    LinkCheck.objects.filter(pk__in=walled).update(
        state=LinkState.SKIPPED,
        problem=NOT_LOOKED_AT,
        failures=0,
        first_failed_at=None,
        next_at=now + LONGEST_WAIT,
    )
    rows = LinkCheck.objects.select_for_update(skip_locked=True).filter(
        Q(next_at=None) | Q(next_at__lte=now), pk__in=hosts.values()
    )
    claimed = sorted(rows, key=lambda row: list(hosts.values()).index(row.pk))
    LinkCheck.objects.filter(pk__in=[row.pk for row in claimed]).update(next_at=now + LEASE)
    return claimed


def host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def ask(url: str, *, now: datetime, read: Read) -> Heard:
    """HEAD, and GET before a failure is believed. A refusal of our own is no failure of theirs."""
    try:
        got = answer_to(url, read)
    except FetchTooLarge:
        return Heard(Answer.FINE)
    except FetchRefused as refusal:
        return Heard(Answer.WALLED, problem=str(refusal))
    except FetchFailed as failure:
        return Heard(Answer.FAILED, problem=str(failure), has_answered=False)
    return Heard(
        answer_of(got.status),
        status=got.status,
        final_url=got.url if got.url != url else "",
        wait=asked_to_wait(got.headers.get("retry-after", ""), now=now),
    )


def answer_to(url: str, read: Read) -> Fetched:
    try:
        got = read(url, method="HEAD", deadline=DEADLINE)
    except FetchFailed:
        got = None
    if got is None or got.status in ASK_IN_FULL:
        got = read(url, method="GET", deadline=DEADLINE, max_bytes=MAX_BYTES)
    return got


def is_our_own_fault(outcomes: Iterable[Outcome], *, read: Read) -> bool:
    """Nobody answers, nor does an address that did when it was last asked."""
    silent = [row.url for row, heard in outcomes if not heard.has_answered]
    if len(silent) < ENOUGH_SILENCE or any(heard.status for _row, heard in outcomes):
        return False
    return is_witness_silent(silent, read=read)


def is_witness_silent(beside: Collection[str], *, read: Read) -> bool:
    """Whether an address of pages that answered when it was last asked gives no answer now."""
    well = LinkCheck.objects.filter(state=LinkState.FINE).exclude(url__in=beside)
    witness = well.order_by("-checked_at").first()
    if witness is None:
        return False
    try:
        read(witness.url, method="HEAD", deadline=DEADLINE)
    except (FetchFailed, FetchRefused):
        return True
    return False


@transaction.atomic
def note(outcomes: Iterable[Outcome], *, now: datetime) -> Checked:
    """What changed on pages makes them new; what died is reported to who leads those groups."""
    asked = dead = healed = 0
    for outcome in outcomes:
        was_dead = outcome[0].state == LinkState.DEAD
        is_dead = write(outcome, now=now) == LinkState.DEAD
        asked, dead = asked + 1, dead + (is_dead and not was_dead)
        healed += was_dead and not is_dead
    if dead or healed:
        transaction.on_commit(new_edition)
    return Checked(asked, dead, healed, report_dead_links(now=now))


def write(outcome: Outcome, *, now: datetime) -> LinkState:
    """A row whose address left all pages meanwhile stays gone."""
    row, heard = outcome
    found = standing(
        heard.answer,
        now=now,
        failures=row.failures,
        first_failed_at=row.first_failed_at,
        wait=heard.wait,
    )
    state = LinkState(found.health.value)
    LinkCheck.objects.filter(pk=row.pk).update(
        state=state,
        status=heard.status,
        problem=heard.problem[:200],
        final_url=heard.final_url if len(heard.final_url) <= LONGEST_URL else "",
        failures=found.failures,
        first_failed_at=found.first_failed_at,
        checked_at=now,
        next_at=found.next_at,
        reported_at=row.reported_at if state == LinkState.DEAD else None,
    )
    if state != LinkState.DEAD:
        row.reported_to.clear()
    return state


def report_dead_links(*, now: datetime) -> int:
    """Each death once, to the leads of each listed group that links there. Returns the notices.

    Once a day: a host that went away takes many addresses along, and they come one by one. A group
    that nobody leads yet is told when somebody does.
    """
    if LinkCheck.objects.filter(reported_at__gt=now - TELL_AGAIN).exists():
        return 0
    dead = LinkCheck.objects.filter(state=LinkState.DEAD).order_by()
    by_group = groups_linking_to(dead.values("url"))
    groups = Initiative.objects.filter(pk__in=led_today(now)).in_bulk(by_group)
    told_of = set(dead.values_list("reported_to", "url"))
    return sum(
        report(group, sorted(url for url in by_group[pk] if (pk, url) not in told_of), now=now)
        for pk, group in sorted(groups.items())
    )


def led_today(now: datetime) -> QuerySet:
    seats = RoleHolding.objects.current(now.date()).filter(role__in=LEAD_ROLES)
    return seats.filter(person__is_active=True).values("initiative")


def report(group: Initiative, addresses: Sequence[str], *, now: datetime) -> int:
    if not addresses:
        return 0
    for check in LinkCheck.objects.filter(url__in=addresses):
        check.reported_to.add(group)
    LinkCheck.objects.filter(url__in=addresses).update(reported_at=now)
    return send_notices(
        people=leads_of(initiative=group, on=now.date()),
        kind=Kind.STILL_RIGHT,
        key=f"dead-links-{group.pk}-{now.date()}",
        template="initiatives/dead_links",
        context={
            "group": group.name,
            "count": len(addresses),
            "addresses": addresses[:MOST_TOLD_AT_ONCE],
        },
        url=still_right_url(group),
    )
