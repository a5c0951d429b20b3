"""Whom a change of a meeting concerns."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q, QuerySet

from events.models import Occurrence, Rsvp, Series
from initiatives.models import Follow, Initiative
from portal.people.models import User


def seat_holders(*, occurrence: Occurrence, but: AbstractBaseUser | None) -> QuerySet[User]:
    return people(Rsvp.objects.filter(occurrence=occurrence), but)


def coming_people(*, series: Series, now: datetime, but: AbstractBaseUser | None) -> QuerySet[User]:
    """Who has a seat at any date that is not over."""
    dates = Occurrence.objects.filter(series=series).upcoming(now)
    return people(Rsvp.objects.filter(occurrence__in=dates), but)


def followers(*, series: Series, but: AbstractBaseUser | None) -> QuerySet[User]:
    """Of every listed group it is for."""
    groups = Initiative.objects.listed().filter(Q(series=series) | Q(joint_series=series))
    return people(Follow.objects.filter(initiative__in=groups), but)


def people(rows: QuerySet, but: AbstractBaseUser | None) -> QuerySet[User]:
    """Each once, without who did it: they know."""
    found = User.objects.filter(is_active=True, pk__in=rows.values("person")).order_by("pk")
    return found.exclude(pk=but.pk) if but else found
