from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.onboarding.blocks import LONGEST_KEY
from initiatives.onboarding.core.carry import Walked
from initiatives.onboarding.core.hold_back import Lot
from initiatives.onboarding.core.nudge import Quiet, Rung

from .path import Edition, Path, Step


class JourneyQuerySet(models.QuerySet):
    def open(self):
        return self.filter(left_at=None)


class Journey(models.Model):
    """One person's walk along a path, on the edition it began with until they take a newer one.
    Nobody else may see it, but for whom they show it to: who has a link, which is known by its hash
    alone, or everybody on their page.

    `kept_open` are keys of steps that were open once and stay so; `covered` of those that earlier
    work seems to cover, until the person says so. `acted_at` is when they last did
    something here, or had an answer to what they showed.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="journeys")
    path = models.ForeignKey(Path, models.PROTECT, related_name="journeys")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="journeys")
    started_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    acted_at = models.DateTimeField(default=timezone.now)
    paused_until = models.DateField(null=True, blank=True)
    kept_open = models.JSONField(default=list, blank=True)
    covered = models.JSONField(default=list, blank=True)
    link_sha256 = models.CharField(max_length=64, blank=True)
    is_public = models.BooleanField(default=False)

    objects = JourneyQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "path"],
                condition=Q(left_at=None),
                name="onboarding_journey_one_open",
            ),
            models.UniqueConstraint(
                fields=["link_sha256"],
                condition=~Q(link_sha256=""),
                name="onboarding_journey_one_link",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("started_at")),
                name="onboarding_journey_left_after_it_started",
            ),
        ]

    def __str__(self):
        return str(self.path)

    @property
    def quiet(self) -> Quiet:
        """A pause ends with its last day, as the portal's clock counts days."""
        if self.paused_until is None:
            return Quiet(acted_at=self.acted_at)
        end = datetime.combine(self.paused_until + timedelta(days=1), time(), UTC)
        return Quiet(acted_at=self.acted_at, resumes_at=end)

    def rests(self, now: datetime) -> bool:
        return self.paused_until is not None and now.date() <= self.paused_until

    @property
    def walked(self) -> Walked:
        marks = {mark.key: mark.source for mark in self.completions.all()}
        return Walked(
            done=frozenset(marks),
            kept_open=frozenset(self.kept_open),
            covered=frozenset(self.covered),
            verified=frozenset(key for key in marks if marks[key] in FOUND_TO_COUNT),
        )


class Source(models.TextChoices):
    """How we know: a person's own word is shown as that."""

    SELF = "self", _("you said so")
    PRIOR = "prior", _("you had done it before")
    CARRIED = "carried", _("by what you did in an earlier edition")
    RSVP = "rsvp", _("you said you would come")
    ATTENDANCE = "attendance", _("you were there")
    GITHUB = "github", _("GitHub says so")
    TASK = "task", _("by a task you took")
    MET = "met", _("you met in a mentorship pair")
    SHOWN = "shown", _("you showed it")
    ANSWERED = "answered", _("you answered its questions")
    VERIFIED = "verified", _("it was looked at and counts")


# What rests on nothing but their word, they may take back; also what nobody has looked at yet.
OWN_WORD = frozenset({Source.SELF, Source.PRIOR, Source.CARRIED, Source.SHOWN, Source.ANSWERED})
# What others said of the work itself; being somewhere shows nothing.
FOUND_TO_COUNT = frozenset({Source.VERIFIED, Source.GITHUB})


class Completion(models.Model):
    """A step is done: by the person's own word, or because a meeting or somebody else says so.

    `step` is the one of the edition it was done in; `key` makes it the same in every edition. `was`
    is their own word that a task or a meeting took the place of, which stands again without it.
    """

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="completions")
    step = models.ForeignKey(Step, models.PROTECT, related_name="completions")
    key = models.SlugField(max_length=LONGEST_KEY)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.SELF)
    at = models.DateTimeField(default=timezone.now)
    was = models.CharField(max_length=10, choices=Source.choices, blank=True)
    was_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["journey", "key"], name="onboarding_completion_once"),
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="onboarding_completion_known_source"
            ),
            models.CheckConstraint(
                condition=Q(was="", was_at=None)
                | Q(was__in=sorted(OWN_WORD), was_at__isnull=False),
                name="onboarding_completion_was_their_own_word",
            ),
        ]

    def __str__(self):
        return f"{self.step} {self.source}"


class Nudge(models.Model):
    """A reminder that was due, about the quiet that began with `since`. It went out but where the
    walk is left alone by `lot`, which is empty where no lot was drawn."""

    journey = models.ForeignKey(Journey, models.CASCADE, related_name="nudges")
    since = models.DateTimeField()
    rung = models.PositiveSmallIntegerField()
    lot = models.CharField(
        max_length=5, blank=True, choices=[(lot.value, lot.value) for lot in Lot]
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["journey", "since", "rung"], name="onboarding_nudge_once"
            ),
            models.CheckConstraint(
                condition=Q(rung__range=(1, Rung.ASK.value)), name="onboarding_nudge_known_rung"
            ),
            models.CheckConstraint(
                condition=Q(lot__in=["", *(lot.value for lot in Lot)]),
                name="onboarding_nudge_known_lot",
            ),
        ]

    def __str__(self):
        return f"{self.journey} {self.rung}"
