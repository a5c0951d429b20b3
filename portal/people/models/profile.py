from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST_HOURS = 60


class Part(models.TextChoices):
    """What a person may show of themselves. The name is what opens `/people/<handle>/` at all."""

    NAME = "name", _("Name and handle")
    PRONOUNS = "pronouns", _("Pronouns")
    ABOUT = "about", _("About me")
    LANGUAGES = "languages", _("Languages")
    SKILLS = "skills", _("Skills")
    HOURS = "hours", _("Hours a week")
    TIMEZONE = "timezone", _("Time zone")


class Audience(models.TextChoices):
    MEMBERS = "members", _("People who are signed in")
    EVERYONE = "everyone", _("Everyone")


class Profile(models.Model):
    """What a person tells about themselves. Handle and time zone stand on the account."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile", primary_key=True
    )
    display_name = models.CharField(_("name"), max_length=120, blank=True)
    pronouns = models.CharField(_("pronouns"), max_length=40, blank=True)
    about = models.TextField(_("about me"), max_length=1000, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(
        _("hours a week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)],
    )
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_per_week=None) | Q(hours_per_week__range=(1, MOST_HOURS)),
                name="people_profile_hours_of_a_week",
            ),
        ]

    def __str__(self):
        return self.display_name


class Disclosure(models.Model):
    """One part shown to somebody else. Without a row nobody but the person sees the part."""

    profile = models.ForeignKey(Profile, models.CASCADE, related_name="disclosures")
    part = models.CharField(max_length=10, choices=Part.choices)
    audience = models.CharField(max_length=8, choices=Audience.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "part"], name="people_disclosure_part_once"),
            models.CheckConstraint(
                condition=Q(part__in=Part.values) & Q(audience__in=Audience.values),
                name="people_disclosure_known_words",
            ),
        ]

    def __str__(self):
        return f"{self.part}: {self.audience}"
