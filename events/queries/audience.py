"""Whom a change of a meeting concerns."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet

from events.models import Answer, Occurrence, Place, Rsvp, Series
from initiatives.core.lead_roles import ORGANIZING_ROLES
from initiatives.models import Follow, Initiative, RoleHolding
from portal.kit import clock
from portal.people.models import User


def seat_holders(*, occurrence: Occurrence, but: AbstractBaseUser | None) -> QuerySet[User]:
    return people(Rsvp.objects.seated().filter(occurrence=occurrence), but)


def invited_people(*, occurrence: Occurrence, but: AbstractBaseUser | None) -> QuerySet[User]:
    """Those who took their seat at this very date, and have it in their calendar by mail."""
    seats = Rsvp.objects.seated().filter(occurrence=occurrence, is_standing=False)
    return people(seats, but)


def interested_people(*, occurrence: Occurrence, but: AbstractBaseUser | None) -> QuerySet[User]:
    """Who said maybe, or waits in line."""
    said = Rsvp.objects.filter(occurrence=occurrence).exclude(answer=Answer.NO)
    return people(said.exclude(place=Place.SEAT), but)


def waiting_people(*, occurrence: Occurrence, but: AbstractBaseUser | None) -> QuerySet[User]:
    """Who stands in line for this very date."""
    turns = Rsvp.objects.filter(occurrence=occurrence, answer=Answer.YES, is_standing=False)
    return people(turns.exclude(place=Place.SEAT), but)


def guests_coming(*, dates: Collection[Occurrence]) -> list[Rsvp]:
    """Those without an account who proved their address. One query."""
    guests = Rsvp.objects.filter(occurrence__in=dates, person=None, answer=Answer.YES)
    return list(guests.exclude(place=Place.UNCONFIRMED).select_related("occurrence"))


def coming_people(*, series: Series, now: datetime, but: AbstractBaseUser | None) -> QuerySet[User]:
    """Who comes, or may, to any date that is not over."""
    dates = Occurrence.objects.filter(series=series).upcoming(now)
    return people(Rsvp.objects.filter(occurrence__in=dates).exclude(answer=Answer.NO), but)


def followers(*, series: Series, but: AbstractBaseUser | None) -> QuerySet[User]:
    """Of every listed group it is for."""
    groups = Initiative.objects.listed().filter(Q(series=series) | Q(joint_series=series))
    return people(Follow.objects.filter(initiative__in=groups), but)


def organizers(*, series: Series) -> QuerySet[User]:
    """Who arranges it today."""
    seats = RoleHolding.objects.current(clock.now().date())
    return people(seats.filter(initiative=series.initiative_id, role__in=ORGANIZING_ROLES), None)


def people(rows: QuerySet, but: AbstractBaseUser | None) -> QuerySet[User]:
    """Each once, without who did it: they know."""
    found = User.objects.filter(is_active=True, pk__in=rows.values("person")).order_by("pk")
    return found.exclude(pk=but.pk) if but else found
