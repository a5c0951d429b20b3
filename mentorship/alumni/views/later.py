"""One answer from a letter, without signing in. The page tells nothing of its reader."""

from allauth.core import ratelimit
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentorship.alumni import access
from mentorship.alumni.actions.later import answer_later, ask_no_more
from mentorship.alumni.forms import LaterForm
from portal.kit import clock


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_letter(request, token):
    """Opening the link changes nothing: scanners of mail open every link."""
    later = access.get_later(token, now=clock.now())
    if request.method == "POST":
        if not ratelimit.consume(request, action="letter_later"):
            return ratelimit.respond_429(request)
        said(request, later)
        return redirect(request.path)
    cohort = later.graduation.application.cohort
    context = {
        "later": later,
        "cohort": cohort,
        "program": cohort.program,
        "words": LaterForm.base_fields["answer"].choices,
    }
    response = render(request, "alumni/later.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def said(request, later):
    if "stop" in request.POST:
        ask_no_more(person=later.graduation.application.person)
        messages.success(request, _("We will not ask again, of this mentorship or of any other."))
        return
    form = LaterForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("We could not read which answer you meant. Please try again."))
        return
    answer_later(later=later, **form.cleaned_data, now=clock.now())
    messages.success(request, _("Thank you, it is noted. You can change it here."))
