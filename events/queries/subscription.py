"""The two addresses of a feed: one that subscribes, one that downloads."""

from dataclasses import dataclass
from urllib.parse import urlencode

from portal.kit.addresses import absolute


@dataclass(frozen=True)
class Subscription:
    """`webcal_url` makes a calendar program subscribe when the link is opened."""

    feed_url: str
    webcal_url: str


def subscription_to(feed: str, *args: object, **narrow: str) -> Subscription:
    """Empty values of `narrow` fall out."""
    query = urlencode(sorted((name, value) for name, value in narrow.items() if value))
    url = absolute(feed, *args) + (f"?{query}" if query else "")
    return Subscription(feed_url=url, webcal_url="webcal://" + url.split("://", 1)[-1])
