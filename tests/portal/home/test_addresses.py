"""The addresses of the site as a whole."""

from xml.etree import ElementTree as ET

import pytest

from tests.factories.events import SeriesFactory
from tests.factories.home import article, content_page
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db


def test_security_txt_names_a_contact_and_an_end(client, at, settings):
    at("2026-11-25T20:00:00Z")
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    settings.PORTAL_BASE_URL = "https://portal.example.org"

    response = client.get("/.well-known/security.txt")

    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.text == (
        "Contact: mailto:security@example.org\n"
        "Expires: 2027-05-24T00:00:00Z\n"
        "Preferred-Languages: en\n"
        "Canonical: https://portal.example.org/.well-known/security.txt\n"
    )


def test_robots_stay_out_of_doors_for_people(client):
    lines = client.get("/robots.txt").text.splitlines()

    assert lines[0] == "User-agent: *"
    assert {"Disallow: /cms/", "Disallow: /accounts/", "Disallow: /me/"} <= set(lines)
    assert lines[-1] == "Sitemap: http://127.0.0.1:8000/sitemap.xml"


def test_the_sitemap_names_public_pages_and_rows_once(client):
    content_page("code-of-conduct")
    content_page("draft", live=False)
    InitiativeFactory(slug="bear")

    root = ET.fromstring(client.get("/sitemap.xml").content)

    addresses = [loc.text for loc in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    base = "http://127.0.0.1:8000"
    assert addresses == [
        f"{base}/",
        f"{base}/news/",
        f"{base}/about/",
        f"{base}/privacy/",
        f"{base}/code-of-conduct/",
        f"{base}/initiatives/",
        f"{base}/events/",
        f"{base}/paths/",
        f"{base}/mentorship/",
        f"{base}/initiatives/bear/",
    ]


def test_the_sitemap_is_silent_about_groups_that_are_not_listed(client):
    InitiativeFactory(slug="secret", is_listed=False)
    SeriesFactory(slug="secret-call", initiative__slug="hidden", initiative__is_listed=False)

    page = client.get("/sitemap.xml").text

    assert "secret" not in page
    assert "hidden" not in page


def test_the_sitemap_does_not_believe_the_host_of_a_request(client, settings):
    settings.ALLOWED_HOSTS = ["*"]

    assert "evil.example" not in client.get("/sitemap.xml", headers={"host": "evil.example"}).text


class TestNewsFeed:
    def test_it_lists_articles_newest_first_by_absolute_address(self, client):
        article("old", title="Old", date="2026-10-01")
        article("new", title="New", date="2026-11-20")
        article("draft", title="Draft", live=False)

        feed = ET.fromstring(client.get("/feeds/news.atom").content)

        atom = "{http://www.w3.org/2005/Atom}"
        entries = feed.findall(f"{atom}entry")
        assert [entry.find(f"{atom}title").text for entry in entries] == ["New", "Old"]
        assert entries[0].find(f"{atom}link").get("href") == "http://127.0.0.1:8000/news/new/"
        assert entries[0].find(f"{atom}published").text == "2026-11-20T00:00:00+00:00"

    def test_it_answers_304_to_who_has_it(self, client):
        article()
        first = client.get("/feeds/news.atom")

        again = client.get("/feeds/news.atom", headers={"if-none-match": first.headers["ETag"]})

        assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize("articles", [1, 12])
    def test_queries(self, client, django_assert_num_queries, articles):
        for number in range(articles):
            article(f"article-{number}")
        client.get("/feeds/news.atom")

        with django_assert_num_queries(3):
            client.get("/feeds/news.atom")
