from django.db import models
from django.db.models import F, Q

from .series import Series


class Slot(models.Model):
    """When a series meets: a first wall-clock time, its IANA zone and a rule ("" meets once).

    `uid` names the slot in calendars for good; `sequence` counts the changes of its schedule. One
    that goes on from another (`split_from`) has a UID of its own, as every calendar understands.
    `dropped_dates` are days (ISO) its rule gives and the series does not meet on: clocks skip the
    hour, another date or series has the day, or they are among `excluded_dates`, which the calendar
    it comes from takes out.
    """

    series = models.ForeignKey(Series, models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField(default=1)
    start_date = models.DateField()
    start_time = models.TimeField()
    tzid = models.CharField(max_length=64)
    rrule = models.CharField(max_length=500, blank=True)
    until_date = models.DateField(null=True, blank=True)
    uid = models.CharField(max_length=120, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    split_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="continued_by"
    )
    dropped_dates = models.JSONField(default=list, blank=True)
    excluded_dates = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["series", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "position"], name="events_slot_position_once"
            ),
            models.CheckConstraint(
                condition=Q(until_date=None) | Q(until_date__gte=F("start_date")),
                name="events_slot_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(tzid="") & ~Q(uid="") & Q(position__gte=1),
                name="events_slot_has_zone_and_uid",
            ),
            models.CheckConstraint(
                condition=~Q(rrule="") | Q(until_date=None), name="events_slot_once_has_no_end"
            ),
        ]

    def __str__(self):
        return f"{self.start_date} {self.start_time:%H:%M} {self.tzid} {self.rrule}".strip()
