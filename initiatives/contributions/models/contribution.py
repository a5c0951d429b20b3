from django.conf import settings
from django.db import models
from django.db.models import Q

from initiatives.contributions.core.fact import Fact, Kind


class Contribution(models.Model):
    """Something a person did in a repository, once, whoever told of it and how often. Only of
    people who connected their GitHub account, and as long as it is connected; theirs alone."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    repository_id = models.BigIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    subject = models.BigIntegerField()
    at = models.DateTimeField()
    author = models.BigIntegerField()
    number = models.PositiveIntegerField()
    is_own_merge = models.BooleanField(default=False)
    is_docs = models.BooleanField(default=False)
    # Names of what a merged pull request changed; null while nobody asked, or got no answer.
    files = models.JSONField(null=True, blank=True)
    are_all_files = models.BooleanField(default=False)
    had_by_another = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["repository_id", "kind", "subject", "at"],
                name="contributions_fact_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]),
                name="contributions_fact_known_kind",
            ),
        ]
        indexes = [models.Index(fields=["person", "repository_id"], name="contributions_of_person")]

    def __str__(self):
        return f"{self.kind} {self.repository_id}#{self.number}"

    @property
    def fact(self) -> Fact:
        return Fact(
            repository=self.repository_id,
            kind=Kind(self.kind),
            subject=self.subject,
            at=self.at,
            author=self.author,
            number=self.number,
            is_own_merge=self.is_own_merge,
            is_docs=self.is_docs,
            files=None if self.files is None else tuple(self.files),
            are_all_files=self.are_all_files,
            had_by_another=self.had_by_another,
        )
