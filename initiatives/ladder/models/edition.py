from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils import timezone

from initiatives.ladder.core.ladder_text import LONGEST_TEXT, read_ladder
from initiatives.ladder.core.rungs import Ladder
from initiatives.models import Initiative


class EditionQuerySet(models.QuerySet):
    def newest(self):
        """The last of each group; one without text says that the group has no ladder any more."""
        later = Edition.objects.filter(
            initiative=models.OuterRef("initiative"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later)).exclude(text="")


class Edition(models.Model):
    """A ladder as a lead wrote it one day; never changed afterwards, so that who asks for a rung
    is asked for what stood there when they began."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="ladder_editions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["initiative", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "number"], name="ladder_edition_numbered_once"
            )
        ]

    def __str__(self):
        return f"{self.initiative} {self.number}"

    @cached_property
    def ladder(self) -> Ladder:
        return read_ladder(self.text)
