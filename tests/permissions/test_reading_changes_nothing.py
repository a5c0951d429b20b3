"""A GET is safe, also in the hands of a superuser: a prefetching browser must do no harm."""

import hashlib

import pytest
from django.apps import apps
from django.core.serializers import serialize

from tests.permissions.matrix import rows

# Frameworks note by looking who is signed in and who has an editor open; Wagtail makes the row of
# a page's notices when it is first edited, allauth the row of an address that has none.
NOTED_BY_LOOKING = {
    "account.EmailAddress",
    "sessions.Session",
    "wagtailadmin.EditingSession",
    "wagtailcore.PageSubscription",
}


def digests() -> dict[str, str]:
    """One of each table's rows."""
    return {
        model._meta.label: hashlib.sha256(
            serialize("json", model._default_manager.order_by("pk")).encode()
        ).hexdigest()
        for model in apps.get_models()
        if model._meta.managed and model._meta.label not in NOTED_BY_LOOKING
    }


@pytest.mark.parametrize("role", ["anonymous", "superuser"])
@pytest.mark.django_db
@pytest.mark.one_database
def test_no_get_writes(role, keys, browser_of):
    browser = browser_of(role)
    before = digests()
    for row in rows():
        if row.method == "GET":
            browser.get(row.address.format(**keys))
    after = digests()
    assert {label for label in before if before[label] != after[label]} == set()
