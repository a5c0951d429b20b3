"""An account goes for good: its rows, its sessions, its name in every log."""

from functools import partial

from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from wagtail.models import ModelLogEntry, PageLogEntry
from wagtail.users.models import UserProfile

from portal.kit import audit
from portal.kit.locks import hold
from portal.people.models import User
from portal.people.queries.account import is_last_superuser
from portal.people.signals import person_erased

# Of the last two superusers one stays, and two who vouch for each other do not wait for each other.
ERASING = "people.erasing"


class LastSuperuser(Exception):
    """Nobody would be left to give rights or help somebody in."""


@transaction.atomic
def erase_person(*, person: User, by: User) -> None:
    """Raises LastSuperuser. It can't be undone.

    Rows that hang on the account go with it, and what others did with the person stays without
    them. The trail keeps what they did, done by a former member.
    """
    hold(ERASING)
    person = User.objects.select_for_update().get(pk=person.pk)
    if is_last_superuser(person=person):
        raise LastSuperuser
    person_erased.send(User, person=person)
    audit.record(by=by, verb="person.erased", on=person)
    audit.forget_actor(person=person)
    forget_in_editing_logs(person)
    forget_picture(person)
    end_sessions(person)
    person.delete()


def forget_in_editing_logs(person: User) -> None:
    """Wagtail keeps user numbers without a key, and the user name as the label of an edit."""
    for log in (PageLogEntry, ModelLogEntry):
        log.objects.filter(user=person).update(user=None)
    ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk)
    ).delete()


def forget_picture(person: User) -> None:
    """The editors' area lets its users upload one; a file does not go with its row."""
    for profile in UserProfile.objects.filter(user=person).exclude(avatar=""):
        transaction.on_commit(partial(profile.avatar.delete, save=False))


def end_sessions(person: User) -> None:
    """On every machine. A session names its person inside, so each one has to be read."""
    theirs = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]
    Session.objects.filter(pk__in=theirs).delete()
