"""What a mentor says about applicants. No applicant learns of any of it."""

from datetime import datetime

from django.db import transaction

from mentorship.actions.run import lock_name
from mentorship.models import Application, Role
from mentorship.selection.core.order import Move, most_listed, moved
from mentorship.selection.models import MentorList, Said, Word
from mentorship.selection.queries.applicants import applicants_of
from mentorship.selection.queries.way import list_days, selects_in
from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User


class NotAsked(Exception):
    """Mentors are not asked: not in this cohort, not yet, or not any more since its result is
    published."""


class NotTheirs(Exception):
    """Only an accepted mentor, and only about applicants of the same cohort who still want in."""


class ListFull(Exception):
    pass


class NoReason(Exception):
    """Those who run the program read why; without it they can do nothing."""


@transaction.atomic
def put_on_list(*, mentor: Application, mentee: Application, by: User, now: datetime) -> None:
    """At its end. Who is on it stays where they are; a word against them is gone. Raises NotAsked,
    NotTheirs, ListFull."""
    hold_list(mentor, by, now)
    refuse_strangers(mentor, mentee)
    order = order_of(mentor)
    if mentee.pk in order:
        return
    if len(shown(mentor, order)) >= most_listed(mentor.facts.get("capacity")):
        raise ListFull
    Word.objects.filter(mentor=mentor, mentee=mentee).delete()
    write_order(mentor, [*order, mentee.pk], now)


@transaction.atomic
def move_on_list(
    *, mentor: Application, mentee: Application, by: User, move: Move, now: datetime
) -> None:
    """Raises NotAsked, NotTheirs."""
    hold_list(mentor, by, now)
    refuse_strangers(mentor, mentee)
    order = order_of(mentor)
    seen = shown(mentor, order)
    gone = [pk for pk in order if pk not in seen]
    write_order(mentor, [*moved(seen, mentee.pk, move), *gone], now)


@transaction.atomic
def say_against(
    *,
    mentor: Application,
    mentee: Application,
    by: User,
    said: str,
    reason: str,
    now: datetime,
) -> Word:
    """“Rather not”, which those who run the program decide about; or a conflict of interest, which
    keeps the two apart at once. Raises NotAsked, NotTheirs, NoReason."""
    hold_list(mentor, by, now)
    refuse_strangers(mentor, mentee)
    if not reason.strip() or said == Said.LISTED:
        raise NoReason
    order = order_of(mentor)
    Word.objects.filter(mentor=mentor, mentee=mentee).delete()
    write_order(mentor, [pk for pk in order if pk != mentee.pk], now)
    word = Word.objects.create(
        mentor=mentor, mentee=mentee, said=Said(said), reason=reason.strip(), said_at=now
    )
    audit.record(by=by, verb=f"selection.{word.said}", on=mentor, is_on_pages=False)
    return word


@transaction.atomic
def take_back(*, mentor: Application, mentee: Application, by: User, now: datetime) -> None:
    """A word against somebody; what was decided on it stays decided. Raises NotAsked, NotTheirs."""
    hold_list(mentor, by, now)
    refuse_strangers(mentor, mentee)
    Word.objects.filter(mentor=mentor, mentee=mentee).exclude(said=Said.LISTED).delete()
    keep(mentor, now)


@transaction.atomic
def hand_in(*, mentor: Application, by: User, now: datetime) -> MentorList:
    """From now on the list counts, as it stands and as it is changed. An empty one says that they
    rank nobody. Raises NotAsked, NotTheirs."""
    hold_list(mentor, by, now)
    kept, _is_new = MentorList.objects.update_or_create(
        mentor=mentor, defaults={"handed_in_at": now}, create_defaults={"handed_in_at": now}
    )
    audit.record(by=by, verb="selection.handed_in", on=mentor, is_on_pages=False)
    return kept


def hold_list(mentor: Application, by: User, now: datetime) -> None:
    """Nobody publishes meanwhile, nor is anything of this cohort ranked. Raises NotAsked,
    NotTheirs."""
    hold(lock_name(mentor.cohort))
    row = Application.objects.accepted().filter(pk=mentor.pk, role=Role.MENTOR, person=by)
    if not row.exists():
        raise NotTheirs
    if selects_in(mentor.cohort) == "engine" or not list_days(mentor.cohort, now).is_open:
        raise NotAsked


def refuse_strangers(mentor: Application, mentee: Application) -> None:
    """Raises NotTheirs."""
    if not applicants_of(mentor.cohort).filter(pk=mentee.pk).exists():
        raise NotTheirs


def order_of(mentor: Application) -> list[int]:
    rows = Word.objects.filter(mentor=mentor, said=Said.LISTED).order_by("place")
    return list(rows.values_list("mentee", flat=True))


def shown(mentor: Application, order: list[int]) -> list[int]:
    """Who withdrew or was declined keeps their place for now, and nobody sees it."""
    rows = applicants_of(mentor.cohort).filter(pk__in=order)
    still = set(rows.values_list("pk", flat=True))
    return [pk for pk in order if pk in still]


def write_order(mentor: Application, order: list[int], now: datetime) -> None:
    """All of it anew: two places cannot be swapped one by one."""
    Word.objects.filter(mentor=mentor, said=Said.LISTED).delete()
    Word.objects.bulk_create(
        Word(mentor=mentor, mentee_id=mentee, said=Said.LISTED, place=place, said_at=now)
        for place, mentee in enumerate(order, start=1)
    )
    keep(mentor, now)


def keep(mentor: Application, now: datetime) -> None:
    MentorList.objects.update_or_create(mentor=mentor, defaults={"changed_at": now})
