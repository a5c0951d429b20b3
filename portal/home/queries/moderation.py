"""Texts that wait for an editor."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import TaskState

from portal.core.agenda import Item
from portal.people.models import User

MOST = 30
STALE_AFTER = timedelta(days=7)


def texts_to_look_through(*, person: User, now: datetime) -> list[Item]:
    """What this person may let out, oldest first. One query."""
    waiting = (
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            task__groupapprovaltask__groups__user=person,
        )
        .select_related("revision", "workflow_state")
        .order_by("started_at", "pk")
        .distinct()
    )
    return [item(state, now) for state in waiting[:MOST]]


def item(state: TaskState, now: datetime) -> Item:
    is_stale = now - state.started_at > STALE_AFTER
    return Item(
        what=state.revision.object_str,
        url=reverse("wagtailadmin_pages:edit", args=[state.workflow_state.object_id]),
        why=_("Handed in more than a week ago.") if is_stale else _("Handed in for you to read."),
        action=_("Read it"),
        kind=_("Text"),
        is_waiting=not is_stale,
        is_stale=is_stale,
    )
