from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What became of a delivery."""

    TAKEN = "taken", _("told something new")
    KNOWN = "known", _("told nothing new")
    IGNORED = "ignored", _("about nothing that counts here")
    IMPLAUSIBLE = "implausible", _("with a date nobody can believe")
    UNREADABLE = "unreadable", _("could not be read")
    REFUSED = "refused", _("without a good signature")


class Tally(models.Model):
    """How many deliveries of a day ended so: all that is kept of a delivery itself."""

    day = models.DateField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "tallies"
        ordering = ["-day", "outcome"]
        constraints = [
            models.UniqueConstraint(fields=["day", "outcome"], name="contributions_tally_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="contributions_tally_known_outcome"
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.outcome} {self.count}"
