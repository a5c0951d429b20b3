from django.conf import settings
from django.db import models
from django.db.models import Q

from .dated import DatedFact
from .initiative import Initiative


class RoleHolding(DatedFact):
    """A seat in a group and the name a source published for it: a fact, not an account.

    `person` is set only when somebody claims the seat. No published name is an empty one; a name
    taken down on request is empty too, and the seat says so.
    """

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="roles")
    role = models.SlugField(max_length=60)
    note = models.CharField(max_length=120, blank=True)
    holder_name = models.CharField(max_length=160, blank=True)
    holder_handle = models.CharField(max_length=80, blank=True)
    affiliation = models.CharField(max_length=160, blank=True)
    is_interim = models.BooleanField(default=False)
    is_withdrawn = models.BooleanField(default=False)
    seat = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="roles"
    )

    class Meta(DatedFact.Meta):
        ordering = ["position", "id"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.UniqueConstraint(
                fields=[
                    "initiative",
                    "role",
                    "holder_name",
                    "holder_handle",
                    "is_withdrawn",
                    "seat",
                ],
                condition=Q(until=None),
                name="initiatives_role_one_open",
            ),
            models.CheckConstraint(
                condition=Q(holder_name="", holder_handle="") | Q(seat=1),
                name="initiatives_role_named_once",
            ),
            models.CheckConstraint(
                condition=Q(is_withdrawn=False)
                | Q(holder_name="", holder_handle="", affiliation="", person=None),
                name="initiatives_role_withdrawn_is_nameless",
            ),
        ]

    def __str__(self):
        return f"{self.initiative}: {self.role}"


class TakenDown(models.Model):
    """A fingerprint of a name or handle that no import may bring back.

    It is a plain hash of low-entropy text: who holds the database can test a guess, nobody else
    learns anything, and it is never exported.
    """

    fingerprint = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.fingerprint[:12]
