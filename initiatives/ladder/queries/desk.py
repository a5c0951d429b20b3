"""What the start page of the desk says about ladders."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.agenda import Item
from portal.kit import clock
from portal.people.models import User

from .duties import duties_of
from .promotion_list import waiting_for


def desk_of(*, person: User, now: datetime) -> list[Item]:
    """One line for what is theirs to decide, one for what they might sponsor."""
    if not duties_of(person=person, on=now.date()).is_asked:
        return []
    waits = waiting_for(person=person, now=now)
    decide = sum(one.is_to_decide for one in waits)
    sponsor = sum(one.may_sponsor for one in waits)
    items = []
    if decide:
        items.append(
            item(
                ngettext(
                    "%(count)s promotion is ready to be decided",
                    "%(count)s promotions are ready to be decided",
                    decide,
                )
                % {"count": decide},
                _("All that was asked is there, and the days for objections are over."),
                _("Decide"),
            )
        )
    if sponsor:
        items.append(
            item(
                ngettext(
                    "%(count)s person asks for a rung you may sponsor",
                    "%(count)s people ask for a rung you may sponsor",
                    sponsor,
                )
                % {"count": sponsor},
                _("Only people who know their work can say so."),
                _("Look at it"),
            )
        )
    return items


def item(what: str, why: str, action: str) -> Item:
    return Item(
        what=what,
        url=reverse("ladder:desk"),
        why=why,
        action=action,
        kind=_("Ladder"),
        is_waiting=True,
    )


def doors_of(*, person: User) -> list[tuple[str, str]]:
    """With those to what newcomers show and how far they come: one query tells of all. Numbers of
    further groups are reached from the page of what is shown."""
    duties = duties_of(person=person, on=clock.now().date())
    doors = []
    if duties.looks:
        doors.append((_("Shown by newcomers"), reverse("onboarding:desk_evidence")))
    if duties.counts:
        doors.append((_("How far people come"), reverse("onboarding:funnel", args=[duties.counts])))
    if duties.speaks:
        doors.append((_("Promotions"), reverse("ladder:desk")))
    return doors
