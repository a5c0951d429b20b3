from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class DatedQuerySet(models.QuerySet):
    def open(self):
        """Rows nobody has ended: the ones the database keeps unique."""
        return self.filter(until=None)

    def current(self, on: date):
        """Rows true on a day; an unknown start or end counts as true."""
        return self.filter(
            Q(since=None) | Q(since__lte=on),
            Q(until=None) | Q(until__gt=on),
        )


class DatedFact(models.Model):
    """Something a body decided or published: true from `since` up to, not including, `until`.

    An empty date is an unknown one, an empty source an unknown source; nothing is made up.
    `seen_on` is the date of the published text the fact was read from. `confirmed_on` is the last
    day somebody who speaks for the group said that it is right; it stays when their account goes.
    """

    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gt=F("since")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
            )
        ]

    def is_current(self, on: date) -> bool:
        """`current` for a row at hand."""
        return (self.since is None or self.since <= on) and (self.until is None or self.until > on)
