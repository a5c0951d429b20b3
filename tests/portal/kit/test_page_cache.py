"""Who is signed out gets kept pages; nobody ever gets a page made for somebody else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache, caches
from django.http import HttpResponse
from django.test import RequestFactory

from portal.kit.page_cache import EDITION_KEY, new_edition, page_cache
from portal.settings import database


@pytest.fixture(autouse=True)
def kept_for_a_minute(settings):
    settings.PAGE_CACHE_SECONDS = 60
    caches["pages"].clear()
    yield
    caches["pages"].clear()


class Counter:
    """A view that says how often it was asked."""

    def __init__(self, *, change=lambda response: None, status=200):
        self.asked, self.change, self.status = 0, change, status

    def __call__(self, request):
        self.asked += 1
        response = HttpResponse(f"answer {self.asked}", status=self.status)
        self.change(response)
        return response


def get(path="/initiatives/", **headers):
    request = RequestFactory().get(path, headers=headers)
    request.user = AnonymousUser()
    return request


def test_the_second_reader_gets_the_first_answer():
    view = Counter()
    site = page_cache(view)
    assert site(get()).content == b"answer 1"
    assert site(get()).content == b"answer 1"
    assert view.asked == 1


def test_a_kept_page_may_be_kept_by_a_proxy_and_is_asked_for_again_by_a_browser():
    response = page_cache(Counter())(get())
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert response["Vary"] == "Cookie"


def test_a_browser_that_has_the_page_hears_304():
    site = page_cache(Counter())
    etag = site(get())["ETag"]
    answer = site(get(**{"If-None-Match": etag}))
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    ["/cms/", "/accounts/login/", "/demo/sign-in/x/", "/search/?q=x", "/me/", "/health/live"],
)
def test_addresses_that_are_not_named_are_never_kept(path):
    view = Counter()
    site = page_cache(view)
    site(get(path))
    site(get(path))
    assert view.asked == 2


def test_a_request_with_any_cookie_is_neither_stored_nor_served():
    view = Counter()
    site = page_cache(view)
    signed_in = get()
    signed_in.COOKIES["sessionid"] = "mine"
    assert site(signed_in).content == b"answer 1"
    assert site(get()).content == b"answer 2"
    assert site(signed_in).content == b"answer 3"


def test_a_request_with_credentials_in_a_header_is_passed_on():
    view = Counter()
    site = page_cache(view)
    site(get(Authorization="Basic eDp5"))
    site(get(Authorization="Basic eDp5"))
    assert view.asked == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda response: response.set_cookie("csrftoken", "x"),
        lambda response: response.__setitem__("Cache-Control", "private"),
        lambda response: response.__setitem__("Cache-Control", "no-store"),
    ],
)
def test_an_answer_made_for_one_person_is_not_kept(change):
    view = Counter(change=change)
    site = page_cache(view)
    site(get())
    site(get())
    assert view.asked == 2


@pytest.mark.parametrize("status", [301, 404, 500])
def test_only_good_answers_are_kept(status):
    view = Counter(status=status)
    site = page_cache(view)
    site(get())
    site(get())
    assert view.asked == 2


def test_each_zone_is_a_page_of_its_own():
    view = Counter()
    site = page_cache(view)
    site(get("/events/"))
    site(get("/events/?tz=Asia/Kolkata"))
    assert view.asked == 2


def test_a_change_makes_a_new_edition():
    view = Counter()
    site = page_cache(view)
    site(get())
    new_edition()
    assert site(get()).content == b"answer 2"


def test_an_edition_the_cache_forgot_is_never_met_again():
    view = Counter()
    site = page_cache(view)
    site(get())
    new_edition()
    site(get())
    caches["pages"].delete(EDITION_KEY)
    assert site(get()).content == b"answer 3"
    new_edition()
    assert site(get()).content == b"answer 4"


def test_a_flood_of_addresses_pushes_out_no_count_of_wrong_passwords():
    cache.set("guesses", 5)
    site = page_cache(Counter())
    for number in range(400):
        site(get(f"/initiatives/?q={number}"))

    assert cache.get("guesses") == 5
    assert database.CACHES["pages"] != database.CACHES["default"]


@pytest.mark.django_db
def test_a_made_up_script_name_puts_no_page_at_another_s_address(client):
    home = client.get("/", SCRIPT_NAME="/initiatives").content

    assert client.get("/").content == home
    assert client.get("/initiatives/").content != home
