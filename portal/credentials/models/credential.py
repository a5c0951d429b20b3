import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 120
LONGEST_WHAT = 500
LONGEST_REASON = 300
LONGEST_LINK = 300


class Kind(models.TextChoices):
    """What can be said of somebody: the one list of it, where a slice adds what it says anew."""

    MENTEE = "mentee", _("Completed a mentorship")
    MENTOR = "mentor", _("Mentored")
    PATH = "path", _("Walked an onboarding path to its end")


# What somebody had to do, in plain words: a badge carries them to who never saw this portal.
CRITERIA = {
    Kind.MENTEE: _(
        "Worked for a term with a mentor on real work of an open-source project. When it was over, "
        "the people who run the program decided that the mentee had completed it."
    ),
    Kind.MENTOR: _(
        "Mentored somebody on real work of an open-source project to the last day of a term, or "
        "until that mentee had completed it."
    ),
    Kind.PATH: _(
        "Did every step of an onboarding path that is not optional. Whatever was to be shown on it "
        "was looked at by somebody else who found that it counts, or is known from GitHub."
    ),
}


class Credential(models.Model):
    """One thing that was said of one person, frozen when it was said.

    The public id is the only key to it: 122 random bits, so nobody comes upon one by guessing, and
    no list of them is public. `about` is what it is about, in words of the slice that issued it:
    the same kind, thing and person is the same credential. Without a `holder` the account was
    erased, and with it the name. `status_place` is where its bit stands in the lists of revoked
    ones: found by chance, so that it tells neither when it was issued nor after how many.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    about = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    what = models.CharField(max_length=LONGEST_WHAT)
    given_by = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField()
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="credentials",
    )
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    is_name_shown = models.BooleanField(default=False)
    evidence = models.URLField(max_length=LONGEST_LINK, blank=True)
    issued_at = models.DateTimeField(default=timezone.now)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    status_place = models.PositiveIntegerField(unique=True, editable=False)

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about", "holder"], name="credentials_credential_once"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values) & ~Q(about="") & ~Q(title=""),
                name="credentials_credential_known_words",
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="credentials_credential_days"
            ),
            models.CheckConstraint(
                condition=Q(is_name_shown=False) | ~Q(name=""),
                name="credentials_credential_shows_a_name_there_is",
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=False) | Q(name=""),
                name="credentials_credential_name_goes_with_its_holder",
            ),
            models.CheckConstraint(
                condition=Q(holder__isnull=False) | Q(evidence=""),
                name="credentials_credential_evidence_goes_with_its_holder",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_reason="")),
                name="credentials_credential_revoked_for_a_reason",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.public_id}"

    def get_absolute_url(self):
        return reverse("credentials:verify", args=[self.public_id])

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None

    @property
    def shown_name(self) -> str:
        """Empty where the holder shows none, and where there is no holder any more."""
        return self.name if self.is_name_shown and self.holder_id else ""
