from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .series import MAX_MINUTES, Series
from .slot import Slot


class Status(models.TextChoices):
    SCHEDULED = "scheduled", _("As planned")
    MOVED = "moved", _("Moved")
    CANCELLED = "cancelled", _("Cancelled")


class OccurrenceQuerySet(models.QuerySet):
    def published(self):
        return self.filter(series__in=Series.objects.published())

    def upcoming(self, now: datetime):
        """Not over yet: a meeting that runs right now is still to come for a late reader.

        The bound on the start lets the index skip the past.
        """
        return self.filter(ends_at__gt=now, starts_at__gt=now - timedelta(minutes=MAX_MINUTES))

    def between(self, start: datetime, end: datetime):
        """Starting in the half-open window of two instants."""
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def on(self):
        return self.exclude(status=Status.CANCELLED)


class Occurrence(models.Model):
    """One date of a series, for ever known by the date its rule gave it.

    The wall times and the zone are the truth; `starts_at` and `ends_at` are derived from them with
    the zone data named in `tz_version`. `slot` is empty once its rule is gone; an `is_extra` date
    was added by hand, beside the rule. `change_note` is public: why the organizers moved or
    cancelled it; `changes` counts how often they decided. `seats_taken` is the number of its RSVPs,
    so that the last seat is given once. `took_place` is what somebody who was there confirmed,
    whatever was planned; `others_came` counts people nobody has a name of.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="occurrences")
    slot = models.ForeignKey(
        Slot, models.SET_NULL, null=True, blank=True, related_name="occurrences"
    )
    original_date = models.DateField()
    original_time = models.TimeField()
    moved_date = models.DateField(null=True, blank=True)
    moved_time = models.TimeField(null=True, blank=True)
    tzid = models.CharField(max_length=64)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    tz_version = models.CharField(max_length=12)
    is_extra = models.BooleanField(default=False)
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.SCHEDULED)
    override_title = models.CharField(max_length=200, blank=True)
    override_location = models.CharField(max_length=200, blank=True)
    override_minutes = models.PositiveIntegerField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    change_note = models.CharField(max_length=300, blank=True)
    changes = models.PositiveIntegerField(default=0)
    seats_taken = models.PositiveIntegerField(default=0)
    took_place = models.BooleanField(null=True, blank=True)
    others_came = models.PositiveIntegerField(default=0)
    recording_url = models.URLField(max_length=500, blank=True)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "original_date", "original_time"],
                name="events_occurrence_once_by_rule",
            ),
            models.UniqueConstraint(
                fields=["series", "original_date"], name="events_occurrence_one_address_a_day"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="events_occurrence_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="events_occurrence_known_status"
            ),
            models.CheckConstraint(
                condition=Q(moved_date=None, moved_time=None)
                | Q(moved_date__isnull=False, moved_time__isnull=False),
                name="events_occurrence_moved_to_a_whole_time",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.MOVED) | Q(moved_date__isnull=False),
                name="events_occurrence_moved_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(override_minutes=None) | Q(override_minutes__range=(1, MAX_MINUTES)),
                name="events_occurrence_lasts_a_while",
            ),
            models.CheckConstraint(
                condition=Q(seats_taken__gte=0), name="events_occurrence_seats_not_owed"
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.CANCELLED, took_place=True),
                name="events_occurrence_held_or_cancelled",
            ),
            models.CheckConstraint(
                condition=Q(recording_url="") | Q(recording_url__startswith="https://"),
                name="events_occurrence_recorded_over_https",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="events_occurrence_by_start"),
            models.Index(fields=["series", "starts_at"], name="events_occurrence_of_series"),
        ]

    def __str__(self):
        return f"{self.series} {self.original_date}"

    def get_absolute_url(self):
        return reverse("events:occurrence", args=[self.series.slug, self.original_date])

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def moved_to(self) -> datetime | None:
        """Naive wall time in `tzid`."""
        if self.moved_date is None or self.moved_time is None:
            return None
        return datetime.combine(self.moved_date, self.moved_time)

    @property
    def title(self) -> str:
        return self.override_title or self.series.title
