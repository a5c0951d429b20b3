import logging
from smtplib import SMTPException

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.mail import send_mail
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.people.actions.erase import LastSuperuser, erase_person
from portal.people.actions.own_data import export_person
from portal.people.forms.own_data import EraseForm
from portal.people.recent_sign_in import asks_again

logger = logging.getLogger(__name__)


@login_required
@require_safe
@asks_again
def own_data(request):
    """Asked for here already: a password form that answers with a file would stay on the screen."""
    return render(request, "people/own_data.html")


@login_required
@require_POST
@asks_again
def export(request):
    exported = export_person(person=request.user, by=request.user)
    response = JsonResponse(exported, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def erase(request):
    form = EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        email = request.user.email
        try:
            erase_person(person=request.user, by=request.user)
        except LastSuperuser:
            form.add_error(
                None,
                _("You are the last administrator. Give somebody else the right first."),
            )
        else:
            logout(request)
            tell_of_erasure(email)
            return redirect("people:erased")
    return render(request, "people/erase.html", {"form": form})


@require_safe
def erased(request):
    return render(request, "people/erased.html")


def tell_of_erasure(email: str) -> None:
    """Sent at once: an outbox would keep the address that was just erased."""
    if not email:
        return
    subject = render_to_string("mail/people/erase_person/subject.txt").strip()
    try:
        send_mail(subject, render_to_string("mail/people/erase_person/body.txt"), None, [email])
    except (OSError, SMTPException):
        logger.exception("mail not sent: people/erase_person")
