"""What surrounds every page, and the pages for when something is wrong."""

import pytest
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import reverse

from portal.ui.context import chrome


@pytest.fixture
def html(client, db):
    return client.get(reverse("ui:styleguide")).content.decode()


def test_a_page_starts_with_the_way_past_its_menu(html):
    body = html.split("<body", 1)[1]

    assert body.index('<a class="skip-link" href="#main">') < body.index("<header")
    assert '<main id="main" tabindex="-1">' in body


def test_a_page_loads_one_stylesheet_of_the_frame_and_no_other_host(html):
    head = html.split("</head>")[0]

    assert head.count('href="/static/ui/portal.css"') == 1
    assert "https://" not in head


def test_a_page_says_its_one_address(html, settings):
    assert f'<link rel="canonical" href="{settings.PORTAL_BASE_URL}/styleguide/">' in html


def test_the_menu_knows_where_the_reader_is():
    menu = chrome(RequestFactory().get("/events/2026/"))["main_menu"]

    assert [label for label, _, is_here in menu if is_here] == ["Calendar"]


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html"])
def test_pages_for_the_worst_moment_need_no_context_and_no_database(name):
    page = get_template(name).render()

    assert page.count("<h1>") == 1
    assert '<a href="/">Go to the first page</a>' in page
    assert "Oops" not in page


@pytest.mark.parametrize("name", ["403.html", "404.html"])
def test_pages_for_a_wrong_turn_keep_the_whole_frame_and_a_way_out(name, db):
    page = get_template(name).render({}, RequestFactory().get("/nowhere/"))

    assert page.count("<h1>") == 1
    assert 'class="site-nav"' in page
    assert '<a href="/">' in page
