from django.conf import settings
from django.db import models


class Holder(models.Model):
    """That work of a GitHub account was counted for a person. It outlasts the connection, so that
    an account that goes to another person here does not bring its work along; with the person it
    goes. Which account it is, `account` does not say: it is a keyed digest."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    account = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["account", "person"], name="contributions_holder_once")
        ]

    def __str__(self):
        return f"{self.account[:8]} of {self.person_id}"
