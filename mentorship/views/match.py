"""A match, for the two people it is about."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mentorship import access
from mentorship.actions.match import AlreadyAnswered, answer_match
from mentorship.forms.answer import AnswerForm
from mentorship.queries.match_detail import match_detail
from mentorship.queries.pair_week import own_week
from portal.kit import clock


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def match(request, public_id):
    match = access.get_match(request.user, public_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        answer(request, match, accept=said["answer"] == "yes", reason=said["reason"])
        return redirect(match)
    now = clock.now()
    return render(
        request,
        "mentorship/match.html",
        {
            "match": match_detail(match=match, reader=request.user, now=now),
            "week": own_week(match=match, reader=request.user, zone=request.reader_zone, now=now)
            if match.ended_at is None
            else None,
            "form": form,
            "trail": [(_("My page"), "/me/"), (_("Mentorship"), reverse("mentorship:mine"))],
        },
    )


def answer(request, match, *, accept: bool, reason: str) -> None:
    try:
        row = answer_match(
            match=match, by=request.user, accept=accept, reason=reason, now=clock.now()
        )
    except AlreadyAnswered:
        messages.error(request, _("It is too late, or was answered before. Nothing has changed."))
        return
    if row.is_agreed:
        messages.success(request, _("Both of you have said yes. It begins."))
    elif accept:
        messages.success(request, _("You said yes. You hear when the other one has answered."))
    else:
        messages.success(request, _("You said no. You stay free for another match."))
