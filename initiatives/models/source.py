from django.db import models

from .initiative import Initiative


class Source(models.Model):
    """A published text a group's facts were read from, and the date of that text."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="sources")
    title = models.CharField(max_length=300)
    url = models.URLField(max_length=500, blank=True)
    seen_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["initiative", "title"], name="initiatives_source_once"),
        ]

    def __str__(self):
        return self.title
