"""Who looks at what newcomers of a group show, named by who keeps the group's page."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.access import get_initiative
from initiatives.onboarding import access
from initiatives.onboarding.actions.verifier import (
    NobodyThere,
    NotOneself,
    name_verifier,
    take_off_verifier,
)
from initiatives.onboarding.forms import VerifierForm
from initiatives.onboarding.queries.verifiers import (
    who_accepted_each_other,
    who_looked,
    who_looks,
)
from portal.kit import clock


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, slug):
    initiative = get_initiative(request.user, slug, "keep", follow=False)
    if "take-off" in request.POST:
        verifier = access.get_verifier(initiative, request.POST["take-off"])
        take_off_verifier(verifier=verifier, by=request.user)
        return redirect(request.path)
    form = VerifierForm(request.POST if "name" in request.POST else None)
    if form.is_valid() and named(request, initiative, form):
        messages.success(request, _("They look at what is shown to your group from now on."))
        return redirect(request.path)
    context = {
        "initiative": initiative,
        "people": who_looks(initiative=initiative),
        "looked": who_looked(initiative=initiative, now=clock.now()),
        "each_other": who_accepted_each_other(initiative=initiative),
        "form": form,
        "least": settings.LEAST_VERIFIERS,
        "trail": [
            (_("Desk"), reverse("home:desk")),
            (_("Shown by newcomers"), reverse("onboarding:desk_evidence")),
        ],
    }
    return render(request, "onboarding/desk/verifiers.html", context)


def named(request, initiative, form) -> bool:
    """Nobody finds out by trying who has an account."""
    if not ratelimit.consume(request, action="verifier", user=request.user):
        form.add_error("email", _("You have named many people. Go on in an hour."))
        return False
    try:
        name_verifier(initiative=initiative, email=form.cleaned_data["email"], by=request.user)
    except NobodyThere:
        form.add_error(
            "email", _("Nobody has an account whose address this is, confirmed by mail.")
        )
        return False
    except NotOneself:
        form.add_error("email", _("Only who leads the group could name you."))
        return False
    return True
