import uuid

from django.db import models
from django.db.models import Q

from .occurrence import Occurrence


class Visitor(models.Model):
    """Somebody who came to a date and is on no list of answers, as an organizer wrote down. Their
    name is kept as long as a guest's; for which organisation they were there stays."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="visitors")
    name = models.CharField(max_length=80, blank=True)
    organisation = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="", organisation=""), name="events_visitor_is_somebody"
            ),
        ]

    def __str__(self):
        return f"{self.public_id} {self.occurrence}"
