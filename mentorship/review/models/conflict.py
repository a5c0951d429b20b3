from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mentorship.models import Application


class ConflictKind(models.TextChoices):
    """What people say of themselves; the last ones only the portal finds."""

    EMPLOYER = "employer", _("We have the same employer or school")
    KNOWS = "knows", _("We are friends, family or a couple")
    WORKED = "worked", _("We work together, or did")
    CHOSEN = "chosen", _("They want me as their mentor")
    OTHER = "other", _("Something else")
    PAIRED = "paired", _("They were paired before")
    APPLIES = "applies", _("They apply themselves")


DECLARED = (
    ConflictKind.EMPLOYER,
    ConflictKind.KNOWS,
    ConflictKind.WORKED,
    ConflictKind.CHOSEN,
    ConflictKind.OTHER,
)


class Conflict(models.Model):
    """Somebody says that they should not judge an application. What the portal finds out itself has
    no row: it is asked each time, so that it is never out of date.

    `words` are for those who run the program alone.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="conflicts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=ConflictKind.choices)
    words = models.CharField(max_length=300, blank=True)
    declared_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "person"], name="review_conflict_once"),
            models.CheckConstraint(
                condition=Q(kind__in=DECLARED), name="review_conflict_that_people_say"
            ),
        ]

    def __str__(self):
        return f"{self.application_id} {self.person_id}"
