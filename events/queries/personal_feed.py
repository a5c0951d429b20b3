"""What one person's own calendar holds, and whose it is."""

from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from events.core.ics import CalendarEvent
from events.models import Answer, Occurrence, PersonalFeed, Series, Status
from events.models.series import SeriesQuerySet
from initiatives.models import Follow, Initiative
from portal.kit import clock
from portal.people.models import User

from .feed import Feed, cancelled_since
from .feed_events import event_of_date, shared_words
from .filters import groups_that_meet

MOST_ANSWERS = 500


def feed_behind(*, token_sha256: str) -> PersonalFeed | None:
    """None also for who has no account to use any more. One query."""
    return (
        PersonalFeed.objects.select_related("person")
        .filter(token_sha256=token_sha256, person__is_active=True)
        .first()
    )


def feeds_of(*, person: User) -> QuerySet[PersonalFeed]:
    return PersonalFeed.objects.filter(person=person).prefetch_related("groups")


def name_of(feed: PersonalFeed) -> str:
    return _("%(foundation)s: %(label)s") % {
        "foundation": settings.FOUNDATION_NAME,
        "label": feed.label,
    }


def events_of_feed(feed: PersonalFeed) -> tuple[CalendarEvent, ...]:
    """Whole meetings of the groups, and single dates of other meetings somebody said they come to.

    Published ones alone, whatever was answered. Six queries for any number.
    """
    whole = Feed(name_of(feed), series_of(feed))
    return (*whole.events(), *answered(feed))


def series_of(feed: PersonalFeed) -> SeriesQuerySet:
    """Also joint meetings another group hosts for one of them."""
    groups = Q(pk__in=feed.groups.values("pk"))
    if feed.has_followed:
        groups |= Q(pk__in=Follow.objects.filter(person=feed.person_id).values("initiative"))
    chosen = Initiative.objects.listed().filter(groups).values("pk")
    joint = Series.also_for.through.objects.filter(initiative__in=chosen).values("series")
    return Series.objects.filter(Q(initiative__in=chosen) | Q(pk__in=joint))


def answered(feed: PersonalFeed) -> tuple[CalendarEvent, ...]:
    if not feed.has_answers:
        return ()
    rows = (
        Occurrence.objects.published()
        .filter(rsvps__person=feed.person_id, rsvps__answer__in=[Answer.YES, Answer.MAYBE])
        .exclude(series__in=series_of(feed))
        .exclude(status=Status.CANCELLED, ends_at__lt=cancelled_since(clock.now()))
        .select_related("series__initiative", "slot", "minutes")
        .order_by("-starts_at")[:MOST_ANSWERS]
    )
    said = shared_words()
    return tuple(event_of_date(row, said) for row in rows)


def groups_to_choose() -> QuerySet[Initiative]:
    """Whose calendar is worth having: those that meet."""
    meeting = [slug for slug, _name in groups_that_meet()]
    return Initiative.objects.listed().filter(slug__in=meeting).order_by("name")


def own_feeds(*, person: User) -> list[dict[str, Any]]:
    """For the copy of their data somebody takes with them."""
    return [
        {
            "label": feed.label,
            "has_answers": feed.has_answers,
            "has_followed": feed.has_followed,
            "groups": [group.slug for group in feed.groups.all()],
            "created_at": feed.created_at,
            "last_used_on": feed.last_used_on,
        }
        for feed in feeds_of(person=person)
    ]
