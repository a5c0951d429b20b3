from django.db import models
from django.db.models import Q

from .initiative import Initiative


class Question(models.Model):
    """Published text that could not be read for sure, and what to ask the group about it."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="questions")
    about = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    ask = models.TextField()
    is_open = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["about", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "about"],
                condition=Q(is_open=True),
                name="initiatives_question_one_open",
            ),
        ]

    def __str__(self):
        return self.ask
