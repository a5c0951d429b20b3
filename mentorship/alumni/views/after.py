"""One's own page after a term: the certificate, what one shows, and what may come next."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mentorship.actions.application import AlreadyDecided, AlreadySent, CallClosed, OtherRole
from mentorship.alumni import access
from mentorship.alumni.actions.mentor_again import begin_as_mentor
from mentorship.alumni.actions.showing import (
    CertificateRevoked,
    Shown,
    forget_showing,
    name_mentor,
    write_showing,
)
from mentorship.alumni.forms import MentorNameForm, ShowingForm
from mentorship.alumni.queries.after_page import after_page
from portal.kit import clock
from portal.people.queries.names import told_name

REFUSALS = {
    CallClosed: gettext_lazy("The call has just closed. Press once more to hear of the next one."),
    OtherRole: gettext_lazy(
        "You apply there as a mentee already. Withdraw that first: nobody takes part in both roles."
    ),
    AlreadyDecided: gettext_lazy("You applied there as a mentor before, and it was answered."),
    AlreadySent: gettext_lazy("You have sent that application already."),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def after(request, key):
    application, graduation = access.get_after(request.user, key)
    page = after_page(
        application=application, graduation=graduation, person=request.user, now=clock.now()
    )
    form = form_of(request, page)
    if request.method == "POST" and (answer := done(request, application, graduation, page, form)):
        return answer
    context = {"page": page, "form": form, "key": key, "trail": trail()}
    return render(request, "alumni/after.html", context)


def trail() -> list[tuple[str, str]]:
    return [(_("My page"), "/me/"), (_("Mentorship"), reverse("mentorship:mine"))]


def form_of(request, page):
    """Only a form that was sent is judged: the page has several buttons."""
    sent = request.POST if request.POST.get("what") in {"show", "keep", "name"} else None
    if not page.is_mentee:
        return MentorNameForm(sent, initial={"name": page.mentor_name or told_name(request.user)})
    initial = vars(page.showing) if page.showing else {"name": told_name(request.user)}
    return ShowingForm(sent, initial=initial)


def done(request, application, graduation, page, form):
    """None where the page is shown again with what was typed."""
    what, here = request.POST.get("what"), redirect(request.path)
    if not page.is_mentee:
        if what == "unname":
            name_mentor(application=application, name="", now=clock.now())
            messages.success(request, _("Your name stands beside nobody now."))
            return here
        if form.is_valid() and what == "name":
            name_mentor(application=application, name=form.cleaned_data["name"], now=clock.now())
            messages.success(request, _("Noted."))
            return here
        return None
    if not page.has_graduated:
        raise Http404
    if what == "mentor":
        return to_mentor(request, graduation)
    if what == "hide":
        forget_showing(graduation=graduation)
        messages.success(request, _("It is gone, here and for everybody."))
        return here
    if what in {"show", "keep"} and form.is_valid():
        shown = Shown(**form.cleaned_data)
        is_shown = what == "show"
        try:
            write_showing(graduation=graduation, shown=shown, is_shown=is_shown, now=clock.now())
        except CertificateRevoked:
            messages.warning(request, _("Your certificate is revoked. Nobody reads it."))
            return here
        messages.success(
            request,
            _("Everybody can read it now.") if is_shown else _("Kept. Nobody but you reads it."),
        )
        return here
    return None


def to_mentor(request, graduation):
    try:
        cohort = begin_as_mentor(graduation=graduation, now=clock.now())
    except tuple(REFUSALS) as refusal:
        messages.warning(request, REFUSALS[type(refusal)])
        return redirect(request.path)
    if cohort is None:
        messages.success(request, _("No call is open now. You hear of the next one by a letter."))
        return redirect(request.path)
    messages.success(
        request,
        _("A draft stands here, with what we know already. Read it, agree below and send it."),
    )
    return redirect("mentorship:apply", cohort.key, "mentor")
