"""What the start page of the desk says about steps that nobody's work completes."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.agenda import Item
from portal.people.models import User

from .rules import may_be_dead, rules_for


def desk_of(*, person: User, now: datetime) -> list[Item]:
    """One line however many there are; no query while none is known."""
    if not may_be_dead():
        return []
    dead = sum(rule.is_dead for rule in rules_for(person=person, now=now))
    if not dead:
        return []
    return [
        Item(
            what=ngettext(
                "%(count)s step waits for work on GitHub that nobody does",
                "%(count)s steps wait for work on GitHub that nobody does",
                dead,
            )
            % {"count": dead},
            url=reverse("contributions:desk"),
            why=_("Perhaps its repository has moved, or tells the portal nothing any more."),
            action=_("See which"),
            kind=_("Path"),
            is_stale=True,
        )
    ]
