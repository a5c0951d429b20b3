"""Standing on a rung, from before there was a ladder or by what was granted."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.urls import reverse

from initiatives.ladder.models import Became, Holding, Promotion
from initiatives.ladder.queries.ladders import ladder_of_group
from initiatives.models import Initiative
from portal.core.record_chain import mark
from portal.kit import audit
from portal.kit.locks import hold
from portal.notices.actions.notice import send_notice
from portal.notices.models import Kind
from portal.people.models import User
from portal.people.queries.account import account_of
from portal.record.actions.entry import append_entry


class NobodyThere(Exception):
    """No account has this address, confirmed by mail."""


class NotOneself(Exception):
    """Nobody puts themselves on a rung."""


class NoSuchRung(Exception):
    """The ladder has none of this name."""


class StandsAlready(Exception):
    """They stand on this ladder, or ask to: what comes next they ask for."""


def lock_name(initiative: int, person: int) -> str:
    return f"ladder:{initiative}:{person}"


@transaction.atomic
def note_holder(
    *, initiative: Initiative, rung: str, email: str, by: User, now: datetime
) -> Holding:
    """Somebody stood there before the ladder was written down. They hear of it.

    Raises NobodyThere, NotOneself, NoSuchRung or StandsAlready.
    """
    edition = ladder_of_group(initiative=initiative)
    found = edition.ladder.rung(rung) if edition else None
    if found is None:
        raise NoSuchRung
    person = account_of(address=email)
    if person is None:
        raise NobodyThere
    if person == by:
        raise NotOneself
    hold(lock_name(initiative.pk, person.pk))
    theirs = {"initiative": initiative, "person": person}
    stands = Holding.objects.current().filter(**theirs).exists()
    if stands or Promotion.objects.open().filter(**theirs).exists():
        raise StandsAlready
    holding = put_on_rung(initiative, person, rung, Became.NOTED, now)
    audit.record(by=by, verb="initiative.rung_noted", on=initiative, is_on_pages=False)
    say_for_good("ladder.noted", holding, by=by, at=now)
    tell(holding, template="ladder/noted", title=found.title)
    return holding


def put_on_rung(
    initiative: Initiative, person: User, rung: str, became: Became, now: datetime
) -> Holding:
    """Where they stood before ends the same day. Under their lock."""
    theirs = Holding.objects.current().filter(initiative=initiative, person=person)
    theirs.update(until=Greatest(F("since"), now.date()))
    return Holding.objects.create(
        initiative=initiative,
        person=person,
        rung=rung,
        since=now.date(),
        became=became,
        noted_at=now,
    )


def say_for_good(kind: str, holding: Holding, *, by: User | None, at: datetime) -> None:
    """In the record, which everybody may read: neither who nor where. Its public id is its
    person's to show, so the record holds a digest of it."""
    append_entry(
        kind=kind,
        facts={
            "holding": mark(holding.public_id),
            "says": mark(holding.public_id, holding.rung),
        },
        people={"holder": holding.person, "by": by},
        at=at,
    )


def tell(holding: Holding, *, template: str, title: str, **words: object) -> None:
    group = holding.initiative
    send_notice(
        person=holding.person,
        kind=Kind.LADDER,
        key=f"{template}:{holding.pk}",
        template=template,
        context={"group": group.name, "rung": title, **words},
        url=reverse("ladder:own", args=[group.slug]),
    )
