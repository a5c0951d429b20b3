"""What the start page of the desk says about the groups somebody speaks for."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import Opening, Question, RoleHolding
from portal.core.agenda import Item
from portal.people.models import User

MOST = 20
# An opening that hides itself within these days asks whether it is still wanted.
SOON = timedelta(days=14)


def desk_of(*, person: User, now: datetime) -> list[Item]:
    """For who leads a group. Two queries."""
    return [*open_questions(person, now), *openings_running_out(person, now)]


def led_groups(person: User, now: datetime) -> QuerySet:
    seats = RoleHolding.objects.current(now.date()).filter(person=person, role__in=LEAD_ROLES)
    return seats.values("initiative")


def open_questions(person: User, now: datetime) -> list[Item]:
    """What published text left open."""
    questions = (
        Question.objects.filter(is_open=True, initiative__in=led_groups(person, now))
        .select_related("initiative")
        .order_by("created_at", "pk")
    )
    return [
        Item(
            what=question.ask,
            url=f"{question.initiative.get_absolute_url()}#questions",
            with_whom=question.initiative.name,
            why=_("What is published about it can be read in more than one way."),
            kind=_("Open question"),
            is_waiting=True,
        )
        for question in questions[:MOST]
    ]


def openings_running_out(person: User, now: datetime) -> list[Item]:
    """Hidden since they ran out, or soon to be."""
    openings = (
        Opening.objects.filter(
            is_open=True,
            fresh_until__lt=now.date() + SOON,
            initiative__in=led_groups(person, now),
        )
        .select_related("initiative")
        .order_by("fresh_until", "pk")
    )
    return [
        Item(
            what=opening.title,
            url=reverse("initiatives:desk_openings", args=[opening.initiative.slug]),
            with_whom=opening.initiative.name,
            why=_("Is it still wanted? It hides itself after the day you gave."),
            action=_("Say so, or close it"),
            kind=_("Opening"),
            is_stale=True,
        )
        for opening in openings[:MOST]
    ]
