import uuid
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative

if TYPE_CHECKING:
    from .occurrence import Occurrence
    from .slot import Slot

DAY_MINUTES, MAX_DAYS = 24 * 60, 14
MAX_MINUTES = MAX_DAYS * DAY_MINUTES
WHOLE_DAYS = [days * DAY_MINUTES for days in range(1, MAX_DAYS + 1)]
RESERVED_SLUGS = ("check", "month")  # addresses of the calendar itself


class Kind(models.TextChoices):
    MEETING = "meeting", _("Meeting")
    OFFICE_HOURS = "office-hours", _("Office hours")
    WELCOME_CALL = "welcome-call", _("Welcome call")
    WORKSHOP = "workshop", _("Workshop")
    WEBINAR = "webinar", _("Webinar")
    CONFERENCE = "conference", _("Conference")
    DEADLINE = "deadline", _("Deadline")
    ELECTION = "election", _("Election")


class SeriesQuerySet(models.QuerySet):
    def published(self):
        """A group that is not listed has no public meetings either."""
        return self.filter(is_published=True, initiative__is_listed=True)

    def hosted_by(self, initiative: Initiative):
        """Also the joint meetings that another group hosts for this one."""
        return self.filter(Q(initiative=initiative) | Q(also_for=initiative)).distinct()


class Series(models.Model):
    """One meeting that keeps its name and place: weekly call, office hours, a single workshop.

    `changed_at` moves only when subscribers would see a difference: it is what feeds are dated by.
    Where a series in `yields_to` meets, this one leaves out that day. An `is_all_day` series lasts
    whole days, from midnight to midnight on its own clock. `shows_attendance`: how many came and
    from which organisations is public, by no name.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.MEETING)
    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="series")
    also_for = models.ManyToManyField(Initiative, blank=True, related_name="joint_series")
    duration_minutes = models.PositiveIntegerField(default=60)
    capacity = models.PositiveIntegerField(
        null=True, blank=True, help_text=_("Seats at each date; empty means no limit.")
    )
    region = models.CharField(max_length=80, blank=True)
    is_all_day = models.BooleanField(default=False)
    place = models.CharField(max_length=200, blank=True)
    place_url = models.URLField(max_length=500, blank=True)
    join_url = models.URLField(max_length=500, blank=True)
    notes_url = models.URLField(max_length=500, blank=True)
    recordings_url = models.URLField(max_length=500, blank=True)
    access_note = models.CharField(max_length=300, blank=True)
    is_open_to_newcomers = models.BooleanField(default=False)
    has_introductions = models.BooleanField(default=False)
    shows_attendance = models.BooleanField(default=False)
    yields_to = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="yielded_by"
    )
    is_published = models.BooleanField(default=True)
    source = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SeriesQuerySet.as_manager()

    # What feeds have prefetched beside the columns.
    rules: "list[Slot]"
    decisions: "list[Occurrence]"

    class Meta:
        ordering = ["title"]
        verbose_name_plural = "series"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values), name="events_series_known_kind"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(slug__in=["", *RESERVED_SLUGS]),
                name="events_series_has_a_name",
            ),
            models.CheckConstraint(
                condition=Q(duration_minutes__range=(1, MAX_MINUTES)),
                name="events_series_lasts_a_while",
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gte=1), name="events_series_seats_somebody"
            ),
            models.CheckConstraint(
                condition=Q(join_url="") | Q(join_url__startswith="https://"),
                name="events_series_joined_over_https",
            ),
            models.CheckConstraint(
                condition=Q(place_url="") | ~Q(place="") & Q(place_url__startswith="https://"),
                name="events_series_map_of_a_place",
            ),
            models.CheckConstraint(
                condition=Q(is_all_day=False) | Q(duration_minutes__in=WHOLE_DAYS),
                name="events_series_lasts_whole_days",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:series", args=[self.slug])

    @property
    def map_url(self) -> str:
        """A plain link: no map of somebody else is part of a page."""
        search = f"https://www.openstreetmap.org/search?{urlencode({'query': self.place})}"
        return self.place_url or search

    @property
    def is_public(self) -> bool:
        """As `published()` says of many."""
        return self.is_published and self.initiative.is_listed
