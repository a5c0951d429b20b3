"""The pages editors write, as readers get them."""

import pytest
from django.core.exceptions import ValidationError

from portal.home.models import HomePage, SiteText
from tests.factories.home import article, content_page
from tests.factories.initiatives import InitiativeFactory

pytestmark = pytest.mark.django_db


class TestHome:
    def test_it_says_in_a_sentence_what_the_foundation_does(self, client):
        SiteText.objects.update_or_create(pk=1, defaults={"sentence": "We keep bears honest."})

        assert "<h1>We keep bears honest.</h1>" in client.get("/").text

    def test_without_a_sentence_it_still_says_what_to_do(self, client):
        assert (
            "<h1>Find your place in the open-source work of OpenSSF.</h1>" in client.get("/").text
        )

    def test_it_tells_in_three_lines_how_it_is_governed(self, client):
        SiteText.objects.update_or_create(pk=1, defaults={"governance": "One.\n\nTwo.\nThree."})

        page = client.get("/").text

        assert "<li>One.</li><li>Two.</li><li>Three.</li>" in page.replace("\n", "").replace(
            "  ", ""
        )

    def test_a_fourth_line_is_refused(self):
        with pytest.raises(ValidationError, match="Three lines at most"):
            SiteText(governance="1\n2\n3\n4").full_clean()

    def test_it_counts_the_groups(self, client):
        InitiativeFactory.create_batch(3)
        InitiativeFactory(is_listed=False)

        assert "3 groups" in client.get("/").text

    def test_it_shows_the_three_latest_articles(self, client):
        for day in (1, 2, 3, 4):
            article(f"article-{day}", title=f"Article {day}", date=f"2026-11-0{day}")

        page = client.get("/").text

        assert [f"Article {day}" in page for day in (1, 2, 3, 4)] == [False, True, True, True]

    @pytest.mark.parametrize("many", [1, 12])
    def test_queries(self, client, django_assert_num_queries, many):
        for number in range(many):
            article(f"article-{number}")
            InitiativeFactory(stage="incubating")
        client.get("/")

        with django_assert_num_queries(13):
            client.get("/")


class TestContent:
    def test_a_page_shows_its_prose_under_its_title(self, client):
        content_page("code-of-conduct", title="Code of conduct", summary="How we treat each other.")

        page = client.get("/code-of-conduct/").text

        assert "<h1>Code of conduct</h1>" in page
        assert '<meta name="description" content="How we treat each other.">' in page
        assert "<h2>Where we stand</h2>" in page
        assert "<p>We meet <b>every second week</b>.</p>" in page

    def test_a_page_below_another_names_the_way_back(self, client):
        parent = content_page("rules", title="Rules")
        content_page("details", below=parent, title="Details")

        assert '<a href="/rules/">Rules</a>' in client.get("/rules/details/").text

    def test_a_draft_does_not_exist_for_readers(self, client):
        content_page("secret", live=False)

        assert client.get("/secret/").status_code == 404

    def test_queries(self, client, django_assert_num_queries):
        content_page("rules")
        client.get("/rules/")

        with django_assert_num_queries(7):
            client.get("/rules/")


class TestNews:
    def test_articles_stand_newest_first(self, client):
        article("old", title="Old", date="2026-10-01")
        article("new", title="New", date="2026-11-20")

        page = client.get("/news/").text

        assert page.index("New</a>") < page.index("Old</a>")
        assert 'href="/news/new/"' in page

    def test_without_an_article_it_says_what_happens_next(self, client):
        assert "Nothing has been published yet" in client.get("/news/").text

    def test_more_than_a_page_has_a_next_one(self, client):
        for number in range(21):
            article(f"article-{number}", title=f"Article {number}", date="2026-11-01")

        assert "?page=2" in client.get("/news/").text
        assert "Article 0</a>" in client.get("/news/?page=2").text

    def test_an_article_says_its_day(self, client):
        article("new", title="New", date="2026-11-20")

        page = client.get("/news/new/").text

        assert '<time datetime="2026-11-20">Friday 20 November 2026</time>' in page

    @pytest.mark.parametrize("many", [1, 12])
    def test_queries_of_the_list(self, client, django_assert_num_queries, many):
        for number in range(many):
            article(f"article-{number}")
        client.get("/news/")

        with django_assert_num_queries(10):
            client.get("/news/")

    def test_queries_of_an_article(self, client, django_assert_num_queries):
        article("new")
        client.get("/news/new/")

        with django_assert_num_queries(9):
            client.get("/news/new/")


def test_no_reader_gets_a_cookie(client):
    content_page("rules")

    answers = [client.get(address) for address in ("/", "/news/", "/rules/")]

    assert [answer.cookies.output() for answer in answers] == ["", "", ""]


def test_the_home_page_knows_its_place():
    assert HomePage.objects.get().get_url() == "/"
