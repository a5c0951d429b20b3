"""A page between the sign-in form and another site.

`form-action 'self'` also holds for where a form's answer redirects to, and for every hop after
that: browsers would stop on the way to a provider of accounts, whose hops nobody can list. So the
form is answered with a page of ours, which moves on by itself.
"""

import logging
from urllib.parse import urlsplit

from allauth.socialaccount.models import SocialApp
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from requests import RequestException

PREFIX = "/accounts/"
logger = logging.getLogger(__name__)


def way_out(get_response):
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if (
            request.method == "POST"
            and request.path_info.startswith(PREFIX)
            and isinstance(response, HttpResponseRedirect)
            and leads_elsewhere(request, response.url)
        ):
            return render(
                request,
                "people/way_out.html",
                {"address": response.url, "host": urlsplit(response.url).hostname},
            )
        return response

    middleware.process_exception = provider_is_down
    return middleware


def provider_is_down(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """allauth asks for a provider's addresses before it is ready for no answer, and some of its
    doors are not ready for a provider that nobody set up."""
    if isinstance(exception, SocialApp.DoesNotExist):
        raise Http404 from exception
    if not request.path_info.startswith(PREFIX) or not isinstance(exception, RequestException):
        return None
    logger.warning("provider of accounts does not answer: %s", type(exception).__name__)
    return render(request, "socialaccount/authentication_error.html", status=503)


def leads_elsewhere(request: HttpRequest, address: str) -> bool:
    there = urlsplit(address)
    return bool(there.netloc) and (there.scheme, there.netloc) != (
        request.scheme,
        request.get_host(),
    )
