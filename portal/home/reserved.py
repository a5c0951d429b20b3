"""Slugs that no page may take, because an address of the portal itself starts with them."""

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

# Promised by the address plan, whether or not a view answers yet.
PROMISED = frozenset(
    {
        "api",
        "calendar",
        "desk",
        "embed",
        "fit",
        "me",
        "meet",
        "mentorship",
        "news",
        "paths",
        "people",
        "record",
        "search",
        "verify",
        "webhooks",
    }
)
SERVED_FILES = frozenset({"static", "media"})


def reserved_slugs() -> frozenset[str]:
    return PROMISED | SERVED_FILES | set(routed(get_resolver().url_patterns))


def routed(patterns) -> Iterator[str]:
    """The first parts of addresses; a slice mounted at the root counts with its own."""
    for pattern in patterns:
        first = str(pattern.pattern).lstrip("^").split("/")[0]
        if first:
            yield first
        elif isinstance(pattern, URLResolver):
            yield from routed(pattern.url_patterns)
