"""For who keeps a group's page: paths of everybody made the group's own, and what changed there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.access import get_initiative
from initiatives.onboarding import access
from initiatives.onboarding.actions.fork import NotTheNewest, PageLocked, fork_path, take_offers
from initiatives.onboarding.forms import OffersForm
from initiatives.onboarding.queries.forks import forks_of, to_be_taken
from portal.kit.posted import posted


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def index(request, slug):
    initiative = get_initiative(request.user, slug, "keep", follow=False)
    if request.method == "POST":
        edition = access.get_edition_of_everybody(request.user, request.POST.get("path", ""))
        page = fork_path(edition=edition, initiative=initiative, by=request.user)
        return redirect("wagtailadmin_pages:edit", page.pk)
    context = {
        "initiative": initiative,
        "forks": forks_of(initiative=initiative),
        "paths": to_be_taken(initiative=initiative),
        "trail": [(_("Desk"), reverse("home:desk"))],
    }
    return render(request, "onboarding/desk/forks.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, slug, key):
    initiative = get_initiative(request.user, slug, "keep", follow=False)
    fork = next((one for one in forks_of(initiative=initiative) if one.page.pk == key), None)
    if fork is None:
        raise Http404
    form = OffersForm(posted(request), told=fork.told, initial={"edition": fork.newest.number})
    if request.method == "POST" and form.is_valid():
        return take(request, fork, form)
    context = {
        "initiative": initiative,
        "fork": fork,
        "form": form,
        "trail": [
            (_("Desk"), reverse("home:desk")),
            (_("Paths taken over"), reverse("onboarding:desk_forks", args=[slug])),
        ],
    }
    return render(request, "onboarding/desk/fork.html", context)


def take(request, fork, form):
    try:
        number = form.cleaned_data["edition"]
        take_offers(page=fork.page, number=number, taken=form.taken, by=request.user)
    except NotTheNewest:
        messages.error(request, _("This changed meanwhile. Please look once more."))
        return redirect(request.path)
    except PageLocked:
        messages.error(request, _("Your path is being looked at. Decide when that is over."))
        return redirect(request.path)
    messages.success(request, _("It is in your draft. Look at it and publish it."))
    return redirect("wagtailadmin_pages:edit", fork.page.pk)
