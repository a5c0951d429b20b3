from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class LanguageLevel(models.TextChoices):
    BASIC = "basic", _("A little")
    CONVERSATION = "conversation", _("Good enough for a call")
    FLUENT = "fluent", _("Fluent")
    NATIVE = "native", _("First language")


class PersonLanguage(models.Model):
    """A language somebody speaks, by its ISO 639 code ("pt", "yue")."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="languages")
    language = models.CharField(max_length=10)
    level = models.CharField(max_length=12, choices=LanguageLevel.choices)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "language"], name="people_personlanguage_once"
            ),
            models.CheckConstraint(
                condition=Q(level__in=LanguageLevel.values) & ~Q(language=""),
                name="people_personlanguage_known_level",
            ),
        ]

    def __str__(self):
        return f"{self.language}: {self.level}"
