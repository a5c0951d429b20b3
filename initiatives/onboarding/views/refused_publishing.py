from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.onboarding.actions.path import BadPlan


def refused_publishing(get_response):
    """Who approves a path in moderation has no form that could say why it can't be published: they
    are led to the page's own, with the words. Nothing was published.
    """

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if not isinstance(exception, BadPlan):
            return None
        messages.error(request, _("Not published. %(why)s") % {"why": exception})
        address = reverse("wagtailadmin_pages:edit", args=[exception.page.pk])
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)

    middleware.process_exception = process_exception
    return middleware
