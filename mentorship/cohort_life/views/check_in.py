"""The one page that works from a letter, without signing in. It tells nothing of the pair."""

from allauth.core import ratelimit
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentorship.cohort_life import access
from mentorship.cohort_life.actions.check_in import WeekNotOpen, say_check_in
from mentorship.cohort_life.actions.pair import PairOver
from mentorship.cohort_life.forms import CheckInForm
from mentorship.cohort_life.queries.letter_page import letter_page
from portal.kit import clock


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def by_letter(request, token):
    """Opening the link changes nothing: scanners of mail open every link."""
    match, side, week = access.get_check_in(token, now=clock.now())
    page = letter_page(match=match, side=side, week=week)
    if request.method == "POST":
        if not ratelimit.consume(request, action="letter_check_in"):
            return ratelimit.respond_429(request)
        form = CheckInForm({"word": request.POST.get("word"), "week": week})
        if form.is_valid():
            try:
                word = form.cleaned_data["word"]
                say_check_in(match=match, by=page.person, week=week, word=word, now=clock.now())
                messages.success(request, _("Thank you, it is noted. You can change it here."))
            except (PairOver, WeekNotOpen):
                messages.error(request, _("This week can't be spoken of any more. Thank you."))
            return redirect(request.path)
        messages.error(request, _("We could not read which answer you meant. Please try again."))
    response = render(request, "cohort_life/by_letter.html", {"page": page})
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
