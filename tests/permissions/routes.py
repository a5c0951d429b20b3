"""Every address the portal answers at, from the resolver itself."""

from dataclasses import dataclass

from django.urls import URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    pattern: str
    name: str

    @property
    def is_admin(self) -> bool:
        """Wagtail's own two hundred addresses, which one guard and one test stand in front of."""
        return self.pattern.lstrip("^").startswith("cms/")


def routes() -> list[Route]:
    """Of two routes with one pattern the first answers, as our login doors do before Wagtail's."""
    by_pattern: dict[str, Route] = {}
    for route in walk(get_resolver(), "", ()):
        by_pattern.setdefault(route.pattern, route)
    return list(by_pattern.values())


def walk(resolver, prefix: str, namespaces: tuple[str, ...]):
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from walk(entry, pattern, inner)
        else:
            # allauth keeps old addresses of its pages as redirects that have no name.
            yield Route(pattern, ":".join((*namespaces, entry.name or pattern)))
