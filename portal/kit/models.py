from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """Who did which verb to what, and why. Ids and verbs only: never a value, never a name.

    Without an actor it was a command run on the server, or a former member whose account is erased.
    """

    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    actor_is_former = models.BooleanField(default=False)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_key = models.CharField(max_length=120)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "audit entries"
        indexes = [models.Index(fields=["object_type", "object_key"])]

    def __str__(self):
        return f"{self.verb} {self.object_type}"
