import uuid
from datetime import datetime
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from initiatives.onboarding.blocks import LONGEST_KEY
from initiatives.onboarding.core.evidence_link import LONGEST_LINK
from portal.kit.private_files import private_files
from portal.people.models import User

from .journey import Journey
from .path import Step

LONGEST_WORDS = 2000
PICTURES = "evidence"


class EvidenceState(models.TextChoices):
    WAITING = "waiting", _("waits for somebody to look")
    ACCEPTED = "accepted", _("accepted")
    CHANGES = "changes", _("changes wanted")
    NOT_THIS = "not_this", _("not this")
    WITHDRAWN = "withdrawn", _("taken back")


VERDICTS = (EvidenceState.ACCEPTED, EvidenceState.CHANGES, EvidenceState.NOT_THIS)
SENT_BACK = (EvidenceState.CHANGES, EvidenceState.NOT_THIS)


class LinkFound(models.TextChoices):
    """What a look at the address found. Who looks at the evidence opens it themselves.

    Dead is only what answered once, and not for days since it was found to count.
    """

    UNREAD = "", _("not looked at by the portal yet")
    ANSWERS = "answers", _("the address answers")
    CLOSED = "closed", _("the address asks who one is")
    GONE = "gone", _("nothing stands at the address")
    SILENT = "silent", _("the address did not answer")
    REFUSED = "refused", _("the portal does not open this address")
    DEAD = "dead", _("the page was there and is gone now")


# Of what never answered the portal nobody could say that it was there.
WAS_THERE = (LinkFound.ANSWERS, LinkFound.DEAD)


class EvidenceQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=EvidenceState.WAITING)

    def watched(self):
        """What was found to count, and whose page was there once."""
        return self.filter(state=EvidenceState.ACCEPTED, found__in=WAS_THERE)


class Evidence(models.Model):
    """What somebody showed for a step, once; another try is another row, and of one that was taken
    back nothing is left but that there was one.

    Two clocks: its person waits since `handed_in_at`; who looks at it has had it since `held_since`
    and until `held_until`. `decided_as` is what made them somebody who may, as it was that day.
    The address is looked at again once it counts: `found_at` is when it answered last, also where
    it is dead by now, and has not since `failing_since`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    journey = models.ForeignKey(Journey, models.CASCADE, related_name="evidence")
    step = models.ForeignKey(Step, models.PROTECT, related_name="+")
    key = models.SlugField(max_length=LONGEST_KEY)
    link = models.URLField(max_length=LONGEST_LINK, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, db_index=True)
    words = models.TextField(max_length=LONGEST_WORDS, blank=True)
    picture = models.FileField(storage=private_files, upload_to=PICTURES, blank=True)
    handed_in_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(
        max_length=10, choices=EvidenceState.choices, default=EvidenceState.WAITING
    )
    found = models.CharField(max_length=10, choices=LinkFound.choices, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateTimeField(null=True, blank=True)
    look_again_at = models.DateTimeField(null=True, blank=True)
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    held_since = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_as = models.JSONField(default=list, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=LONGEST_WORDS, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["handed_in_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "key"],
                condition=Q(state=EvidenceState.WAITING),
                name="onboarding_evidence_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=EvidenceState.values) & Q(found__in=LinkFound.values),
                name="onboarding_evidence_known_state",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=EvidenceState.WITHDRAWN, link="", words="", picture="", fingerprint=""
                )
                | (~Q(state=EvidenceState.WITHDRAWN) & (~Q(link="") | ~Q(words=""))),
                name="onboarding_evidence_shows_something_until_taken_back",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VERDICTS, decided_at__isnull=False)
                | (~Q(state__in=VERDICTS) & Q(decided_at=None)),
                name="onboarding_evidence_decided_once_looked_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT_BACK) | ~Q(answer=""),
                name="onboarding_evidence_sent_back_with_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["handed_in_at"],
                condition=Q(state=EvidenceState.WAITING),
                name="onboarding_evidence_waiting",
            ),
            models.Index(
                fields=["look_again_at"],
                condition=Q(state=EvidenceState.ACCEPTED, found__in=WAS_THERE),
                name="onboarding_evidence_watched",
            ),
        ]

    def __str__(self):
        return f"{self.key} {self.state}"

    @property
    def picture_kind(self) -> str:
        """The ending of its file; nothing without one."""
        return PurePosixPath(self.picture.name or "").suffix.removeprefix(".")

    @property
    def is_link_dead(self) -> bool:
        return self.found == LinkFound.DEAD

    @property
    def is_waiting(self) -> bool:
        return self.state == EvidenceState.WAITING

    @property
    def is_nobodys(self) -> bool:
        """Its person asks nobody for a look: they took it back, or have left before there was one.
        Who returns asks again."""
        is_left = self.is_waiting and self.journey.left_at is not None
        return self.state == EvidenceState.WITHDRAWN or is_left

    @property
    def is_sent_back(self) -> bool:
        return self.state in SENT_BACK

    def holder(self, now: datetime) -> User | None:
        """Who has it now. A lease that ran out, or whose holder is gone, holds nobody off; what is
        decided nobody has."""
        is_held = self.is_waiting and self.held_until is not None and now < self.held_until
        return self.held_by if is_held else None


class Verifier(models.Model):
    """Somebody a group lets look at evidence of its paths, beside those who speak for it."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="verifiers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    named_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["named_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "person"], name="onboarding_verifier_named_once"
            )
        ]

    def __str__(self):
        return f"{self.initiative} {self.pk}"
