import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from mentorship.models import Match

LONGEST_NOTE = 4000
MOST_NOTES = 100


class Note(models.Model):
    """A shared one is for the two people of the pair, a private one for its author alone.

    The people who run the program read neither, and administrators of the site read neither. Once
    the account of the other one is erased there is no match, and the author keeps what they wrote.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    match = models.ForeignKey(Match, models.SET_NULL, null=True, blank=True, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(max_length=LONGEST_NOTE)
    is_private = models.BooleanField(default=True)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="cohort_life_note_says_something")
        ]

    def __str__(self):
        return str(self.public_id)
