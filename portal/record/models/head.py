from django.db import models

from portal.core import record_chain


class Head(models.Model):
    """The record at the end of a day, signed. Published, and kept by whoever wants to check it."""

    day = models.DateField(primary_key=True)
    number = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)

    class Meta:
        ordering = ["-day"]

    def __str__(self):
        return f"Head of {self.day}"

    @property
    def as_signed(self) -> record_chain.Head:
        return record_chain.Head(
            self.day.isoformat(), self.number, self.digest, self.key, self.signature
        )
