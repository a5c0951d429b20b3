"""To which group somebody belongs, by their own word."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mentorship.equity import access
from mentorship.equity.actions.answer import (
    AlreadyCounted,
    AnswersClosed,
    answer_group,
    take_back_answer,
)
from mentorship.equity.forms import AnswerForm
from mentorship.equity.queries.own_answer import own_answer
from portal.kit import clock


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def answer(request, key):
    application = access.get_application_to_answer_for(request.user, key)
    own = own_answer(application=application, now=clock.now())
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        groups=own.groups,
        initial={"group": own.group.key if own.group else ""},
    )
    if form.is_valid():
        say(request, application, form.chosen())
        return redirect("mentorship:mine")
    return render(
        request,
        "equity/answer.html",
        {
            "form": form,
            "own": own,
            "cohort": application.cohort,
            "program": application.cohort.program,
            "trail": [(_("Your applications"), reverse("mentorship:mine"))],
        },
    )


def say(request, application, group) -> None:
    try:
        if group:
            answer_group(application=application, group=group, now=clock.now())
            messages.success(request, _("Kept apart from your application. You can take it back."))
        else:
            take_back_answer(application=application)
            messages.success(request, _("Nothing about a group of yours is kept."))
    except AnswersClosed:
        messages.warning(
            request, _("The call has closed, so nothing is taken in any longer. Nothing changed.")
        )
    except AlreadyCounted:
        messages.warning(
            request, _("It is counted already: nothing that leads to you is kept any longer.")
        )
