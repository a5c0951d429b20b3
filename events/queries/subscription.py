"""The two addresses of a feed: one that subscribes, one that downloads."""

from dataclasses import dataclass

from portal.kit.addresses import absolute


@dataclass(frozen=True)
class Subscription:
    """`webcal_url` makes a calendar program subscribe when the link is opened."""

    feed_url: str
    webcal_url: str


def subscription_to(feed: str, *args: object) -> Subscription:
    url = absolute(feed, *args)
    return Subscription(feed_url=url, webcal_url="webcal://" + url.split("://", 1)[-1])
