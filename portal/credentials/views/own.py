"""What was said of somebody here, and the name that stands on it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.credentials import access
from portal.credentials.actions.shown_link import hide_link, show_link
from portal.credentials.actions.shown_name import hide_name, show_name
from portal.credentials.forms import LinkForm, NameForm
from portal.credentials.queries.own_credentials import own_credentials
from portal.kit.addresses import absolute
from portal.people.queries.names import told_name

PAGE_SIZE = 50


@require_safe
@login_required
def mine(request):
    rows = own_credentials(person=request.user)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    trail = [(_("My page"), "/me/")]
    return render(request, "credentials/mine.html", {"page": page, "trail": trail})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def credential(request, public_id):
    one = access.get_own_credential(request.user, public_id)
    if request.method == "POST" and "hide" in request.POST:
        hide_name(credential=one, by=request.user)
        messages.success(request, _("Your name is off. Whoever opens the link reads none."))
        return redirect("credentials:own", one.public_id)
    if request.method == "POST" and "hide_link" in request.POST:
        hide_link(credential=one, by=request.user)
        messages.success(
            request, _("The link is off, and in no badge that is fetched from now on.")
        )
        return redirect("credentials:own", one.public_id)
    is_link = "link" in request.POST
    link_form = LinkForm(request.POST if is_link else None, initial={"link": one.evidence})
    if link_form.is_valid():
        show_link(credential=one, link=link_form.cleaned_data["link"], by=request.user)
        messages.success(request, _("The link stands on it and in its badge now."))
        return redirect("credentials:own", one.public_id)
    form = NameForm(
        request.POST if request.method == "POST" and not is_link else None,
        initial={"name": one.name or told_name(request.user)},
    )
    if form.is_valid():
        show_name(credential=one, name=form.cleaned_data["name"], by=request.user)
        messages.success(request, _("Your name stands on it now."))
        return redirect("credentials:own", one.public_id)
    context = {
        "one": one,
        "form": form,
        "link_form": link_form,
        "url": absolute("credentials:verify", one.public_id),
        "trail": [
            (_("My page"), "/me/"),
            (_("Your certificates"), reverse("credentials:mine")),
        ],
    }
    return render(request, "credentials/own.html", context)
