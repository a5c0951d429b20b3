"""What newcomers showed, from the side of who looks at it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.onboarding import access
from initiatives.onboarding.actions.verdict import (
    HeldByAnother,
    HoldsEnough,
    MayNotLook,
    NotWaiting,
    decide,
    give_back,
    take_evidence,
)
from initiatives.onboarding.forms import LookForm, VerdictForm
from initiatives.onboarding.queries.evidence_queue import evidence_page, evidence_queue, told
from initiatives.onboarding.queries.verifiers import (
    groups_arranged_by,
    groups_led_by,
    works_for_the_foundation,
)
from portal.kit import clock

PAGE_SIZE = 24


@login_required
@require_safe
def index(request):
    now = clock.now()
    found = evidence_queue(person=request.user, now=now)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [told(one, reader=request.user, now=now) for one in page.object_list],
        "led": groups_led_by(person=request.user, on=now.date()),
        "arranged": groups_arranged_by(person=request.user, on=now.date()),
        "counts_for_all": works_for_the_foundation(request.user),
        "trail": [(_("Desk"), reverse("home:desk"))],
    }
    return render(request, "onboarding/desk/evidence.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, public_id):
    """Looking at it takes half an hour of it, by a button: opening the page takes nothing."""
    evidence = access.get_evidence(request.user, public_id)
    is_decided = request.POST.get("verb") == LookForm.DECIDE
    form = VerdictForm(request.POST if is_decided else None)
    if request.method != "POST":
        return shown(request, evidence, form)
    try:
        return act(request, evidence, form)
    except MayNotLook as error:
        raise Http404 from error
    except HoldsEnough:
        messages.error(request, _("You look at four already. Decide one or give it back first."))
        return redirect(request.path)
    except (NotWaiting, HeldByAnother):
        # What they wrote is still in the form, below what happened meanwhile.
        evidence = access.get_evidence(request.user, public_id)
        return shown(request, evidence, form, status=409)


def act(request, evidence, form):
    asked = LookForm(request.POST)
    verb = asked.cleaned_data["verb"] if asked.is_valid() else ""
    if verb == LookForm.TAKE:
        take_evidence(evidence=evidence, by=request.user, now=clock.now())
    elif verb == LookForm.GIVE_BACK:
        give_back(evidence=evidence, by=request.user)
        return redirect("onboarding:desk_evidence")
    elif verb == LookForm.DECIDE:
        if not form.is_valid():
            return shown(request, evidence, form)
        decide(evidence=evidence, by=request.user, now=clock.now(), **form.cleaned_data)
        messages.success(request, _("Decided. They hear of it now, with whatever you wrote."))
        return redirect("onboarding:desk_evidence")
    return redirect(request.path)


def shown(request, evidence, form, status=200):
    found = evidence_page(evidence=evidence, reader=request.user, now=clock.now())
    trail = [
        (_("Desk"), reverse("home:desk")),
        (_("Shown by newcomers"), reverse("onboarding:desk_evidence")),
    ]
    context = {"found": found, "one": found.waiting, "form": form, "trail": trail}
    return render(request, "onboarding/desk/evidence_page.html", context, status=status)
