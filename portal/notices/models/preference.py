from django.conf import settings
from django.db import models
from django.db.models import Q

from .notice import NEVER_STOPPED, Kind


class Preference(models.Model):
    """How a person hears of one kind. Without a row they hear of it both ways."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notice_preferences"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    in_app = models.BooleanField(default=True)
    by_mail = models.BooleanField(default=True)

    class Meta:
        ordering = ["person", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="notices_preference_once"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="notices_preference_known_kind"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=sorted(NEVER_STOPPED)) | Q(in_app=True, by_mail=True),
                name="notices_preference_account_stays",
            ),
        ]

    def __str__(self):
        return f"{self.person_id} {self.kind}"
