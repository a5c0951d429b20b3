from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction

from initiatives.core.catalog_redaction import without_names
from initiatives.core.catalog_report import FileRefused
from initiatives.core.signal_reading import Reading, read_signals
from initiatives.models import Initiative, SignalKind, TrustedSignal
from portal.kit import audit
from portal.kit.fetch import Fetched, FetchFailed, FetchRefused, fetch
from portal.people.models import User

from .role import taken_down_fingerprints

READ_AGAIN = timedelta(days=7)
MOST_AT_ONCE = 5


@transaction.atomic
def record_signals(
    *,
    initiative: Initiative,
    readings: Iterable[Reading],
    by: User | None,
    now: datetime,
    read_from: str = "",
) -> tuple[int, int, int]:
    """Created, updated, unchanged. An older reading never replaces a newer one.

    `read_from` is the address to read again later; a file has none.
    """
    created = updated = unchanged = 0
    fingerprints = taken_down_fingerprints()
    for said in readings:
        reading = without_names(said, fingerprints)
        values = {
            "value": reading.value,
            "parts": [asdict(part) for part in reading.parts],
            "source_url": reading.source_url,
            "observed_on": reading.observed_on,
        }
        known = (
            TrustedSignal.objects.select_for_update()
            .filter(initiative=initiative, kind=reading.kind, subject=reading.subject)
            .first()
        )
        if known is None:
            TrustedSignal.objects.create(
                initiative=initiative,
                kind=SignalKind(reading.kind),
                subject=reading.subject,
                read_from=read_from,
                read_at=now,
                **values,
            )
            created += 1
            continue
        is_older = bool(
            known.observed_on and reading.observed_on and reading.observed_on < known.observed_on
        )
        is_new = not is_older and any(
            getattr(known, name) != value for name, value in values.items()
        )
        if is_new:
            for name, value in values.items():
                setattr(known, name, value)
        known.read_at, known.read_from = now, read_from or known.read_from
        known.save()
        updated, unchanged = updated + is_new, unchanged + (not is_new)
    if created or updated:
        audit.record(by=by, verb="signals.recorded", on=initiative)
    return created, updated, unchanged


def read_again(*, now: datetime, read: Callable[[str], Fetched] = fetch) -> tuple[int, int]:
    """Signals whose source was read a week ago or longer; returns how many answered and not.

    Part of `tick`, a few at a time. What fails keeps its last good value and its date, and is
    tried again a week later: a source that is gone does not need us to hurry.
    """
    due = TrustedSignal.objects.exclude(read_from="").filter(read_at__lt=now - READ_AGAIN)
    addresses = due.order_by("read_at").values_list("read_from", flat=True)
    answered = failed = 0
    for address in list(dict.fromkeys(addresses[:MOST_AT_ONCE])):
        # Said first: a second tick at the same time leaves it alone, and what the source no longer
        # speaks of, or does not answer for, waits its week too.
        if not due.filter(read_from=address).update(read_at=now):
            continue
        readings = signals_at(address, read)
        groups = Initiative.objects.filter(trusted_signals__read_from=address).distinct()
        for group in groups if readings else ():
            record_signals(
                initiative=group, readings=readings or (), by=None, now=now, read_from=address
            )
        answered, failed = answered + (readings is not None), failed + (readings is None)
    return answered, failed


def signals_at(address: str, read: Callable[[str], Fetched]) -> tuple[Reading, ...] | None:
    """None when the address does not answer, or with something else."""
    try:
        answer = read(address)
        return read_signals(answer.body, where=address) if answer.is_ok else None
    except (FetchRefused, FetchFailed, FileRefused):
        return None
