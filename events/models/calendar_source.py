from django.db import models
from django.db.models import Q

from initiatives.models import Initiative

from .series import Series


class CalendarSource(models.Model):
    """A calendar kept elsewhere that a group's meetings come from: an address, or a file somebody
    brought, known by its name.

    The address may be a secret of whoever keeps the calendar: it is shown to organizers alone.
    `reading` is the last good copy as `events.core.foreign_calendar` understood it, without people;
    nothing of it becomes a meeting before somebody accepted the source. What a trusted source
    brings is public at once. `default_tzid` is for times that name no zone. `failure` says why the
    last try brought nothing new; everything stays as it was then.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="calendar_sources")
    url = models.URLField(max_length=1000, blank=True)
    name = models.CharField(max_length=200)
    default_tzid = models.CharField(max_length=64, blank=True)
    is_trusted = models.BooleanField(default=False)
    reading = models.JSONField(null=True, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    failed_since = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "url"],
                condition=~Q(url=""),
                name="events_source_address_once",
            ),
            models.UniqueConstraint(
                fields=["initiative", "name"],
                condition=Q(url=""),
                name="events_source_file_once",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="events_source_has_a_name"),
        ]

    def __str__(self):
        return self.name


class ImportedMeeting(models.Model):
    """What a source says under one UID, and the series it became here.

    `told` is what it said last: where the series differs from it, somebody changed it here, and the
    source does not undo that. Without a series somebody discarded the meeting: it does not come
    back by itself. `missing` counts the good readings in a row that did not have it; from the
    second on it is vanished, and nothing is deleted.
    """

    source = models.ForeignKey(CalendarSource, models.CASCADE, related_name="meetings")
    uid = models.CharField(max_length=255)
    series = models.OneToOneField(
        Series, models.SET_NULL, null=True, blank=True, related_name="imported"
    )
    told = models.JSONField()
    missing = models.PositiveSmallIntegerField(default=0)
    vanished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["source", "uid"]
        constraints = [
            models.UniqueConstraint(fields=["source", "uid"], name="events_imported_uid_once"),
        ]

    def __str__(self):
        return self.uid
