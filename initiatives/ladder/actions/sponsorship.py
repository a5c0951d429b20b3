"""Vouching for somebody, and saying why one would wait."""

from datetime import datetime

from django.db import transaction

from initiatives.ladder.core.standing import brings_no_other
from initiatives.ladder.models import Objection, Promotion, Sponsorship
from initiatives.ladder.queries.parts import stands_as
from initiatives.ladder.rules import part_in
from portal.kit import audit
from portal.people.models import User

from .promotion import look_again, settle, tell_who_asked


class MayNotSpeak(Exception):
    """It is their own, or they do not stand high enough, or not any more."""


class SpokenAlready(Exception):
    """They have."""


class SameOrganisation(Exception):
    """The last sponsor that is asked for, and of none but the organisations there are."""


@transaction.atomic
def give_sponsorship(
    *, promotion: Promotion, by: User, organisation: str, words: str, now: datetime
) -> None:
    """Organisation and rung are kept as they are today: who changes either later still counts.

    Raises NotOpen, MayNotSpeak, SpokenAlready or SameOrganisation.
    """
    look_again(promotion)
    part = part_in(by, promotion)
    if part.has_sponsored:
        raise SpokenAlready
    if not part.stands or not promotion.asked_rung.sponsors.count:
        raise MayNotSpeak
    so_far = [one.organisation for one in promotion.sponsorships.all()]
    if brings_no_other(promotion.asked_rung, so_far, organisation):
        raise SameOrganisation
    Sponsorship.objects.create(
        promotion=promotion,
        person=by,
        organisation=organisation,
        stood_as=stands_as(person=by, initiative=promotion.initiative, on=now.date()),
        words=words,
        given_at=now,
    )
    audit.record(by=by, verb="promotion.sponsored", on=promotion, is_on_pages=False)
    settle(promotion, now)


@transaction.atomic
def take_sponsorship_back(*, promotion: Promotion, by: User, now: datetime) -> None:
    """Until it is decided. Where something is missing then, the days for objections end, and begin
    anew with whoever takes their place. Raises NotOpen."""
    look_again(promotion)
    gone, _by_model = promotion.sponsorships.filter(person=by).delete()
    if gone:
        audit.record(by=by, verb="promotion.sponsor_left", on=promotion, is_on_pages=False)
        settle(promotion, now)


@transaction.atomic
def make_objection(*, promotion: Promotion, by: User, words: str, now: datetime) -> None:
    """Heard until it is decided, also before the days for it run. Who asked reads it.

    Raises NotOpen, MayNotSpeak or SpokenAlready.
    """
    look_again(promotion)
    part = part_in(by, promotion)
    if part.has_objected:
        raise SpokenAlready
    if not part.stands:
        raise MayNotSpeak
    Objection.objects.create(promotion=promotion, person=by, words=words, made_at=now)
    audit.record(by=by, verb="promotion.objected", on=promotion, is_on_pages=False)
    tell_who_asked(promotion, "ladder/objected", now, words=words)


@transaction.atomic
def take_objection_back(*, promotion: Promotion, by: User) -> None:
    """Raises NotOpen."""
    look_again(promotion)
    if promotion.objections.filter(person=by).delete()[0]:
        audit.record(by=by, verb="promotion.objection_left", on=promotion, is_on_pages=False)


def leave_promotions(*, person: User, now: datetime) -> None:
    """Who erases their account vouches for nobody any more; what was decided stays decided."""
    for promotion in Promotion.objects.open().filter(sponsorships__person=person):
        take_sponsorship_back(promotion=promotion, by=person, now=now)
