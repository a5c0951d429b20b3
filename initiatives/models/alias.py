from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .dated import DatedFact
from .initiative import Initiative


class AliasKind(models.TextChoices):
    NAME = "name", _("name")
    ALIAS = "alias", _("also called")
    FORMER_NAME = "former-name", _("formerly")


class Alias(DatedFact):
    """A name people know a group by. Its slug, if it had an address, redirects for good.

    A former name ends on the day of the next one. The name of today stands on the group itself;
    a row of kind `name` is there only when somebody knows since when it holds or where it is said.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80, unique=True, null=True, blank=True)
    kind = models.CharField(max_length=12, choices=AliasKind.choices, default=AliasKind.ALIAS)

    class Meta(DatedFact.Meta):
        ordering = ["kind", "name", "id"]
        verbose_name_plural = "aliases"
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=["initiative", "name"],
                condition=~Q(kind="former-name"),
                name="initiatives_alias_said_once",
            ),
            models.UniqueConstraint(
                fields=["initiative"], condition=Q(kind="name"), name="initiatives_alias_one_name"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AliasKind.values), name="initiatives_alias_known_kind"
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="initiatives_alias_slug_or_none"),
        ]

    def __str__(self):
        return self.name
