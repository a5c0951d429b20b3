import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.ladder.core.ladder_text import LONGEST_KEY
from initiatives.ladder.core.rungs import Rung
from initiatives.ladder.core.standing import window_ends
from initiatives.models import Initiative
from initiatives.onboarding.core.evidence_link import LONGEST_LINK

from .edition import Edition

LONGEST_WORDS = 2000
LONGEST_ORGANISATION = 160
MOST_LINKS = 100


class PromotionState(models.TextChoices):
    OPEN = "open", _("asked for")
    GRANTED = "granted", _("granted")
    NOT_YET = "not_yet", _("not yet")
    WITHDRAWN = "withdrawn", _("taken back")


DECIDED = (PromotionState.GRANTED, PromotionState.NOT_YET)


class PromotionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=PromotionState.OPEN)


class Promotion(models.Model):
    """Somebody asks for the next rung, measured by the edition of the ladder of that day.

    `window_opened_at` is when all that is asked was there, and objections began; empty before, and
    again when a sponsor leaves. `said` are the places, among the things asked, of what the person
    says of themselves. `decided_as` is what made somebody the one who may decide, that day.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="promotions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="promotions")
    edition = models.ForeignKey(Edition, models.CASCADE, related_name="promotions")
    rung = models.SlugField(max_length=LONGEST_KEY)
    is_return = models.BooleanField(default=False)
    words = models.TextField(max_length=LONGEST_WORDS, blank=True)
    said = models.JSONField(default=list, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    window_opened_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(
        max_length=9, choices=PromotionState.choices, default=PromotionState.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_as = models.JSONField(default=list, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(max_length=LONGEST_WORDS, blank=True)

    objects = PromotionQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "person"],
                condition=Q(state=PromotionState.OPEN),
                name="ladder_promotion_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state__in=PromotionState.values), name="ladder_promotion_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_at__isnull=False)
                | (~Q(state__in=DECIDED) & Q(decided_at=None)),
                name="ladder_promotion_decided_has_its_hour",
            ),
            models.CheckConstraint(
                condition=~Q(state=PromotionState.NOT_YET) | ~Q(answer=""),
                name="ladder_promotion_not_yet_with_words",
            ),
        ]

    def __str__(self):
        return f"{self.rung} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state == PromotionState.OPEN

    @property
    def asked_rung(self) -> Rung:
        """Of its own edition. Who returns is asked for nothing of it but the word of who leads."""
        rung = self.edition.ladder.rung(self.rung)
        assert rung is not None  # a promotion begins with a rung of its edition
        return Rung(rung.key, rung.title, rung.brings) if self.is_return else rung

    @property
    def window_ends_at(self) -> datetime | None:
        opened = self.window_opened_at
        return opened and window_ends(opened, self.asked_rung.objection_days)

    def is_over(self, now: datetime) -> bool:
        """Whether the days for objections are."""
        return self.window_ends_at is not None and self.window_ends_at <= now


class Work(models.Model):
    """Something they made, for one of the things asked: `ask` is its place among them."""

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="work")
    ask = models.PositiveSmallIntegerField()
    link = models.URLField(max_length=LONGEST_LINK)
    fingerprint = models.CharField(max_length=64)

    class Meta:
        ordering = ["ask", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "fingerprint"], name="ladder_work_shown_once"
            )
        ]

    def __str__(self):
        return f"{self.promotion_id} {self.ask}"


class Sponsorship(models.Model):
    """Somebody vouches for who asks. Organisation and rung are theirs of that day, and count."""

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="sponsorships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    organisation = models.CharField(max_length=LONGEST_ORGANISATION, blank=True)
    stood_as = models.JSONField(default=list, blank=True)
    words = models.TextField(max_length=LONGEST_WORDS)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "person"], name="ladder_sponsorship_given_once"
            )
        ]

    def __str__(self):
        return f"{self.promotion_id}"


class Objection(models.Model):
    """Why somebody on the sponsors' rung or above would wait."""

    promotion = models.ForeignKey(Promotion, models.CASCADE, related_name="objections")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    words = models.TextField(max_length=LONGEST_WORDS)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["promotion", "person"], name="ladder_objection_made_once"
            )
        ]

    def __str__(self):
        return f"{self.promotion_id}"
