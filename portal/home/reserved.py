"""Slugs that no page may take, because an address of the portal itself starts with them."""

from django.urls import get_resolver

# Promised by the address plan, whether or not a view answers yet.
PROMISED = {
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
    "search",
    "verify",
    "webhooks",
}
SERVED_FILES = {"static", "media"}


def reserved_slugs() -> frozenset[str]:
    routed = {str(pattern.pattern).split("/")[0] for pattern in get_resolver().url_patterns}
    return frozenset((routed | PROMISED | SERVED_FILES) - {""})
