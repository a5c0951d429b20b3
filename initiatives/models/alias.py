from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .initiative import Initiative


class AliasKind(models.TextChoices):
    ALIAS = "alias", _("also called")
    FORMER_NAME = "former-name", _("formerly")


class Alias(models.Model):
    """Another name people know a group by. Its slug, if it had an address, redirects for good."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80, unique=True, null=True, blank=True)
    kind = models.CharField(max_length=12, choices=AliasKind.choices, default=AliasKind.ALIAS)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "name"]
        verbose_name_plural = "aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "name"], name="initiatives_alias_said_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AliasKind.values), name="initiatives_alias_known_kind"
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="initiatives_alias_slug_or_none"),
        ]

    def __str__(self):
        return self.name
