"""Addresses of one person's calendar: made, made anew, taken back.

Whoever has such an address reads along, so it is long beyond guessing, kept as its hash alone and
told once, when it is made.
"""

from collections.abc import Collection

from django.db import transaction

from events.models import PersonalFeed
from initiatives.models import Initiative
from portal.core.secret_link import digest, new_token
from portal.kit import audit, clock
from portal.people.models import User

MOST_FEEDS = 10


class TooManyFeeds(Exception):
    """More addresses than one person has programs."""


@transaction.atomic
def start_feed(
    *,
    person: User,
    label: str,
    has_answers: bool,
    has_followed: bool,
    groups: Collection[Initiative],
) -> tuple[PersonalFeed, str]:
    """The feed and its token, which nobody can read again. Raises TooManyFeeds."""
    User.objects.select_for_update().get(pk=person.pk)
    if person.personal_feeds.count() >= MOST_FEEDS:
        raise TooManyFeeds
    token = new_token()
    feed = PersonalFeed.objects.create(
        person=person,
        label=label,
        token_sha256=digest(token),
        has_answers=has_answers,
        has_followed=has_followed,
    )
    feed.groups.set(groups)
    audit.record(by=person, verb="feed.started", on=feed, is_on_pages=False)
    return feed, token


@transaction.atomic
def renew_feed(*, feed: PersonalFeed, by: User) -> str:
    """A new address for the same calendar; the old one finds nothing from now on."""
    token = new_token()
    feed.token_sha256, feed.last_used_on = digest(token), None
    feed.save(update_fields=["token_sha256", "last_used_on"])
    audit.record(by=by, verb="feed.renewed", on=feed, is_on_pages=False)
    return token


@transaction.atomic
def end_feed(*, feed: PersonalFeed, by: User) -> None:
    audit.record(by=by, verb="feed.ended", on=feed, is_on_pages=False)
    feed.delete()


def note_use(*, feed: PersonalFeed) -> None:
    """Once a day, so that its person can tell which address nobody needs any more."""
    today = clock.now().date()
    if feed.last_used_on != today:
        PersonalFeed.objects.filter(pk=feed.pk).update(last_used_on=today)
