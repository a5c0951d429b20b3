from django.conf import settings
from django.db import models

from portal.core.record_chain import Sealed


class Entry(models.Model):
    """One thing that happened, as the bytes that were sealed. The database refuses to change or
    remove one (see the triggers of the first migration), so it says nothing of people in clear.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    said = models.BinaryField()
    digest = models.BinaryField(max_length=32)

    class Meta:
        ordering = ["number"]
        verbose_name_plural = "entries"

    def __str__(self):
        return f"Entry {self.number}"

    @property
    def sealed(self) -> Sealed:
        return Sealed(self.number, bytes(self.said), bytes(self.digest))


class Salt(models.Model):
    """Opens what an entry says of one person, to them and to this portal alone.

    It goes with the account: the entry stays and says nothing of anybody any more.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="salts")
    role = models.CharField(max_length=40)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="record_salts"
    )
    salt = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "role"], name="record_salt_once"),
        ]

    def __str__(self):
        return f"{self.role} of entry {self.entry_id}"
