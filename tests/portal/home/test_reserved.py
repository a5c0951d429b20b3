import pytest
from django.core.checks import run_checks
from django.core.exceptions import ValidationError

from portal.home.models import ContentPage, HomePage
from portal.home.reserved import reserved_slugs
from tests.factories.home import content_page


def test_every_first_part_of_an_address_is_reserved():
    assert reserved_slugs() >= {
        *("accounts", "api", "calendar", "cms", "desk", "documents", "embed", "events", "feeds"),
        *("fit", "health", "initiatives", "me", "media", "meet", "mentorship", "news", "paths"),
        *("people", "search", "static", "styleguide", "verify", "webhooks"),
    }


def test_privacy_is_an_editors_page():
    assert "privacy" not in reserved_slugs()


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["events", "cms", "people"])
def test_a_page_cannot_take_an_address_of_the_portal(slug):
    with pytest.raises(ValidationError, match="an address of the portal itself"):
        content_page(slug)


@pytest.mark.django_db
def test_the_check_finds_a_page_that_got_there_all_the_same():
    page = content_page("code-of-conduct")
    ContentPage.objects.filter(pk=page.pk).update(slug="events")

    found = [
        e for e in run_checks(databases=["default"], tags=["database"]) if e.id == "portal.E010"
    ]

    assert [error.msg for error in found] == [
        "The page “About us” stands at /events/, an address of the portal itself."
    ]


@pytest.mark.django_db
def test_the_fixed_pages_own_their_addresses():
    assert HomePage.objects.exists()
    assert list(run_checks(databases=["default"], tags=["database"])) == []
