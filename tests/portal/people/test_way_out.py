"""A form of ours may lead to another site, by a page of ours in between."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from requests import ConnectionError as NoAnswer

from portal.people.way_out import provider_is_down, way_out

ELSEWHERE = "https://id.example.org/authorize?state=a&b=%22%3E%3Cscript%3E"


def answered(response, method="post", path="/accounts/oidc/oidc/login/"):
    request = getattr(RequestFactory(), method)(path)
    return way_out(lambda _: response)(request)


def test_the_page_moves_on_by_itself_and_has_a_link():
    page = answered(HttpResponseRedirect(ELSEWHERE))

    escaped = ELSEWHERE.replace("&", "&amp;")
    assert page.status_code == 200
    assert f'<meta http-equiv="refresh" content="0; url={escaped}">' in page.content.decode()
    assert f'href="{escaped}"' in page.content.decode()
    assert "On to id.example.org" in page.content.decode()


@pytest.mark.parametrize("own", ["/me/", "http://testserver/me/", "?next=/"])
def test_an_address_of_ours_is_a_redirect_as_ever(own):
    assert answered(HttpResponseRedirect(own)).status_code == 302


@pytest.mark.parametrize(
    "elsewhere", ["//example.org/", "https://testserver/", "http://testserver:81/"]
)
def test_another_scheme_host_or_port_is_elsewhere(elsewhere):
    assert answered(HttpResponseRedirect(elsewhere)).status_code == 200


def test_a_link_that_was_followed_needs_no_page_between():
    assert answered(HttpResponseRedirect(ELSEWHERE), "get").status_code == 302


def test_other_doors_are_left_alone():
    response = HttpResponseRedirect(ELSEWHERE)
    assert answered(response, path="/meet/x/join") is response
    assert answered(HttpResponse("page")).content == b"page"


def test_only_a_provider_without_an_answer_is_excused():
    request = RequestFactory().post("/accounts/oidc/oidc/login/")
    assert provider_is_down(request, ValueError()) is None
    assert provider_is_down(RequestFactory().post("/me/"), NoAnswer()) is None
