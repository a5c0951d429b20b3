"""A page must not stand where the portal itself answers: nobody could ever open it."""

from django.core.checks import Error, Tags, register
from django.db import connections
from wagtail.models import Page

from .models import HomePage
from .reserved import reserved_slugs


@register(Tags.database)
def pages_on_reserved_addresses(app_configs, databases=None, **kwargs):
    """Runs with `check --database default` and with every `migrate`, the first one too."""
    if not databases or not has_pages():
        return []
    return [
        Error(
            f"The page “{page.title}” stands at /{page.slug}/, an address of the portal itself.",
            hint="Give the page another slug in /cms/.",
            id="portal.E010",
        )
        for home in HomePage.objects.all()
        for page in Page.objects.child_of(home).filter(slug__in=reserved_slugs())
        if getattr(page.specific_class, "owns_slug", None) != page.slug
    ]


def has_pages() -> bool:
    return HomePage._meta.db_table in connections["default"].introspection.table_names()  # noqa: SLF001
