import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from modelsearch import index
from modelsearch.queryset import SearchableQuerySetMixin

from .occurrence import Occurrence

LONGEST_MINUTES = 30_000
LONGEST_SENTENCE = 500
# What `published()` asks, as the search wants to be told.
WHAT_MAKES_THEM_PUBLIC = (
    index.FilterField("published_at"),
    index.RelatedFields(
        "occurrence",
        [
            index.RelatedFields(
                "series",
                [
                    index.FilterField("is_published"),
                    index.RelatedFields("initiative", [index.FilterField("is_listed")]),
                ],
            )
        ],
    ),
)


class MinutesQuerySet(SearchableQuerySetMixin, models.QuerySet):
    def published(self):
        """Of a public series; a draft is its organizers' alone."""
        return self.filter(
            published_at__isnull=False,
            occurrence__series__is_published=True,
            occurrence__series__initiative__is_listed=True,
        )


class Minutes(index.Indexed, models.Model):
    """What was said on one date, in Markdown. `version` counts its saves, so that nobody writes
    over what they have not seen. The search holds the words of published ones, kept by
    `events.actions.minutes_search`."""

    occurrence = models.OneToOneField(Occurrence, models.CASCADE, related_name="minutes")
    text = models.TextField(max_length=LONGEST_MINUTES, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)

    objects = MinutesQuerySet.as_manager()

    search_auto_update = False
    search_fields = [index.SearchField("words"), *WHAT_MAKES_THEM_PUBLIC]

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self):
        return f"{self.occurrence}"

    @classmethod
    def get_indexed_objects(cls):
        """For who makes the index anew: a draft is in it never."""
        return cls.objects.filter(published_at__isnull=False).prefetch_related("decisions")

    def words(self) -> str:
        return "\n".join([self.text, *(one.text for one in self.decisions.all())])


class Decision(models.Model):
    """One thing that was decided on a date, in a sentence."""

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="decisions")
    text = models.CharField(max_length=LONGEST_SENTENCE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="events_decision_says_something"),
        ]

    def __str__(self):
        return self.text


class ActionItemQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at=None)

    def told(self):
        """What minutes that are still written say is nobody's task yet."""
        return self.filter(minutes__in=Minutes.objects.published())


class ActionItem(models.Model):
    """What somebody took upon them on a date: a member, or somebody by name alone."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="action_items")
    text = models.CharField(max_length=LONGEST_SENTENCE)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="events_action_item_says_something"),
            models.CheckConstraint(
                condition=Q(person=None) | Q(name=""), name="events_action_item_of_one"
            ),
        ]

    def __str__(self):
        return self.text
