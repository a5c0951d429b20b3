"""What the start page of the desk says about the groups somebody speaks for."""

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.core.lead_roles import LEAD_ROLES
from initiatives.models import Conflict, Initiative, Opening, Question, RoleHolding
from portal.core.agenda import Item
from portal.kit import clock
from portal.people.models import User

from .linked_addresses import shows_dead_links
from .unconfirmed_groups import unconfirmed_groups

MOST = 20
# An opening that hides itself within these days asks whether it is still wanted.
SOON = timedelta(days=14)


def desk_of(*, person: User, now: datetime) -> list[Item]:
    """For who leads a group; for the staff what sources disagree about. Four queries to six."""
    return [
        *open_questions(person, now),
        *openings_running_out(person, now),
        *pages_to_look_over(person, now),
        *dead_links(person, now),
        *conflicts_to_decide(person),
    ]


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
            url=reverse("initiatives:desk_question", args=[question.initiative.slug, question.pk]),
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


def pages_to_look_over(person: User, now: datetime) -> list[Item]:
    """Nobody has said for a quarter that any of it is right."""
    groups = unconfirmed_groups(now=now).filter(pk__in=led_groups(person, now))
    return [
        Item(
            what=_("Is the page of %s still right?") % group.name,
            url=reverse("initiatives:desk_still_right", args=[group.slug]),
            with_whom=group.name,
            why=_("Nobody has confirmed it for a quarter of a year."),
            action=_("Look it over"),
            kind=_("Still right?"),
            is_stale=True,
        )
        for group in groups.order_by("name", "pk")[:MOST]
    ]


def dead_links(person: User, now: datetime) -> list[Item]:
    groups = Initiative.objects.listed().filter(shows_dead_links(), pk__in=led_groups(person, now))
    return [
        Item(
            what=_("A link on the page of %s no longer answers") % group.name,
            url=reverse("initiatives:desk_still_right", args=[group.slug]) + "#sources",
            with_whom=group.name,
            why=_("We asked several times over some days."),
            action=_("See which"),
            kind=_("Dead link"),
            is_stale=True,
        )
        for group in groups.order_by("name", "pk")[:MOST]
    ]


def conflicts_to_decide(person: User) -> list[Item]:
    """For the staff, one line however many there are. One query, and one where there are any."""
    if not person.has_perm("initiatives.decide_initiative"):
        return []
    count = Conflict.objects.open().filter(initiative__is_listed=True).count()
    if not count:
        return []
    words = ngettext(
        "%(count)d conflict between sources waits for you",
        "%(count)d conflicts between sources wait for you",
        count,
    )
    return [
        Item(
            what=words % {"count": count},
            url=reverse("initiatives:desk_conflicts"),
            why=_(
                "Two published texts say different things about a group, "
                "and neither is known to be later."
            ),
            kind=_("Conflict"),
            is_waiting=True,
        )
    ]


def doors_of(*, person: User) -> list[tuple[str, str]]:
    """One query, none for the staff."""
    keeps = (
        person.has_perm("initiatives.decide_initiative") or led_groups(person, clock.now()).exists()
    )
    return [(_("Groups"), reverse("initiatives:desk_groups"))] if keeps else []
