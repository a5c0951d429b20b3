"""What the start page of the desk says about evidence that waits."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.core.agenda import Item
from portal.people.models import User

from .evidence_queue import evidence_queue


def desk_of(*, person: User, now: datetime) -> list[Item]:
    """One line however much waits. One query."""
    waiting = evidence_queue(person=person, now=now)
    count = waiting.count()
    if not count:
        return []
    return [
        Item(
            what=ngettext(
                "%(count)s newcomer has shown something", "%(count)s have shown something", count
            )
            % {"count": count},
            url=reverse("onboarding:desk_evidence"),
            why=_("They go on meanwhile, and hear nothing until somebody has looked."),
            action=_("Look at it"),
            kind=_("Path"),
            is_waiting=True,
        )
    ]
