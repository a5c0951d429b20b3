from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What people are told about: the one list of it, where a slice adds what it tells anew."""

    MEETING_CHANGED = "meeting-changed", _("A meeting of yours or of a group you follow changes")
    MEETING_PLACE = "meeting-place", _("Your place in a meeting")
    MEETING_REMINDER = "meeting-reminder", _("A meeting you go to begins soon")
    MEETING_CLASH = "meeting-clash", _("Meetings you arrange clash with others")
    MODERATION = "moderation", _("A text you wrote or look through")
    PATH = "path", _("Your steps on a path")
    PATH_REMINDER = "path-reminder", _("A reminder of your next step on a path")
    LOOK = "look", _("What newcomers showed and nobody has looked at")
    LADDER = "ladder", _("A rung of a ladder: yours, or where you have a say")
    TASK = "task", _("A task you took")
    STILL_RIGHT = "still-right", _("Whether the page of your group is still right")
    CALL = "call", _("A program of yours or of a group you follow takes applications")
    APPLICATION = "application", _("Your application to a program")
    REVIEW = "review", _("Applications you read for a program")
    MATCH = "match", _("Your mentorship")
    PRAISE = "praise", _("What your mentees reached on paths that they show you")
    ALUMNI = "alumni", _("How it goes on after a mentorship")
    CREDENTIAL = "credential", _("A certificate of yours")
    ACCOUNT = "account", _("Your account and its safety")


# Whoever takes over an account must not be able to keep its owner from hearing of it.
NEVER_STOPPED = frozenset({Kind.ACCOUNT})


class MailState(models.TextChoices):
    DUE = "due", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    STOPPED = "stopped", _("Not sent: not wanted, or nowhere to send it")
    FAILED = "failed", _("Given up")


class Notice(models.Model):
    """One thing told to one person: a row of their list, and of the outbox until mailed.

    A guest has no account and no list, only an `address`. `invitation` is what their
    calendar is told, addressed to them alone when the mail is sent: a VCALENDAR for each METHOD.
    Who sends the mail moves `try_at` ahead first, in one conditional update: a sender that dies
    leaves a row that is simply due again later.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="notices"
    )
    address = models.EmailField(blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    key = models.CharField(max_length=200)
    template = models.CharField(max_length=80)
    context = models.JSONField(default=dict, blank=True)
    url = models.CharField(max_length=400)
    invitation = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, blank=True)
    mail = models.CharField(max_length=8, choices=MailState.choices, default=MailState.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    try_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="notices_notice_told_once"),
            models.UniqueConstraint(
                fields=["address", "key"],
                condition=~Q(address=""),
                name="notices_notice_guest_told_once",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False, address="") | Q(person=None) & ~Q(address=""),
                name="notices_notice_to_member_or_guest",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values) & Q(mail__in=MailState.values),
                name="notices_notice_known_words",
            ),
            models.CheckConstraint(
                condition=Q(url__startswith="/") & ~Q(url__startswith="//"),
                name="notices_notice_address_of_ours",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-created_at", "-id"], name="notices_of_person"),
            models.Index(
                fields=["person"], condition=Q(read_at=None), name="notices_unread_of_person"
            ),
            models.Index(fields=["try_at"], condition=Q(mail="due"), name="notices_mail_due"),
        ]

    def __str__(self):
        return f"{self.kind} {self.public_id}"
