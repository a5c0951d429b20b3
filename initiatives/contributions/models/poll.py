from django.db import models

from .repository import Repository


class Poll(models.Model):
    """How far a repository that steps speak of was asked for what its deliveries may have missed.

    Whatever was touched up to `seen_to` has been read. A reading that did not come to its end goes
    on at `next_url`; then `seen_to` becomes `reading_to`. At `begun_at` the last reading
    began that asks for all there is, not only for what is new.
    """

    repository = models.OneToOneField(Repository, models.CASCADE, related_name="poll")
    next_at = models.DateTimeField(db_index=True)
    begun_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True)
    etag = models.CharField(max_length=200, blank=True)
    seen_to = models.DateTimeField(null=True, blank=True)
    reading_to = models.DateTimeField(null=True, blank=True)
    next_url = models.CharField(max_length=500, blank=True)
    # The name GitHub has for it now, where that is another one.
    called = models.CharField(max_length=140, blank=True)
    failed_since = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["next_at", "pk"]

    def __str__(self):
        return f"{self.repository}, next {self.next_at}"
